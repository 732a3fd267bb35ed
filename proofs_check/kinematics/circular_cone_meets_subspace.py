"""The beta law of the squared length of a projected axis, and its tail as a binomial sum."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.circular_cone_meets_subspace import THEOREM, D

i = D.symbol("i")

PROOF = Proof(
    "circular_cone_meets_subspace",
    steps=[
        Step("angle", Relation(i / sp.Integer(8), "<=", sp.Rational(7, 8)), sign()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("olver_lozier_boisvert_clark_2010", "8.17.5 (incomplete beta function as a binomial sum)"),
                "a random axis of R^(2e) has a squared length outside 2e-2c coordinates of beta law (c, e-c); the cone "
                "is met where that is at most sin^2 alpha = i/8",
            ),
            ["angle"],
        ),
    ],
)
