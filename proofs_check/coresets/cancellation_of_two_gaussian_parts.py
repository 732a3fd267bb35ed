"""1 - (2/π) arctan t = (2/π) arctan(1/t): equal at t = 1, with equal derivatives."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.cancellation_of_two_gaussian_parts import THEOREM, D

(t,) = D.symbols
left, right = 1 - 2 * sp.atan(t) / sp.pi, 2 * sp.atan(1 / t) / sp.pi

PROOF = Proof(
    "cancellation_of_two_gaussian_parts",
    steps=[
        Step("tails", Relation(left, "=", right), lemma("equal_derivatives", left=left, right=right, variable=t)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1971", "section II.4 (ratio of independent normal variables)"),
                "the ratio C of independent centred Gaussian variables of equal variance has P(|C| > t) = "
                "1 - (2/π) arctan t; here X - Y and X + Y, which are independent",
            ),
            ["tails"],
        ),
    ],
)
