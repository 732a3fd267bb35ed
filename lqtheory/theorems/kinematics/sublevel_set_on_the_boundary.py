r"""**Seen from its boundary a sublevel set generates a half-space**: the case c = 0, with dimension D - 1/2.

s x lies in the set exactly if s^2 X - 2 s B + c <= 0, X = x'Hx, B = y'Hx. For c = 0 < B that holds at s = B/(B^2 + X),
and for -x instead of x at no s > 0. The case c < 0 is :mod:`sublevel_set_with_the_origin`.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(X=Real(0, closed="left"), B=Real(0), t=Real(0))
X, B, t = D.symbols
step = B / (B**2 + X)

THEOREM = Theorem(
    name="sublevel_set_on_the_boundary",
    title="Half-space of a sublevel set",
    id="geom.ell.cone",
    statement="For X >= 0, B > 0 and t > 0, s^2 X - 2 s B <= 0 at s = B/(B^2 + X), whereas t^2 X + 2 t B > 0.",
    domain=D,
    claim=Claim(then=[Relation(step**2 * X - 2 * step * B, "<=", 0), Relation(0, "<", t**2 * X + 2 * t * B)]),
    box={"X": (1, 2), "B": (1, 2), "t": (1, 2)},
    source=Source("lqtheory_dossier", "geom.ell.cone"),
)
