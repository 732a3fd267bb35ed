r"""**The factor of a drawn channel is at most S for all filters at once**: g/q <= S where g <= s and q = s/S.

g is the share of the channel in one part of one filter at one point, s the largest share over all of them. So one
draw of channels serves all filters and patches, and a union bound over them is all that is needed.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    S=Real(1, closed="left", typical=(1, 20)),
    s=Real(0, 1, closed="right"),
    g=Real(0, "s", closed="both"),
)
S, s, g = D.symbols

THEOREM = Theorem(
    name="channel_factors_at_most_total",
    title="Factors of sampled channels",
    id="coreset.pfp",
    statement="For S >= 1, 0 < s <= 1, 0 <= g <= s and q = s/S, g/q is at most S.",
    domain=D,
    claim=AtMost(g / (s / S), S),
    source=Source("lqtheory_dossier", "coreset.pfp"),
)
