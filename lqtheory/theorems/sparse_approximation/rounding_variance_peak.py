r"""**The worst mean share**: (1-a) a^{2(1-q)/q} <= K*_q^2 for 0 < a < 1 and 0 < q <= 1.

The mean share a of the undecided atoms is all that the variance of threshold rounding depends on; the maximum, at
a = (2-2q)/(2-q), is the square of the sharp asymptotic constant.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import sharp_dictionary_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)), a=Real(0, 1, typical=(0.05, 0.95)))
q, a = D.symbols

THEOREM = Theorem(
    name="rounding_variance_peak",
    title="Worst mean share of threshold rounding",
    id="lq.dict.threshold.peak",
    statement="For 0 < q <= 1 and 0 < a < 1 the product (1-a) a^(2(1-q)/q) is at most K*_q squared.",
    domain=D,
    claim=AtMost((1 - a) * a ** (2 * (1 - q) / q), sharp_dictionary_constant(q) ** 2),
    box={"q": ("1/10", "1/2"), "a": ("1/10", "1/2")},
    sharp_at=({"q": 0.5, "a": 2 / 3}, {"q": 2 / 3, "a": 0.5}),
    source=Source("lqtheory_dossier", "lq.dict.threshold"),
)
