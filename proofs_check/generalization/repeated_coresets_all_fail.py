"""Markov's inequality for each of independent coresets."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.repeated_coresets_all_fail import THEOREM, D

k, c, _ = D.symbols

PROOF = Proof(
    "repeated_coresets_all_fail",
    steps=[
        Step("power", Relation((1 / c) ** k, "=", 1 / c**k), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.6 (Markov, Chebyshev) and V.3 (independence)"),
                "what is nonnegative exceeds c times its mean with probability at most 1/c, and k independent events "
                "of that kind happen together with probability at most c^-k",
            ),
            ["power"],
        ),
    ],
)
