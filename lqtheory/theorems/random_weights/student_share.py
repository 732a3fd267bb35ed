r"""**What pruning takes from Student weights**: the fraction I_b(1/2, s/2), and a p-th moment of an incomplete beta.

Here b = T^2/(s+T^2) and s > 0 is the number of degrees of freedom (nu of the dossier); written in b, the threshold is
T = sqrt(s b/(1-b)). D_p is finite for every s and p; D_2 = s/B(1/2, s/2) times the integral of u^{1/2} (1-u)^{s/2-2}.
Where the second moment s/(s-2) is finite, the share is I_b(3/2, s/2-1): :mod:`student_second_moment_share`.
Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import beta_ratio, incomplete_beta, student_truncated_moment

D = Domain(
    p=Real(0, closed="left", typical=(0, 4)),
    s=Real(0, typical=(0.25, 12)),
    b=Real(0, 1, typical=(0.01, 0.95)),
)
p, s, b = D.symbols
half = sp.Rational(1, 2)
threshold = sp.sqrt(s) * b**half * (1 - b) ** -half
constant = s ** (p / 2) * sp.gamma((s + 1) / 2) / (sp.sqrt(sp.pi) * sp.gamma(s / 2))

THEOREM = Theorem(
    name="student_share",
    title="Mass pruned from Student weights",
    id="lq.stoch.student",
    statement=(
        "For Student weights with s > 0 degrees of freedom and the threshold sqrt(s b/(1-b)), 0 < b < 1, a fraction "
        "I_b(1/2, s/2) is pruned, and for p >= 0 the moment of order p below the threshold is s^(p/2)/B(1/2, s/2) "
        "times the integral of u^((p-1)/2) (1-u)^((s-p)/2-1) up to b."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(student_truncated_moment(0, threshold, s), beta_ratio(half, s / 2, b)),
            Equal(
                student_truncated_moment(p, threshold, s),
                constant * incomplete_beta((p + 1) / 2, (s - p) / 2, b),
            ),
        )
    ),
    sharp_at=({"p": 2, "s": 3, "b": 0.5}, {"p": 2, "s": 1.5, "b": 0.25}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (student)"),
)
