r"""**Sparsity indices of many Gaussian weights**: s_{1,2}/n tends to 2/pi.

The moments are integrals of the density; the limits themselves are the law of large numbers. Equalities, hence
attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import generalised_gaussian_moment

D = Domain(a=Real(0, typical=(0.25, 4)))
(a,) = D.symbols
half = sp.Rational(1, 2)


def moment(p: sp.Expr) -> sp.Expr:
    """E|w|^p."""
    return generalised_gaussian_moment(p, 2, sp.sqrt(2) * a)


THEOREM = Theorem(
    name="gaussian_index_limits",
    title="Sparsity indices of many Gaussian weights",
    id="lq.stoch.index.gaussian",
    statement=(
        "For Gaussian weights with standard deviation a > 0 the limits of effective sparsity per weight are 2/pi for "
        "exponents 1, 2 and (sqrt(2) Gamma(3/4)^2/pi)^(2/3) for 1/2, 2; that of the PQ index 1, 2 is 1 - sqrt(2/pi)."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(moment(1) ** 2 / moment(2), 2 / sp.pi),
            Equal(
                (moment(half) ** 2 / moment(2) ** half) ** sp.Rational(2, 3),
                (sp.sqrt(2) * sp.gamma(sp.Rational(3, 4)) ** 2 / sp.pi) ** sp.Rational(2, 3),
            ),
            Equal(1 - moment(1) / moment(2) ** half, 1 - sp.sqrt(2 / sp.pi)),
        )
    ),
    sharp_at=({"a": 1}, {"a": 3}),
    source=Source("lqtheory_dossier", "lq.stoch.index"),
)
