r"""**Pooling nonnegative values keeps relative errors**: largest value and sum of values within (1±e) are so, too.

n values |v_i| with relative errors e d_i, -1 <= d_i < 1: any such number is d = 2|t|/(1+|t|) - 1 for some t. The mean
is the sum times 1/n.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation
from lqtheory.symbols import entry

D = Domain(
    n=Integer(1, typical=(1, 8)),
    e=Real(0, 1, closed="left", typical=(0.1, 0.9)),
    v=Vector("n"),
    t=Vector("n"),
)
n, e, v, t = D.symbols
i = sp.Symbol("i", integer=True, positive=True)


def pooled(body: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Largest value and sum."""
    return MaxOver(body, i, 1, n), sp.Sum(body, (i, 1, n))


TRUE = sp.Abs(entry(v, i))
DEVIATION = 2 * sp.Abs(entry(t, i)) / (1 + sp.Abs(entry(t, i))) - 1
ESTIMATE = TRUE * (1 + e * DEVIATION)

THEOREM = Theorem(
    name="pooling_keeps_relative_errors",
    title="Relative errors through pooling",
    id="coreset.activation.pooling",
    statement="For n nonnegative values |v_i| and estimates |v_i| (1 + e d_i), d_i = 2|t_i|/(1+|t_i|) - 1 in [-1, 1), "
    "0 <= e < 1, the largest estimate is within (1±e) of the largest value, and the sum of the estimates within (1±e) "
    "of the sum.",
    domain=D,
    claim=Claim(
        then=[
            relation
            for true, estimate in zip(pooled(TRUE), pooled(ESTIMATE), strict=True)
            for relation in (Relation((1 - e) * true, "<=", estimate), Relation(estimate, "<=", (1 + e) * true))
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
