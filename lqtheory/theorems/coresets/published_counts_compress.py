r"""**The published theorem on networks as a theorem on compression (false)**: the draws are fewer than the edges.

The published size is a sum over the classes of 8 S K ln(8n/delta)/eps_l^2 with eps_l <= epsilon/(2D(1+κ)). Were it to
promise a smaller network, some class of at most d edges would get at most d draws. It never does, at any network that
anybody has trained: :mod:`published_counts_exceed_edges`.
"""

from lqtheory import Claim, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.published_counts_exceed_edges import D, count, d

THEOREM = Theorem(
    name="published_counts_compress",
    title="The published number of draws as a compression",
    id="coreset.network",
    statement="For n neurons, width d >= 2, n d <= 10^8, L layers, S >= 1, 0 < epsilon <= 1 and 0 < delta < 1, the "
    "published number of draws with all estimates of the ratios equal to 1 + margin is at most d.",
    domain=D,
    claim=Claim(then=(Relation(count, "<=", d),)),
    source=Source("baykal_2019", "main theorem: size of the compressed network (recalled)"),
    provenance="recalled",
    expected="refuted",
    corrected_by="published_counts_exceed_edges",
    notes="The case most favourable to it: the last layer, ratios of 1 in the sample: the margin alone is left.",
)
