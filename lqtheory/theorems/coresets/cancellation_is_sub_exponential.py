r"""**The published assumption on Δ (false)**: its tail beyond any mean m and scale λ is exponential.

For two independent standard Gaussian parts P(Δ > t) = (2/π) arctan(1/t), which no exp(-(t-m)/(2λ)) bounds. The margin
κ of the published theorem rests on this assumption.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    m=Real(1, closed="left", typical=(1, 20)),
    lam=Real(0, typical=(0.5, 8)),
    t=Real("m+2*lam", closed="left", typical=("m+2*lam", "m+40*lam")),
)
m, lam, t = D.symbols

THEOREM = Theorem(
    name="cancellation_is_sub_exponential",
    title="Sub-exponential cancellation, as assumed",
    id="coreset.delta_heavy_tail",
    statement="For m >= 1, a scale lam > 0 and t >= m+2 lam, the tail (2/π) arctan(1/t) of Δ for two Gaussian parts is"
    " at most exp(-(t-m)/(2 lam)).",
    domain=D,
    claim=AtMost(2 * sp.atan(1 / t) / sp.pi, sp.exp(-(t - m) / (2 * lam))),
    source=Source("baykal_2019", "assumption on the ratio of parts (through a third party)"),
    provenance="recalled",
    expected="refuted",
    corrected_by="gaussian_cancellation_is_heavy",
    notes="The assumption of a moment generating function at most exp(s^2 lambda^2) on |s| <= 1/lambda gives this "
    "tail.",
)
