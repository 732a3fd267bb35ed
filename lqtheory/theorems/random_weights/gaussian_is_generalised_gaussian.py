r"""**The Gaussian law is the generalised Gaussian one with shape 2**: all truncated moments agree.

The scale is sqrt(2) times the standard deviation. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import gaussian_truncated_moment, generalised_gaussian_truncated_moment

D = Domain(p=Real(0, closed="left", typical=(0, 4)), a=Real(0, typical=(0.25, 4)), T=Real(0, typical=(0.01, 8)))
p, a, T = D.symbols

THEOREM = Theorem(
    name="gaussian_is_generalised_gaussian",
    title="Gaussian law as a generalised Gaussian one",
    id="lq.stoch.ggd.gaussian",
    statement=(
        "For p >= 0 and T > 0 the moment of order p below T of a Gaussian weight with scale a > 0 is that of the "
        "generalised Gaussian weight with shape 2 and scale a sqrt(2)."
    ),
    domain=D,
    claim=Equal(gaussian_truncated_moment(p, T, a), generalised_gaussian_truncated_moment(p, T, 2, sp.sqrt(2) * a)),
    sharp_at=({"p": 2, "a": 1, "T": 1}, {"p": 0.5, "a": 2, "T": 3}),
    source=Source("lqtheory_dossier", "lq.stoch, limits worth unit tests"),
)
