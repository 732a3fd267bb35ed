r"""**The share of the second moment of Student weights**: I_b(3/2, s/2-1), where it is finite.

Here b = T^2/(s+T^2) and s > 2 is the number of degrees of freedom (nu of the dossier), so that the second moment is
s/(s-2). For every s and order see :mod:`student_share`. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import beta_ratio, student_truncated_moment

D = Domain(s=Real(2, typical=(2.25, 12)), b=Real(0, 1, typical=(0.01, 0.95)))
s, b = D.symbols
threshold = sp.sqrt(s) * b ** sp.Rational(1, 2) * (1 - b) ** -sp.Rational(1, 2)
share = beta_ratio(sp.Rational(3, 2), s / 2 - 1, b)

THEOREM = Theorem(
    name="student_second_moment_share",
    title="Share of the second moment pruned from Student weights",
    id="lq.stoch.student.share",
    statement=(
        "For Student weights with s > 2 degrees of freedom and the threshold sqrt(s b/(1-b)), 0 < b < 1, the "
        "share I_b(3/2, s/2-1) of the second moment s/(s-2) is pruned."
    ),
    domain=D,
    claim=Equal(student_truncated_moment(2, threshold, s), s / (s - 2) * share),
    sharp_at=({"s": 3, "b": 0.5}, {"s": 5, "b": 0.25}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (student)"),
)
