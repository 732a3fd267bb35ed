r"""**A norm lies between its largest entry and its support**: ln M <= ln ||x||_q <= ln M + ln(n0)/q.

M = max|x_i|, n0 = number of nonzero entries. The left side is attained by a single spike, the right side by vectors
that are flat on their support; the flat vector with one entry attains both.
"""

import sympy as sp

from lqtheory import AtMost, Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import log_lq_norm, peak, support_size

D = Domain(n=Integer(1, typical=(1, 64)), q=Real(0, typical=(0.05, 8)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="log_norm_between_peak_and_support",
    title="Sandwich of the log-norm",
    id="lq.lognorm.sandwich",
    statement="For nonzero x in R^n and q > 0, ln ||x||_q is between ln max|x_i| and ln max|x_i| + ln ||x||_0 / q.",
    domain=D,
    claim=Claim(
        then=(
            AtMost(log_lq_norm(x, q), sp.log(peak(x)) + sp.log(support_size(x)) / q),
            AtMost(sp.log(peak(x)), log_lq_norm(x, q)),
        )
    ),
    extremal=lambda n, q: flat(n, n),
    sharp_at=({"n": 4, "q": 0.5}, {"n": 9, "q": 2}),
    source=Source("lqtheory_dossier", "lq.lognorm"),
)
