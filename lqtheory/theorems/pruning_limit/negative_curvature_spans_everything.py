r"""**Every point is the middle of two points of negative curvature** as soon as one eigenvalue is negative.

In the eigenvectors of an indefinite Hessian a point is (x, c), with the part c along an eigenvalue -mu and x along the
positive eigenvalues omega. The directions in which the quadratic form omega x^2 - mu c^2 is negative are no convex set:
(x, t) and (x, -t) are such directions for large t, and their middle (x, 0) is none. Their convex hull is the whole
space, whose statistical dimension is D, so that no theory of convex cones applies to the raw quadratic model.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import weighted_power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    mu=Real(0, typical=(0.1, 10)),
    c=Real(-sp.oo, typical=(-10, 10)),
    h=Real(0, typical=(0.01, 4)),
    omega=Vector("n", sign="positive"),
    x=Vector("n", nonzero=True),
)
n, mu, c, h, omega, x = D.symbols
form, size = weighted_power_sum(x, omega, 2), sp.Max(c, -c)
step = size + sp.sqrt(form / mu) + h

THEOREM = Theorem(
    name="negative_curvature_spans_everything",
    title="Convex hull of the directions of negative curvature",
    id="geom.prune.negative.hull",
    statement="For omega, mu > 0, x != 0, real c, h > 0 and t = |c| + sqrt(sum of omega_i x_i^2 / mu) + h, the "
    "quadratic form sum of omega_i x_i^2 - mu c^2 is negative at (x, c + t) and at (x, c - t), whose middle is (x, c), "
    "and it is positive at (x, 0).",
    domain=D,
    claim=Claim(
        then=[
            Relation(form - mu * (c + step) ** 2, "<", 0),
            Relation(form - mu * (c - step) ** 2, "<", 0),
            Relation(0, "<", form),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.negative"),
    notes="h is the excess of t. Zero eigenvalues add nothing to the form, more negative ones make it smaller still.",
)
