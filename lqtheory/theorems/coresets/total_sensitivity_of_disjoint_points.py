r"""**The total sensitivity is the number of points exactly if their active edges are disjoint**: N - S counts overlaps.

N - S = sum_j (sum_i g_j(i) - max_i g_j(i)) is 0 where every edge is active at one point at most, and for any two points
h < l it is at least sum_j min(g_j(h), g_j(l)): S = N makes these 0, so that no edge is active at both.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1, typical=(1, 4)),
    N=Integer(2, typical=(2, 4)),
    h=Integer(1, "N-1"),
    l=Integer("h+1", "N"),
    A=SAMPLE,
    w=Vector("n", sign="positive"),
)
n, N, h, l, A, w = D.symbols  # noqa: E741 - an index beside h
i, j = (sp.Symbol(name, integer=True, positive=True) for name in "ij")
S, share = sample_quantity("sensitivity_of_sample")(w, A), sample_quantity("importance_at")
LARGEST = MaxOver(share(w, A, i, j), i, 1, N)
OVER_POINTS = sample_quantity("importance_over_points")(w, A, j)
OVERLAP = -sp.Max(-share(w, A, h, j), -share(w, A, l, j))


def total(body: sp.Expr) -> sp.Expr:
    """Sum over the edges."""
    return sp.Sum(body, (j, 1, n))


THEOREM = Theorem(
    name="total_sensitivity_of_disjoint_points",
    title="Total sensitivity and overlaps of points",
    id="coreset.s_range.disjoint",
    statement="For weights w > 0 of n edges, a sample A of N >= 2 points, none without input, and any two points h < l "
    "with shares g, S + sum_j (sum_i g_j(i) - max_i g_j(i)) = N and S + sum_j min(g_j(h), g_j(l)) <= N.",
    domain=D,
    claim=Claim(
        then=[Relation(S + total(OVER_POINTS - LARGEST), "=", N), Relation(S + total(OVERLAP), "<=", N)],
    ),
    source=Source("lqtheory_dossier", "coreset.s_range"),
)
