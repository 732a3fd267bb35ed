"""The kernel is a random subspace of codimension m; the kinematic formula for the descent cone."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, cited, monotone
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.l1_recovery_succeeds import THEOREM, D

_, K = D.symbols
t = sp.Symbol("t", real=True)
odd = volume_quantity("cone_half_tail")(K, 1)

PROOF = Proof(
    "l1_recovery_succeeds",
    steps=[
        Step("gauss_bonnet", Relation(odd, "=", sp.Rational(1, 2)), apply("gauss_bonnet")),
        Step("twice", Relation(2 * odd, "=", 1), monotone(t, 2 * t), ["gauss_bonnet"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("schneider_weil_2008", "section 6.5 (spherical Crofton formula)"),
                "x is the only solution if and only if the kernel meets the descent cone in 0 alone; the section of "
                "the cone is almost surely 0, with h_1 = 0, or no subspace, with 2 h_1 = 1, and E v_i of it is "
                "v_{i+m}(K)",
            ),
            ["twice"],
        ),
    ],
)
