r"""**Generating polynomials of intrinsic volumes**: P(1) = 1, reversed for the polar cone, multiplied for products.

P_K(t) = sum v_k t^k; P_{K'}(t) = t^d P_K(1/t) for the polar K' and P_{K x J} = P_K P_J. Equalities.
"""

from lqtheory import Claim, Domain, Object, Real, Source, Theorem
from lqtheory.quantities.cone_operations import operation_quantity
from lqtheory.quantities.cone_volumes import ball_cone_volumes, cone_volumes, volume_quantity
from lqtheory.relations import Relation

D = Domain(
    K=Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace"),
    J=Object(cone_volumes, ball=ball_cone_volumes, description="a cone that is no subspace"),
    t=Real(0, typical=(0.25, 4)),
)
K, J, t = D.symbols
P = operation_quantity("cone_generating")
polar, product = operation_quantity("polar_generating")(K, t), operation_quantity("product_generating")(K, J, t)

THEOREM = Theorem(
    name="generating_polynomials_of_cones",
    title="Generating polynomials of cones",
    id="geom.iv.gen",
    statement="For cones K and J and t > 0, the generating polynomial of the intrinsic volumes of K is 1 at 1; that of "
    "the polar of K is at t the d-th power of t times that of K at 1/t, and that of the product of K and J is "
    "the product.",
    domain=D,
    claim=Claim(
        then=[
            Relation(P(K, 1), "=", 1),
            Relation(polar, "=", t ** volume_quantity("cone_dimension")(K) * P(K, 1 / t)),
            Relation(product, "=", P(K, t) * P(J, t)),
        ]
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "section 5.1 (as recalled)"),
    provenance="recalled",
)
