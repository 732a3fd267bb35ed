r"""**M = bb' - cH has one positive square**: y'My = 2 epsilon y'Hy > 0, and x'Mx <= 0 where b'x = 0.

h = y'Hy, c = h - 2 epsilon, b = Hy, X = x'Hx. By Courant and Fischer exactly one eigenvalue is positive. e stands for
epsilon.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(e=Real(0), h=Real("2*e"), X=Real(0, closed="left"))
e, h, X = D.symbols
c = h - 2 * e

THEOREM = Theorem(
    name="cone_matrix_has_one_positive_square",
    title="Signature of the matrix of the cone",
    id="geom.ell.cone",
    statement="For e > 0, h > 2 e and X >= 0, h^2 - (h - 2 e) h = 2 e h is positive and 0^2 - (h - 2 e) X at most 0.",
    domain=D,
    claim=Claim(
        then=[Relation(h**2 - c * h, "=", 2 * e * h), Relation(0, "<", h**2 - c * h), Relation(-c * X, "<=", 0)]
    ),
    box={"e": (1, 2), "h": (5, 6), "X": (1, 2)},
    source=Source("lqtheory_dossier", "geom.ell.cone"),
)
