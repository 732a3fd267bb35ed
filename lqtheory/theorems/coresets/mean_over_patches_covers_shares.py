r"""**The mean over patches as a sensitivity (false)**: it covers the largest share of a channel over the patches.

The released deterministic rule takes the mean of a channel's share over the patches of an image before the maximum
over the images. A channel that matters at one patch alone is then taken for one that does not matter.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import peak, power_sum

D = Domain(n=Integer(1, typical=(1, 8)), x=Vector("n", sign="nonnegative"))
n, x = D.symbols

THEOREM = Theorem(
    name="mean_over_patches_covers_shares",
    title="Means over patches as sensitivities",
    id="coreset.conv",
    statement="For shares x >= 0 of a channel at n patches, the largest share is at most the mean share.",
    domain=D,
    claim=AtMost(peak(x), power_sum(x, 1) / n),
    extremal=lambda n: flat(n, 1),
    expected="refuted",
    corrected_by="channel_factors_at_most_total",
    source=Source("liebenwein_2020", "released code: deterministic importance as a mean over patches"),
    provenance="read",
    notes="The rule beside it holds at every patch with s the largest share over them, which no share g exceeds. With "
    "the mean in place of s, g/q may exceed S.",
)
