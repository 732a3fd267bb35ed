r"""**The stable logarithm of a norm**: the formula that neither overflows nor underflows is exact.

ln ||x||_q = ln M + ln(sum_i y_i^q)/q = ln M + [ln n0 + ln(1 + (sum_i y_i^q - n0)/n0)]/q with M = max|x_i|, y_i =
|x_i|/M and n0 the number of nonzero entries. In code the bracket is log(n0) + log1p(mean of expm1(q ln y_i)) over the
nonzero entries, since y^q - 1 = expm1(q ln y): all y_i lie in [0, 1], so nothing overflows, and as q -> 0 the limit
ln(n0)/q + mean log is kept to full precision. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import log_lq_norm, peak, power_sum, relative_magnitudes, support_size

D = Domain(n=Integer(1, typical=(1, 64)), q=Real(0, typical=(0.01, 8)), x=Vector("n", nonzero=True))
n, q, x = D.symbols
relative = power_sum(relative_magnitudes(x), q)
n0 = support_size(x)

THEOREM = Theorem(
    name="stable_log_norm",
    title="Stable logarithm of the l_q norm",
    id="lq.lognorm",
    statement=(
        "For nonzero x in R^n and q > 0, ln ||x||_q is ln max|x_i| plus 1/q times the log of the power sum of "
        "|x_i|/max|x_i|."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(log_lq_norm(x, q), sp.log(peak(x)) + sp.log(relative) / q),
            Equal(log_lq_norm(x, q), sp.log(peak(x)) + (sp.log(n0) + sp.log(1 + (relative - n0) / n0)) / q),
        )
    ),
    extremal=lambda n, q: flat(n, n, 2.0),
    sharp_at=({"n": 3, "q": 0.5}, {"n": 8, "q": 2}),
    source=Source("lqtheory_dossier", "lq.lognorm"),
)
