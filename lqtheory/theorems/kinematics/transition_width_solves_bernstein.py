r"""**Width of the transition**: h = 2L/3 + sqrt((2L/3)^2 + 4 L s) solves (h^2/4)/(s + h/3) = L, exactly.

L = log(1/eta), s = min(delta, d - delta): at this deviation the Bernstein bound of the tails equals eta. An equality.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem

D = Domain(L=Real(0, typical=(0.25, 8)), s=Real(0, closed="left", typical=(0, 16)))
L, s = D.symbols
width = 2 * L / 3 + sp.sqrt((2 * L / 3) ** 2 + 4 * L * s)

THEOREM = Theorem(
    name="transition_width_solves_bernstein",
    title="Width of the transition",
    id="geom.kin.concentration",
    statement="For L > 0 and s >= 0, h = 2L/3 + sqrt((2L/3)^2 + 4 L s) satisfies h^2/4 = L (s + h/3).",
    domain=D,
    claim=Equal(width**2 / 4, L * (s + width / 3)),
    source=Source("lqtheory_dossier", "geom.kin.concentration"),
)
