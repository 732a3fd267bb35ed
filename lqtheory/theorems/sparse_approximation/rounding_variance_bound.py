r"""**The variance of threshold rounding**: R_m(x) <= K*_q^2 m^{1-2/q} ||x||_q^2 for 0 < q <= 1.

R_m(x) = sum_{|x_i| < tau} |x_i| (tau - |x_i|) with sum min(1, |x_i|/tau) = m. Attained by vectors that are flat on
m(2-q)/(2-2q) entries, whenever that is an integer not above n; at q = 1 it is
approached as they grow.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import lq_norm, rounding_variance, sharp_dictionary_constant

D = Domain(
    n=Integer(1, typical=(1, 32)),
    m=Integer(1, typical=(1, 16)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    x=Vector("n"),
)
n, m, q, x = D.symbols
scale = m ** (1 - 2 / q) * lq_norm(x, q) ** 2

THEOREM = Theorem(
    name="rounding_variance_bound",
    title="Variance of threshold rounding over the l_q ball",
    id="lq.dict.threshold.variance",
    statement="For x in R^n, m >= 1 and 0 < q <= 1 the rounding variance R_m(x) is at most K*_q squared times "
    "m^(1-2/q) times the squared l_q norm.",
    domain=D,
    claim=AtMost(rounding_variance(x, m), sharp_dictionary_constant(q) ** 2 * scale),
    extremal=lambda n, m, q: flat(n, min(n, max(1, round(m * (2 - q) / max(2 - 2 * q, 1e-9))))),
    sharp_at=({"n": 6, "m": 4, "q": 0.5}, {"n": 9, "m": 6, "q": 0.5}),
    source=Source("lqtheory_dossier", "lq.dict.threshold"),
)
