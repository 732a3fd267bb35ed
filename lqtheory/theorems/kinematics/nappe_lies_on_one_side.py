r"""**One nappe of a quadratic cone lies on one side**: u_1 x_1 - sum a_i u_i x_i >= 0 for two points of it.

So x'Mx = 0 and x - g = mu M x put x - g into the dual cone. A and B stand for |u'|_a and |x'|_a, S for sum a_i u_i x_i,
which Cauchy and Schwarz bound by A B; u and x for the first coordinates. Equality where the points are multiples.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    A=Real(0, closed="left"),
    B=Real(0, closed="left"),
    u=Real("A", closed="left"),
    x=Real("B", closed="left"),
    S=Real(),
)
A, B, u, x, S = D.symbols

THEOREM = Theorem(
    name="nappe_lies_on_one_side",
    title="Points of one nappe",
    id="geom.ell.project",
    statement="For A, B >= 0, u >= A, x >= B and S <= A B, u x - S is at least 0.",
    domain=D,
    claim=Claim(given=[Relation(S, "<=", A * B)], then=[Relation(0, "<=", u * x - S)]),
    box={"A": (1, 2), "B": (1, 2), "u": (2, 3), "x": (2, 3), "S": (0, 1)},
    source=Source("lqtheory_dossier", "geom.ell.project"),
)
