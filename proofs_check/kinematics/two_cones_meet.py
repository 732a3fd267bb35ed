"""The kinematic formula for the expected volumes of the intersection; Gauss-Bonnet for what is not zero."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, cited, monotone
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.two_cones_meet import THEOREM, D

(K,) = D.symbols
t = sp.Symbol("t", real=True)
odd = volume_quantity("cone_half_tail")(K, 1)

PROOF = Proof(
    "two_cones_meet",
    steps=[
        Step("gauss_bonnet", Relation(odd, "=", sp.Rational(1, 2)), apply("gauss_bonnet")),
        Step("twice", Relation(2 * odd, "=", 1), monotone(t, 2 * t), ["gauss_bonnet"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("schneider_weil_2008", "section 6.5 (spherical kinematic formula)"),
                "the intersection is almost surely 0, with h_1 = 0, or a cone that is no subspace, with 2 h_1 = 1, and "
                "E v_i of the intersection is v_{d+i} of the product for i >= 1",
            ),
            ["twice"],
        ),
    ],
)
