r"""**Seen from inside a sublevel set generates the whole space**: the case c < 0, with dimension D.

t x lies in the set exactly if t^2 X - 2 t B + c <= 0, X = x'Hx, B = y'Hx. With c = -e, |B| <= b and u = sqrt(e X) that
holds at t = e/(u + 2 b), for every x. Not sharp.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(e=Real(0), u=Real(0), b=Real(0, closed="left"), B=Real("-b", closed="left"))
e, u, b, B = D.symbols
t = e / (u + 2 * b)

THEOREM = Theorem(
    name="sublevel_set_with_the_origin",
    title="A sublevel set around the origin",
    id="geom.ell.cone",
    statement="For e, u > 0, b >= 0 and B >= -b, t^2 u^2/e - 2 t B - e <= 0 at t = e/(u + 2 b).",
    domain=D,
    claim=Claim(then=[Relation(t**2 * u**2 / e - 2 * t * B - e, "<=", 0)]),
    box={"e": (1, 2), "u": (1, 2), "b": (1, 2), "B": (1, 2)},
    source=Source("lqtheory_dossier", "geom.ell.cone"),
    notes="u^2/e stands for X.",
)
