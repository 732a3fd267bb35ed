r"""**Total sensitivity of the parts of a sample**: S = S_1 + S_2 - sum_j min(s_j', s_j''), at least S_1 and S_2.

S_1, S_2 and s', s'' belong to the first k points and to the others. So S grows with the sample and is subadditive,
with equality exactly if no edge is active in both parts: S is the number of points where their active edges are
disjoint only.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1, typical=(1, 4)),
    N=Integer(2, typical=(2, 4)),
    k=Integer(1, "N-1"),
    A=SAMPLE,
    w=Vector("n", sign="positive"),
)
n, N, k, A, w = D.symbols
i, j = (sp.Symbol(name, integer=True, positive=True) for name in "ij")
S, share = sample_quantity("sensitivity_of_sample")(w, A), sample_quantity("importance_at")
FIRST, OTHERS = (MaxOver(share(w, A, i, j), i, *ends) for ends in ((1, k), (k + 1, N)))
SMALLER = -sp.Max(-FIRST, -OTHERS)


def total(body: sp.Expr) -> sp.Expr:
    """Sum over the edges."""
    return sp.Sum(body, (j, 1, n))


THEOREM = Theorem(
    name="total_sensitivity_of_parts",
    title="Total sensitivity of the parts of a sample",
    id="coreset.s_range.parts",
    statement="For weights w > 0 of n edges, a sample A of N points, none without input, and the sensitivities s' of "
    "its first k points and s'' of the others, S = sum s' + sum s'' - sum min(s', s''), which is at least sum s' and "
    "sum s''.",
    domain=D,
    claim=Claim(
        then=[
            Relation(S + total(SMALLER), "=", total(FIRST) + total(OTHERS)),
            Relation(total(FIRST), "<=", S),
            Relation(total(OTHERS), "<=", S),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.s_range"),
)
