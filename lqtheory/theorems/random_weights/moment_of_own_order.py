r"""**The moment that normalises a typical point of the l_s sphere**: E|w|^s = a^s/s for density exp(-|w/a|^s).

With a = 1, w/||w||_s is distributed by the cone measure, and ||w||_s^s/n tends to 1/s: the factor s^{1/s} in the
typical best k-term error. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import generalised_gaussian_moment

D = Domain(s=Real(0, typical=(0.25, 4)), a=Real(0, typical=(0.25, 4)))
s, a = D.symbols

THEOREM = Theorem(
    name="moment_of_own_order",
    title="Moment of the order of the shape",
    id="lq.stoch.typical",
    statement="For weights with density proportional to exp(-|w/a|^s), s > 0, a > 0, the moment of order s is a^s/s.",
    domain=D,
    claim=Equal(generalised_gaussian_moment(s, s, a), a**s / s),
    sharp_at=({"s": 0.5, "a": 1}, {"s": 2, "a": 3}),
    source=Source("lqtheory_dossier", "lq.stoch.typical"),
)
