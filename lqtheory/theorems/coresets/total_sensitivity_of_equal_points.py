r"""**The total sensitivity is 1 exactly if all points have the same shares**: it grows with their differences.

For any two points h, l of the sample 1 + |g(h)-g(l)|_1/2 <= S, so that S = 1 makes all shares equal; and S <= 1 + sum_j
max_i |g_j(i)-g_j(h)|, so that equal shares make S = 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1, typical=(1, 4)),
    N=Integer(1, typical=(1, 4)),
    h=Integer(1, "N"),
    l=Integer(1, "N"),
    A=SAMPLE,
    w=Vector("n", sign="positive"),
)
n, N, h, l, A, w = D.symbols  # noqa: E741 - an index beside h
i, j = (sp.Symbol(name, integer=True, positive=True) for name in "ij")
S, share = sample_quantity("sensitivity_of_sample")(w, A), sample_quantity("importance_at")
GAP = sp.Abs(share(w, A, h, j) - share(w, A, l, j))
FARTHEST = MaxOver(sp.Abs(share(w, A, i, j) - share(w, A, h, j)), i, 1, N)


def total(body: sp.Expr) -> sp.Expr:
    """Sum over the edges."""
    return sp.Sum(body, (j, 1, n))


THEOREM = Theorem(
    name="total_sensitivity_of_equal_points",
    title="Total sensitivity and differences between points",
    id="coreset.s_range.equal",
    statement="For weights w > 0 of n edges, a sample A of N points, none without input, and any two points h, l with "
    "shares g, 1 + |g(h)-g(l)|_1/2 <= S <= 1 + sum_j max_i |g_j(i)-g_j(h)|.",
    domain=D,
    claim=Claim(then=[Relation(1 + total(GAP) / 2, "<=", S), Relation(S, "<=", 1 + total(FARTHEST))]),
    source=Source("lqtheory_dossier", "coreset.s_range"),
)
