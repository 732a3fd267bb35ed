r"""**What pruning takes from Student weights**: the fraction I_b(1/2, s/2) and the share I_b(3/2, s/2-1).

Here b = T^2/(s+T^2) and s is the number of degrees of freedom (nu of the dossier), above 2 for the second moment
s/(s-2) to be finite. Written
in b: the threshold is T = sqrt(s b/(1-b)). Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import beta_ratio, student_truncated_moment

D = Domain(s=Real(2, typical=(2.25, 12)), b=Real(0, 1, typical=(0.01, 0.95)))
s, b = D.symbols
threshold = sp.sqrt(s) * b ** sp.Rational(1, 2) * (1 - b) ** -sp.Rational(1, 2)
share = beta_ratio(sp.Rational(3, 2), s / 2 - 1, b)

THEOREM = Theorem(
    name="student_share",
    title="Share pruned from Student weights",
    id="lq.stoch.student",
    statement=(
        "For Student weights with s > 2 degrees of freedom and the threshold sqrt(s b/(1-b)), 0 < b < 1, a fraction "
        "I_b(1/2, s/2) is pruned, and the share I_b(3/2, s/2-1) of the second moment s/(s-2)."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(student_truncated_moment(0, threshold, s), beta_ratio(sp.Rational(1, 2), s / 2, b)),
            Equal(student_truncated_moment(2, threshold, s), s / (s - 2) * share),
        )
    ),
    sharp_at=({"s": 3, "b": 0.5}, {"s": 5, "b": 0.25}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (student)"),
)
