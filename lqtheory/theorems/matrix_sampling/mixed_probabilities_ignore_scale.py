r"""**The normalised mixture ignores the scale**: p = (|x|/||x||_1 + x^2/||x||_2^2)/2 is the same for c x.

Written for the first of two entries; the others are alike.
"""

from lqtheory import Domain, Equal, Real, Source, Theorem

D = Domain(c=Real(0, typical=(0.1, 8)), x=Real(0, typical=(0.1, 4)), y=Real(0, typical=(0.1, 4)))
c, x, y = D.symbols


def share(x, y):  # type: ignore[no-untyped-def]
    """Of the first of two entries."""
    return (x / (x + y) + x**2 / (x**2 + y**2)) / 2


THEOREM = Theorem(
    name="mixed_probabilities_ignore_scale",
    title="Normalised mixture of probabilities",
    id="baseline.probs.mixture",
    statement="For positive c, x, y the probability (x/(x+y) + x^2/(x^2+y^2))/2 of the first of two entries does not "
    "change when both are multiplied by c.",
    domain=D,
    claim=Equal(share(c * x, c * y), share(x, y)),
    source=Source("kundu_drineas_2014", "the hybrid distribution"),
    provenance="derived",
)
