r"""**Excesses of one Gaussian in closed form**: E(|g|-t)_+ = 2(phi - tQ) and E(|g|-t)_+^2 = 2[(1+t^2)Q - t phi].

With the density phi and the tail Q at t: what the curves of the l_1 norm are made of, as blocks of one coordinate.
Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess, block_excess_square

D = Domain(t=Real(0, typical=(0.1, 4)))
(t,) = D.symbols
density, tail = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(t / sp.sqrt(2)) / 2

THEOREM = Theorem(
    name="gaussian_excess_in_closed_form",
    title="Excesses of one Gaussian in closed form",
    id="geom.descent.l1",
    statement="For t > 0, E(|g|-t)_+ is 2(phi(t) - t Q(t)) and E(|g|-t)_+^2 is 2[(1+t^2) Q(t) - t phi(t)], with the "
    "density phi and the tail Q of a standard Gaussian g.",
    domain=D,
    claim=Claim(
        then=[
            Relation(block_excess(t, 1), "=", 2 * (density - t * tail)),
            Relation(block_excess_square(t, 1), "=", 2 * ((1 + t**2) * tail - t * density)),
        ]
    ),
    sharp_at=({"t": 1}, {"t": 0.25}),
    source=Source("foygel_mackey_2014", "Proposition 4"),
    provenance="recalled",
)
