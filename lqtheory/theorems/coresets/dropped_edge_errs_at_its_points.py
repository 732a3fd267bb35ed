r"""**Dropping an edge errs by 100 % where only that edge is active**: the relative error is at least 1 - M (1 - g_j).

z is the value of a neuron, or of one of its two classes, at point i of a sample, g_l the shares of its edges. An
estimate without edge j that weighs the others by factors of at most M is e z, with 0 <= e <= M times the sum of their
shares. Where edge j is the only active one, as often behind ReLUs, g_j = 1: the estimate is 0 whatever M is, and the
error is 1. No coreset that drops an edge with such a point has an accuracy below 1 at all points. Attained for e = M (1
- g_j) <= 1. The published count prescribes to keep all such edges: :mod:`assumed_constant_forbids_compression`.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1, typical=(1, 4)),
    N=Integer(1, typical=(1, 4)),
    i=Integer(1, "N"),
    j=Integer(1, "n"),
    A=SAMPLE,
    w=Vector("n", sign="positive"),
    M=Real(0, closed="left", typical=(0.5, 4)),
    e=Real(0, "M", closed="both", typical=(0, "M")),
)
n, N, i, j, A, w, M, e = D.symbols
l = sp.Symbol("l", integer=True, positive=True)  # noqa: E741 - an edge beside j
share = sample_quantity("importance_at")
others = sp.Sum(share(w, A, i, l), (l, 1, j - 1)) + sp.Sum(share(w, A, i, l), (l, j + 1, n))
own = share(w, A, i, j)

THEOREM = Theorem(
    name="dropped_edge_errs_at_its_points",
    title="Errors where a dropped edge is active",
    id="coreset.oos.impossible.dropped",
    statement="For weights w > 0 of n edges, a sample A of N points, none without input, M >= 0 and 0 <= e <= M times "
    "the sum of the shares at point i of all edges but j, that sum is 1 - g_j, g_j the share of edge j there, and 1 - "
    "M (1 - g_j) is at most |1 - e|.",
    domain=D,
    claim=Claim(
        given=[Relation(e, "<=", M * others)],
        then=[Relation(others, "=", 1 - own), Relation(1 - M * (1 - own), "<=", sp.Max(1 - e, e - 1))],
    ),
    extremal=lambda n, N, i, j, M, e: {"A": np.eye(N, n), "w": np.ones(n)},
    sharp_at=(
        {"n": 3, "N": 3, "i": 2, "j": 2, "M": 2.0, "e": 0.0},
        {"n": 3, "N": 3, "i": 2, "j": 1, "M": 0.5, "e": 0.5},
    ),
    source=Source("lqtheory_dossier", "coreset.oos.impossible"),
)
