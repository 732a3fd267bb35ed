"""Crofton's formula for the expected volumes of the section, which is either zero or has h_1 = 1/2 by Gauss-Bonnet."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, cited, monotone
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_meets_random_subspace import THEOREM, D

_, K = D.symbols
t = sp.Symbol("t", real=True)
odd = volume_quantity("cone_half_tail")(K, 1)

PROOF = Proof(
    "cone_meets_random_subspace",
    steps=[
        Step("gauss_bonnet", Relation(odd, "=", sp.Rational(1, 2)), apply("gauss_bonnet")),
        Step("twice", Relation(2 * odd, "=", 1), monotone(t, 2 * t), ["gauss_bonnet"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("schneider_weil_2008", "section 6.5 (spherical Crofton formula)"),
                "the section of K by QL is almost surely 0, with h_1 = 0, or a cone that is no subspace, with 2 h_1 = "
                "1, and E v_i of the section is v_{i+m}(K) for i >= 1",
            ),
            ["twice"],
        ),
    ],
)
