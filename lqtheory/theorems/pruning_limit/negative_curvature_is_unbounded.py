r"""**A quadratic loss has no lower bound on a subspace with negative curvature**, and one without it has.

Along a direction of the subspace with curvature -mu and slope b the loss moves by b t - mu t^2/2, which is at most -B
from t = (2|b| + sqrt(2 mu B))/mu on, whatever B is. Where no eigenvalue of the Hessian on the subspace is negative,
half the quadratic form of the distance from a minimiser is at least 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import weighted_power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    mu=Real(0, typical=(0.1, 10)),
    s=Real(0, closed="left", typical=(0, 4)),
    b=Real("-s", "s", closed="both", typical=("-s", "s")),
    B=Real(0, closed="left", typical=(0, 100)),
    h=Real(0, closed="left", typical=(0, 4)),
    omega=Vector("n", sign="positive"),
    x=Vector("n"),
)
n, mu, s, b, B, h, omega, x = D.symbols
t = (2 * s + sp.sqrt(2 * mu * B)) / mu + h

THEOREM = Theorem(
    name="negative_curvature_is_unbounded",
    title="Quadratic losses without a lower bound",
    id="geom.prune.negative.unbounded",
    statement="For mu > 0, |b| <= s, B, h >= 0, b t - mu t^2/2 is at most -B at t = (2s + sqrt(2 mu B))/mu + h; "
    "for positive omega, half the sum of omega_i x_i^2 is at least 0.",
    domain=D,
    claim=Claim(
        then=[Relation(b * t - mu * t**2 / 2, "<=", -B), Relation(0, "<=", weighted_power_sum(x, omega, 2) / 2)]
    ),
    source=Source("lqtheory_dossier", "geom.prune.negative"),
    notes="h is the excess of t. Directions with eigenvalue 0 add nothing to the form; at a minimiser they have no "
    "slope.",
)
