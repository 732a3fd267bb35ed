r"""**Sparsity indices of many uniform weights**: PQ_{1,2} tends to 1 - sqrt(3)/2, s_{1,2}/n to 3/4.

The full moments are the truncated ones at T = a. Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import uniform_truncated_moment

D = Domain(a=Real(0, typical=(0.25, 4)))
(a,) = D.symbols
first, second = (uniform_truncated_moment(p, a, a) for p in (1, 2))

THEOREM = Theorem(
    name="uniform_index_limits",
    title="Sparsity indices of many uniform weights",
    id="lq.stoch.index.uniform",
    statement=(
        "For weights uniform on [-a, a], a > 0, the effective sparsity per weight for exponents 1, 2 tends to 3/4 and "
        "the PQ index for 1, 2 to 1 - sqrt(3)/2."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(first**2 / second, sp.Rational(3, 4)),
            Equal(1 - first / sp.sqrt(second), 1 - sp.sqrt(3) / 2),
        )
    ),
    sharp_at=({"a": 1}, {"a": 3}),
    source=Source("lqtheory_dossier", "lq.stoch.index"),
)
