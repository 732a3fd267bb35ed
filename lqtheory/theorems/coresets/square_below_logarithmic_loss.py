r"""**Square below the logarithmic loss**: h^2/(2 b) <= (b - h) log((b-h)/b) + h for 0 < h < b.

That is b phi(-h/b) with Bennett's phi(u) = (1+u) log(1+u) - u. Sharp only as h/b -> 0.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(b=Real(0, typical=(0.05, 16)), h=Real(0, "b"))
b, h = D.symbols

THEOREM = Theorem(
    name="square_below_logarithmic_loss",
    title="Bennett's function to the left of zero is above the square",
    id="coreset.tail.kl.left",
    statement="For 0 < h < b, h^2/(2 b) is at most (b - h) log((b-h)/b) + h.",
    domain=D,
    claim=AtMost(h**2 / (2 * b), (b - h) * sp.log((b - h) / b) + h),
    box={"h": (1, 2), "b": (3, 4)},
    source=Source("boucheron_lugosi_massart_2013", "section 2.7"),
    provenance="derived",
)
