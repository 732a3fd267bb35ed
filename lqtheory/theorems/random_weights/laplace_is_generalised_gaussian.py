r"""**The Laplace law is the generalised Gaussian one with shape 1**: all truncated moments agree.

The scale is the mean magnitude. An equality, hence attained everywhere.
"""

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import generalised_gaussian_truncated_moment, laplace_truncated_moment

D = Domain(p=Real(0, closed="left", typical=(0, 4)), a=Real(0, typical=(0.25, 4)), T=Real(0, typical=(0.01, 8)))
p, a, T = D.symbols

THEOREM = Theorem(
    name="laplace_is_generalised_gaussian",
    title="Laplace law as a generalised Gaussian one",
    id="lq.stoch.ggd.laplace",
    statement=(
        "For p >= 0 and T > 0 the moment of order p below T of a Laplace weight with scale a > 0 is that of the "
        "generalised Gaussian weight with shape 1 and scale a."
    ),
    domain=D,
    claim=Equal(laplace_truncated_moment(p, T, a), generalised_gaussian_truncated_moment(p, T, 1, a)),
    sharp_at=({"p": 2, "a": 1, "T": 1}, {"p": 0.5, "a": 2, "T": 3}),
    source=Source("lqtheory_dossier", "lq.stoch, limits worth unit tests"),
)
