r"""**What pruning takes from Gaussian weights**: f = erfc(t) is kept and 1 - f - (2/sqrt(pi)) t exp(-t^2) is lost.

Threshold T = a sqrt(2) t with a the standard deviation; the moments are integrals of the density. The share of the
second moment a^2 is the incomplete gamma function P(3/2, t^2), the form to compute with where f is close to 1.
Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import gamma_ratio, gaussian_truncated_moment

D = Domain(t=Real(0, typical=(0.01, 3)), a=Real(0, typical=(0.25, 4)))
t, a = D.symbols
threshold = sp.sqrt(2) * a * t
kept = sp.erfc(t)
share = 1 - kept - 2 / sp.sqrt(sp.pi) * t * sp.exp(-(t**2))

THEOREM = Theorem(
    name="gaussian_share",
    title="Share pruned from Gaussian weights",
    id="lq.stoch.gauss",
    statement=(
        "For Gaussian weights with standard deviation a > 0 and the threshold a sqrt(2) t, t > 0, a share erfc(t) is "
        "kept, and the share P(3/2, t^2) = 1 - f - (2/sqrt(pi)) t exp(-t^2) of the second moment a^2 is pruned."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(gaussian_truncated_moment(0, threshold, a), 1 - kept),
            Equal(gaussian_truncated_moment(2, threshold, a), a**2 * share),
            Equal(gamma_ratio(sp.Rational(3, 2), t**2), share),
        )
    ),
    sharp_at=({"t": 1, "a": 1}, {"t": 0.25, "a": 2}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (gauss)"),
)
