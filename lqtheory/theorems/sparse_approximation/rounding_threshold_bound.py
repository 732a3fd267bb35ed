r"""**The threshold of rounding is small**: tau <= m^{-1/q} ||x||_q for 0 < q <= 1, where sum min(1, |x_i|/tau) = m.

Attained by vectors that are flat on m entries.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import lq_norm, rounding_threshold

D = Domain(
    n=Integer(1, typical=(1, 32)),
    m=Integer(1, typical=(1, 16)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    x=Vector("n"),
)
n, m, q, x = D.symbols

THEOREM = Theorem(
    name="rounding_threshold_bound",
    title="Threshold of rounding over the l_q ball",
    id="lq.dict.threshold.tau",
    statement="For x in R^n, m >= 1 and 0 < q <= 1 the threshold of rounding is at most m^(-1/q) times the l_q norm.",
    domain=D,
    claim=AtMost(rounding_threshold(x, m), m ** (-1 / q) * lq_norm(x, q)),
    extremal=lambda n, m, q: flat(n, min(n, m)),
    sharp_at=({"n": 6, "m": 4, "q": 1}, {"n": 4, "m": 4, "q": 0.5}),
    source=Source("lqtheory_dossier", "lq.dict.threshold"),
)
