r"""**Error of a log-uniform codebook**: the nearer of c and R c is off by at most (R-1)/(R+1), relatively.

R is the ratio of neighbours. What lies below the middle (1+R)c/2 is rounded to c, what lies above to R c. Attained in
the middle from either side.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    c=Real(0, typical=(0.1, 4)),
    R=Real(1, closed="left", typical=(1, 4)),
    x=Real("c", "(1+R)*c/2", closed="both"),
    y=Real("(1+R)*c/2", "R*c", closed="both"),
)
c, R, x, y = D.symbols
error = (R - 1) / (R + 1)


THEOREM = Theorem(
    name="nearest_codeword_error",
    title="Relative error of the nearest codeword",
    id="coreset.quantize",
    statement="For c > 0, R >= 1, x in [c, (1+R)c/2] and y in [(1+R)c/2, R c], x - c is at most x (R-1)/(R+1) and "
    "R c - y at most y (R-1)/(R+1).",
    domain=D,
    claim=Claim(then=[Relation(x - c, "<=", error * x), Relation(R * c - y, "<=", error * y)]),
    sharp_at=({"c": 1.0, "R": 3.0, "x": 2.0, "y": 2.0}, {"c": 0.5, "R": 2.0, "x": 0.75, "y": 0.75}),
    source=Source("lqtheory_dossier", "coreset.quantize"),
    provenance="derived",
)
