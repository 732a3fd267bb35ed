r"""**Dual of the cone of a sublevel set**: <z, x> >= <z, y> - sqrt(2 epsilon) |z|_{H^-1} on the set.

So z lies in the dual cone exactly if <z, y> >= sqrt(2 epsilon) |z|_{H^-1}. In coordinates: by Cauchy and Schwarz <z,
x-y> >= -Z X with Z = |z|_{H^-1} and X = |x-y|_H, and X <= sqrt(2 epsilon) on the set. Y stands for <z, y>, e for
epsilon, P for <z, x-y>.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(e=Real(0), Z=Real(0, closed="left"), X=Real(0, closed="left"), Y=Real(), P=Real())
e, Z, X, Y, P = D.symbols
inner = Y + P

THEOREM = Theorem(
    name="dual_of_sublevel_cone",
    title="Dual of the cone of a sublevel set",
    id="geom.ell.cone",
    statement="For e > 0, Z, X >= 0 and real Y, P with X^2/2 <= e and -P <= Z X, Y + P is at least Y - sqrt(2 e) Z.",
    domain=D,
    claim=Claim(
        given=[Relation(X**2 / 2, "<=", e), Relation(-P, "<=", Z * X)],
        then=[Relation(Y - sp.sqrt(2 * e) * Z, "<=", inner)],
    ),
    box={"e": (1, 2), "Z": (1, 2), "X": (0.25, 0.5), "Y": (1, 2), "P": (-0.25, 0.25)},
    source=Source("lqtheory_dossier", "geom.ell.cone"),
    notes="-P <= Z X is the Cauchy-Schwarz inequality for <z, x-y> in the norms of H^-1 and H.",
)
