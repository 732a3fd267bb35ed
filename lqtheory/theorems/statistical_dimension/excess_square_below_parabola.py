r"""**The mean squared excess lies below a parabola**: 2[(1+t^2)Q - t phi] <= 1 + t^2 - 2t sqrt(2/pi).

The left side is E(|g|-t)_+^2; the positive part is dropped. Attained in the limit t -> 0.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(t=Real(0, typical=(0.05, 4)))
(t,) = D.symbols
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2

THEOREM = Theorem(
    name="excess_square_below_parabola",
    title="Mean squared excess of a Gaussian",
    id="geom.descent.l1_bounds",
    statement="For t > 0, 2[(1+t^2) Q(t) - t phi(t)] is at most 1 + t^2 - 2t sqrt(2/pi).",
    domain=D,
    claim=AtMost(2 * ((1 + t**2) * tail - t * density), 1 + t**2 - 2 * t * sp.sqrt(2 / sp.pi)),
    source=Source("foygel_mackey_2014", "Proposition 4"),
    provenance="derived",
)
