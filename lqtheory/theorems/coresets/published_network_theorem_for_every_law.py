r"""**The published theorem on networks for every law of inputs (false)**: sampled inputs show all edges that matter.

One neuron with n positive weights; the input is one of the n unit vectors, each with chance 1/n. The published number
of points is N = ⌈ln(8n/delta) ln n⌉ (η = 1, η* = n). With probability (1-1/n)^N none of them is the fresh input; then
its edge has sensitivity 0, is never drawn, however many draws there are, and the coreset says 0 in the place of w_j.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import published_point_count

D = Domain(n=Integer(2, typical=(2, 1000)), delta=Real(0, 1, typical=(0.01, 0.5)))
n, delta = D.symbols
points = published_point_count(1, n, delta)
unseen = (1 - 1 / n) ** points

THEOREM = Theorem(
    name="published_network_theorem_for_every_law",
    title="The published theorem on networks without its assumptions",
    id="coreset.network",
    statement="For n >= 2 unit vectors with equal chances as inputs of one neuron and 0 < delta < 1, the published "
    "coreset is 0 at a fresh input, in the place of its positive weight, with probability at most delta.",
    domain=D,
    claim=Claim(then=(Relation(unseen, "<=", delta),)),
    source=Source("baykal_2019", "main theorem (recalled; numbers of points through a third party)"),
    provenance="recalled",
    expected="refuted",
    corrected_by="calibrated_count_covers",
    notes="The paper assumes F_j(M_j/K) <= exp(-1/K') for every edge with K and K' of order ln(η η*). Here M_j = 1 and "
    "F_j(1/K) = 1-1/n, so that K' must be at least -1/ln(1-1/n) > n-1. It is so wherever inputs are sparse: most "
    "pixels are black in most images. With its assumptions: published_network_theorem.",
)
