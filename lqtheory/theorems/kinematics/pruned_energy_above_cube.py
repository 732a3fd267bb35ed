r"""**Energy of the smallest weights from below**: r >= pi p^3/6 for Gaussian and r >= p^3/3 for Laplace weights.

Gaussian: p = erf(t/sqrt 2), r = p - 2 t phi(t). Laplace: p = 1 - e^{-t}, r = 2 - e^{-t}(t^2 + 2t + 2). Both constants
are those of the limit of small shares.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(0, typical=(0.125, 4)))
(t,) = D.symbols
gauss, laplace = sp.erf(t / sp.sqrt(2)), 1 - sp.exp(-t)

THEOREM = Theorem(
    name="pruned_energy_above_cube",
    title="Energy of the smallest weights",
    id="geom.planted.linreg",
    statement="For t > 0, pi erf(t/sqrt(2))^3/6 is at most erf(t/sqrt(2)) - sqrt(2/pi) t exp(-t^2/2), and "
    "(1-exp(-t))^3/3 at most 2 - exp(-t) (t^2 + 2t + 2).",
    domain=D,
    claim=Claim(
        then=[
            Relation(sp.pi * gauss**3 / 6, "<=", gauss - sp.sqrt(2 / sp.pi) * t * sp.exp(-(t**2) / 2)),
            Relation(laplace**3 / 3, "<=", 2 - sp.exp(-t) * (t**2 + 2 * t + 2)),
        ]
    ),
    box={"t": (0.5, 3)},
    source=Source("lqtheory_dossier", "geom.planted.linreg"),
)
