r"""**The cone of a sublevel set is quadratic**: some t x with t > 0 lies in the set only if b'x >= sqrt(c) |x|_H.

With X = x'Hx, B = b'x, b = Hy and c = y'Hy - 2 epsilon > 0 the point t x lies in {x : (x-y)'H(x-y)/2 <= epsilon}
exactly if t^2 X - 2 t B + c <= 0. The converse is :mod:`cone_points_reach_the_set`. Equality at points of the boundary.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(c=Real(0), X=Real(0, closed="left"), B=Real(), t=Real(0))
c, X, B, t = D.symbols

THEOREM = Theorem(
    name="sublevel_cone_is_quadratic",
    title="Cone of a sublevel set",
    id="geom.ell.cone",
    statement="For c > 0, X >= 0, t > 0 and real B, t^2 X - 2 t B + c <= 0 implies sqrt(c X) <= B.",
    domain=D,
    claim=Claim(given=[Relation(t**2 * X - 2 * t * B + c, "<=", 0)], then=[Relation(sp.sqrt(c * X), "<=", B)]),
    box={"c": (1, 2), "X": (1, 2), "B": (3, 4), "t": (0.75, 1)},
    source=Source("lqtheory_dossier", "geom.ell.cone"),
    notes="X, B and c stand for x'Hx, y'Hx and y'Hy - 2 epsilon.",
)
