r"""**What pruning takes from Laplace weights**: f = exp(-t) is kept, 1 - f (1 - ln f + ln(f)^2/2) is lost.

Threshold T = a t with a the mean magnitude, so t = -ln f. The share of the second moment 2 a^2 is P(3, t).
Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import gamma_ratio, laplace_truncated_moment

D = Domain(t=Real(0, typical=(0.01, 8)), a=Real(0, typical=(0.25, 4)))
t, a = D.symbols
kept = sp.exp(-t)
share = 1 - kept * (1 + t + t**2 / 2)

THEOREM = Theorem(
    name="laplace_share",
    title="Share pruned from Laplace weights",
    id="lq.stoch.laplace",
    statement=(
        "For Laplace weights with mean magnitude a > 0 and the threshold a t, t > 0, a share exp(-t) is kept, and the "
        "share P(3, t) = 1 - exp(-t)(1 + t + t^2/2) of the second moment 2 a^2 is pruned."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(laplace_truncated_moment(0, a * t, a), 1 - kept),
            Equal(laplace_truncated_moment(2, a * t, a), 2 * a**2 * share),
            Equal(gamma_ratio(3, t), share),
        )
    ),
    sharp_at=({"t": 1, "a": 1}, {"t": 0.25, "a": 2}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (laplace)"),
)
