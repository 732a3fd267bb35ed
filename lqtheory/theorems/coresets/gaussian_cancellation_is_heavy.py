r"""**The ratio of two Gaussian parts has a tail of order 1/t**: (2/π) arctan(1/t) is at least 1/(π t) for t >= 1.

(2/π) arctan(1/t) is P(Δ > t) for two independent standard Gaussian parts (``cancellation_of_two_gaussian_parts``).
x = 1/t runs over (0, 1].
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    x=Real(0, 1, closed="right"),
)
(x,) = D.symbols

THEOREM = Theorem(
    name="gaussian_cancellation_is_heavy",
    title="The tail of the ratio of two Gaussian parts",
    id="coreset.delta_heavy_tail",
    statement="For 0 < x <= 1, x/π is at most (2/π) arctan x.",
    domain=D,
    claim=AtMost(x / sp.pi, 2 * sp.atan(x) / sp.pi),
    source=Source("lqtheory_dossier", "coreset.delta_heavy_tail"),
)
