r"""**Sparsity indices of weights with density exp(-sqrt|w|)**: s_{1/2,1}/n tends to 2/3.

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
    return generalised_gaussian_moment(p, half, a)


THEOREM = Theorem(
    name="square_root_law_index_limits",
    title="Sparsity indices of weights with density exp(-sqrt|w|)",
    id="lq.stoch.index.square_root_law",
    statement=(
        "For weights with density proportional to exp(-sqrt(|w|/a)), a > 0, the effective sparsity per weight for "
        "exponents 1/2, 1 tends to 2/3."
    ),
    domain=D,
    claim=Claim(then=(Equal(moment(half) ** 2 / moment(1), sp.Rational(2, 3)),)),
    sharp_at=({"a": 1}, {"a": 3}),
    source=Source("lqtheory_dossier", "lq.stoch.index"),
)
