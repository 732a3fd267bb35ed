r"""**Every point of the quadratic cone reaches the set**: if b'x >= sqrt(c) |x|_H > 0 then t x lies in it at t = B/X.

The converse of :mod:`sublevel_cone_is_quadratic`; X = x'Hx, B = b'x, c = y'Hy - 2 epsilon > 0. Where X = 0 also B = 0:
such x are limits. Equality at points of the boundary.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(c=Real(0), X=Real(0), B=Real(0))
c, X, B = D.symbols
t = B / X

THEOREM = Theorem(
    name="cone_points_reach_the_set",
    title="Points of the cone reach the set",
    id="geom.ell.cone",
    statement="For c, X, B > 0, sqrt(c X) <= B implies t^2 X - 2 t B + c <= 0 at t = B/X.",
    domain=D,
    claim=Claim(given=[Relation(sp.sqrt(c * X), "<=", B)], then=[Relation(t**2 * X - 2 * t * B + c, "<=", 0)]),
    box={"c": (1, 2), "X": (1, 2), "B": (3, 4)},
    source=Source("lqtheory_dossier", "geom.ell.cone"),
    notes="X, B and c stand for x'Hx, y'Hx and y'Hy - 2 epsilon.",
)
