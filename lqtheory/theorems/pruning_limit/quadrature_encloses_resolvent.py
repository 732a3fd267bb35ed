r"""**Gauss rules lie below and Gauss-Radau rules at 0 above a resolvent**, for two Gauss nodes and every eigenvalue.

The polynomial of degree 3 that meets r(lam) = 1/(s + lam) and its slope at u and v is, by Newton's divided differences
r[x_0, ..., x_k] = (-1)^k / prod (s + x_i), the lower side; it misses r by
(lam-u)^2 (lam-v)^2/((s+lam) (s+u)^2 (s+v)^2). One more node, at 0 or at an upper bound b of the spectrum, gives the two
others. A Gauss rule integrates the first exactly, the Radau rules the others, so that the mean of s r over a spectral
measure lies between Gauss and Radau at 0, and above Radau at b. Equality at the nodes. For J nodes the same with J
squares. A function that is a mixture of resolvents, such as c/(c + sqrt(mu)) = (c/pi) int sqrt(x)/((x+c^2)(x+mu)) dx
for the square of H, inherits the bracket.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    s=Real(0, typical=(0.05, 5)),
    b=Real(0, typical=(0.1, 10)),
    lam=Real(0, "b", closed="both", typical=(0, "b")),
    u=Real(0, closed="left", typical=(0, 10)),
    v=Real(0, closed="left", typical=(0, 10)),
)
s, b, lam, u, v = D.symbols
squares = (lam - u) ** 2 * (lam - v) ** 2 / ((s + u) ** 2 * (s + v) ** 2)
gauss = (
    1 / (s + u)
    - (lam - u) / (s + u) ** 2
    + (lam - u) ** 2 / ((s + u) ** 2 * (s + v))
    - (lam - u) ** 2 * (lam - v) / ((s + u) ** 2 * (s + v) ** 2)
)

THEOREM = Theorem(
    name="quadrature_encloses_resolvent",
    title="Gauss and Gauss-Radau rules enclose means of resolvents",
    id="geom.spec.bracket",
    statement=(
        "For s, b > 0, 0 <= lam <= b and u, v >= 0, the cubic in lam that meets 1/(s + lam) twice at u and at v is at "
        "most 1/(s + lam), also with the term that makes it meet it at b; with that for 0 it is at least 1/(s + lam)."
    ),
    domain=D,
    claim=Claim(
        then=[
            Relation(gauss, "<=", 1 / (s + lam)),
            Relation(gauss + squares / (s + b), "<=", 1 / (s + lam)),
            Relation(1 / (s + lam), "<=", gauss + squares / s),
        ]
    ),
    box={"s": (1, 1.03125), "b": (10, 10.25), "lam": (4, 4.0625), "u": (0, 0.03125), "v": (8, 8.0625)},
    source=Source("lqtheory_dossier", "geom.spec.bracket"),
    notes="The dossier states it for measures and any number of nodes; here term by term for two.",
)
