"""Gordon's theorem, cited as a whole; what balls decide for caps does not need it."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.random_subspace_escapes_caps import THEOREM, D

i = D.symbol("i")

PROOF = Proof(
    "random_subspace_escapes_caps",
    steps=[
        Step("angle", Relation(i * sp.pi / 32, "<=", 15 * sp.pi / 32), sign()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("gordon_1988", "Corollary 1.2 with Gaussian concentration"),
                "E min over S of |Gx| >= lambda_m - w(S) for closed S on the sphere, the minimum is 1-Lipschitz in G, "
                "and the kernel of G is a random subspace",
            ),
            ["angle"],
        ),
    ],
)
