r"""**Gaussian width of an ellipsoid**: max(2/pi sum a, sum a - max a) <= w^2 <= sum a.

With a the squared semi-axes. Below by concavity (a single axis is the worst) and by the variance of w, above by
Jensen. Lower bound attained at one axis, upper one in the limit of many equal axes.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import ellipsoid_width, ellipsoid_width_lower, ellipsoid_width_upper

D = Domain(n=Integer(1, typical=(1, 3)), omega=Vector("n", sign="positive"))
n, omega = D.symbols

THEOREM = Theorem(
    name="ellipsoid_width_bounds",
    title="Gaussian width of an ellipsoid",
    id="geom.ell.width",
    statement="For n >= 1 squared semi-axes omega > 0, the Gaussian width of the ellipsoid is at least the square root "
    "of max(2/pi sum omega, sum omega - max omega) and at most that of sum omega.",
    domain=D,
    claim=Claim(
        then=[
            Relation(ellipsoid_width_lower(omega), "<=", ellipsoid_width(omega)),
            Relation(ellipsoid_width(omega), "<=", ellipsoid_width_upper(omega)),
        ]
    ),
    extremal=lambda n: {"omega": np.full(n, 1.0)},
    source=Source("lqtheory_dossier", "geom.ell.width"),
)
