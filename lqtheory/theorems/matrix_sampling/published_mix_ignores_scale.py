r"""**The released mixture of probabilities, as printed**: (|w| + w^2)/2, un-normalised, is claimed to ignore the scale.

Of two entries x and y times c the first would get the same share (cx + c^2 x^2)/(cx + c^2 x^2 + cy + c^2 y^2) for every
c. False for x != y: the squares win for large c. The normalised mixture has this property
(:mod:`mixed_probabilities_ignore_scale`).
"""

from lqtheory import Domain, Equal, Real, Source, Theorem

D = Domain(c=Real(0, typical=(0.1, 8)), x=Real(0, typical=(0.1, 4)), y=Real(0, typical=(0.1, 4)))
c, x, y = D.symbols


def share(x, y):  # type: ignore[no-untyped-def]
    """Of the first of two entries."""
    return (x + x**2) / (x + x**2 + y + y**2)


THEOREM = Theorem(
    name="published_mix_ignores_scale",
    title="Un-normalised mixture of probabilities",
    id="baseline.probs.published",
    statement="For positive c, x, y the share (x+x^2)/(x+x^2+y+y^2) of the first of two entries does not change when "
    "both are multiplied by c.",
    domain=D,
    claim=Equal(share(c * x, c * y), share(x, y)),
    source=Source("baykal_2022", "released code: (|w| + w^2)/2"),
    provenance="read",
    expected="refuted",
    corrected_by="mixed_probabilities_ignore_scale",
)
