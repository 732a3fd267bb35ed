r"""**What pruning takes from generalised Gaussian weights**: the share P((p+1)/s, (T/a)^s) of the p-th moment.

Density proportional to exp(-|w/a|^s); s is the dossier's beta. For p = 0 this is the pruned fraction P(1/s, (T/a)^s),
so that f = Q(1/s, (T/a)^s). Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import gamma_ratio, generalised_gaussian_moment, generalised_gaussian_truncated_moment

D = Domain(
    p=Real(0, closed="left", typical=(0, 4)),
    s=Real(0, typical=(0.25, 4)),
    a=Real(0, typical=(0.25, 4)),
    T=Real(0, typical=(0.01, 8)),
)
p, s, a, T = D.symbols
moment = a**p * sp.gamma((p + 1) / s) / sp.gamma(1 / s)

THEOREM = Theorem(
    name="generalised_gaussian_share",
    title="Share pruned from generalised Gaussian weights",
    id="lq.stoch.ggd",
    statement=(
        "For weights with density proportional to exp(-|w/a|^s), s > 0, a > 0, the moment of order p >= 0 below the "
        "threshold T > 0 is a^p Gamma((p+1)/s)/Gamma(1/s) times P((p+1)/s, (T/a)^s), the first factor the full moment."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(generalised_gaussian_truncated_moment(p, T, s, a), moment * gamma_ratio((p + 1) / s, (T / a) ** s)),
            Equal(generalised_gaussian_moment(p, s, a), moment),
        )
    ),
    sharp_at=({"p": 2, "s": 0.5, "a": 1, "T": 1}, {"p": 1, "s": 3, "a": 2, "T": 1}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (ggd)"),
)
