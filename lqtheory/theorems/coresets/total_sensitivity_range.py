r"""**Range of the total sensitivity**: 1 <= S <= min(n, N) for n edges and N points, none without input.

S = sum_j max_x g_j(x), the shares g_j(x) adding up to 1 at every point. S = 1 exactly if all points have the same
shares, S = N exactly if their active edges are disjoint. S < 1 is always a bug.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

D = Domain(n=Integer(1, typical=(1, 6)), N=Integer(1, typical=(1, 5)), A=SAMPLE, w=Vector("n", sign="positive"))
n, N, A, w = D.symbols
S = sample_quantity("sensitivity_of_sample")(w, A)

THEOREM = Theorem(
    name="total_sensitivity_range",
    title="Range of the total sensitivity",
    id="coreset.s_range",
    statement="For weights w > 0 of n edges and a sample A of N points with nonnegative activations, none without "
    "input, the total sensitivity is at least 1 and at most n and N.",
    domain=D,
    claim=Claim(then=[Relation(1, "<=", S), Relation(S, "<=", n), Relation(S, "<=", N)]),
    source=Source("lqtheory_dossier", "coreset.s_range"),
)
