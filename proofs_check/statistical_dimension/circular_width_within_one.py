"""w is at most the mean length of the projection, and the variance of the support function is at most 1."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.statistical_dimension.circular_width_within_one import THEOREM

PROOF = Proof(
    "circular_width_within_one",
    steps=[
        Step(
            "below",
            THEOREM.relations[0],
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 198 (Jensen)"),
                "Z = sup <g,u> over unit vectors u of the cone is at most |P g|, and 0 <= w = E Z, so that "
                "w^2 <= (E|P g|)^2 <= E|P g|^2 = delta",
            ),
        ),
        Step(
            "above",
            THEOREM.relations[1],
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 3.20 (Gaussian Poincare inequality)"),
                "Z is 1-Lipschitz, so Var Z <= 1, and |P g| is the positive part of Z: delta <= E Z^2 <= w^2 + 1",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["below", "above"]),
    ],
)
