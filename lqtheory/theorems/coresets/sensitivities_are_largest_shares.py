r"""**Sensitivities are largest shares**: g_j(x) <= s_j = max_x g_j(x) <= 1, sum_j g_j(x) = 1 at every point x.

S = sum_j s_j, the shares g_j(x) = w_j a_j(x)/z(x) taken over the points of the sample; q_j = s_j/S is the distribution
edges are drawn from. g_j(x) = s_j at the point of the largest share.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

D = Domain(
    n=Integer(1, typical=(1, 5)),
    N=Integer(1, typical=(1, 4)),
    A=SAMPLE,
    w=Vector("n", sign="positive"),
    i=Integer(1, "N"),
    j=Integer(1, "n"),
)
n, N, A, w, i, j = D.symbols
k, l = sp.symbols("k l", integer=True, positive=True)  # noqa: E741 - an index beside i, j, k
share = sample_quantity("importance_at")
largest = MaxOver(share(w, A, k, j), k, 1, N)

THEOREM = Theorem(
    name="sensitivities_are_largest_shares",
    title="Relative importance and empirical sensitivity",
    id="coreset.sens",
    statement="For weights w > 0 of n edges and a sample A of N points with nonnegative activations, none without "
    "input, the shares of the edges at every point i add up to 1, that of edge j is at most its sensitivity, the "
    "largest of its shares, which is at most 1, and these add up to the total sensitivity.",
    domain=D,
    claim=Claim(
        then=[
            Relation(sp.Sum(share(w, A, i, l), (l, 1, n)), "=", 1),
            Relation(share(w, A, i, j), "<=", largest),
            Relation(largest, "<=", 1),
            Relation(
                sample_quantity("sensitivity_of_sample")(w, A),
                "=",
                sp.Sum(MaxOver(share(w, A, k, l), k, 1, N), (l, 1, n)),
            ),
        ]
    ),
    source=Source("baykal_2019", "Definitions 1 to 3 (read in the released implementation)"),
    provenance="read",
)
