r"""**M = bb' - cH has exactly one positive eigenvalue**, m_1 = c s, and it lies in (0, |b|^2].

M v = c z v with z > 0 says c (z + lambda_i) v_i = b_i (b'v), so that b'v is not 0, v is a multiple of b_i/(z +
lambda_i), and the sum P_{2,1,1}(z) of lambda_i^2 y_i^2/(z + lambda_i) is c. At the level s it is. Its differences to c
lie between the slopes at s and z times s - z, which are positive multiples of it: it is above c for z < s, and below
for z > s. So there is no other root. With b = Hy, c = y'Hy - 2 epsilon and |b|^2 = P_{2,1,0}.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=SUBLEVEL, z=Real(0, typical=(0.05, 5)))
K, z = D.symbols
s, c = (sublevel_quantity(f"sublevel_{name}")(K) for name in ("level", "excess"))
at = sublevel_quantity("sublevel_sum")

THEOREM = Theorem(
    name="cone_matrix_has_one_positive_square",
    title="Signature of the matrix of the cone",
    id="geom.ell.cone",
    statement="For every sublevel set K without the origin and z > 0: P_211(s) is c, P_211(z) - c lies between (s-z) "
    "P_212(s) and (s-z) P_212(z), both sums P_212 are positive, and c s is at most P_210 = |b|^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(at(K, s, 2, 1, 1), "=", c),
            Relation((s - z) * at(K, s, 2, 1, 2), "<=", at(K, z, 2, 1, 1) - c),
            Relation(at(K, z, 2, 1, 1) - c, "<=", (s - z) * at(K, z, 2, 1, 2)),
            Relation(0, "<", at(K, s, 2, 1, 2)),
            Relation(0, "<", at(K, z, 2, 1, 2)),
            Relation(c * s, "<=", at(K, s, 2, 1, 0)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.ell.cone"),
    notes="P_{a,b,e}(z) is the sum of lambda_i^a y_i^(2b)/(z + lambda_i)^e. The claim is on its root; that c z is an "
    "eigenvalue of M for z > 0 if and only if P_211(z) = c is the argument above, in words. Flat directions, of "
    "eigenvalue 0, leave the sums alone (random sets have none): the cone is then a product with a space, the "
    "dimension of which is added to delta (statistical_dimension_of_product).",
)
