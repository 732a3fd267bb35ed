r"""**Pruned mass of Cauchy weights**: D_2 = (2/pi)(T - arctan T), though the second moment is infinite.

Student's law with one degree of freedom; the pruned fraction is (2/pi) arctan T. Equalities, hence attained
everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import student_truncated_moment

D = Domain(T=Real(0, typical=(0.05, 20)))
(T,) = D.symbols

THEOREM = Theorem(
    name="cauchy_truncated_moment",
    title="Pruned mass of Cauchy weights",
    id="lq.stoch.student.cauchy",
    statement=(
        "For Cauchy weights and the threshold T > 0, a fraction (2/pi) arctan(T) is pruned, and the second moment "
        "below T is (2/pi)(T - arctan(T))."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(student_truncated_moment(0, T, 1), 2 * sp.atan(T) / sp.pi),
            Equal(student_truncated_moment(2, T, 1), 2 * (T - sp.atan(T)) / sp.pi),
        )
    ),
    sharp_at=({"T": 1}, {"T": 8}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (student)"),
)
