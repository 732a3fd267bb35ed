"""With S = E Z^2: the variance S - w^2 of a 1-Lipschitz function is at most 1, and delta is the mean of (Z_+)^2."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.statistical_dimension.squared_width_within_one import THEOREM

PROOF = Proof(
    "squared_width_within_one",
    steps=[
        Step(
            "below",
            THEOREM.relations[0],
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 198 (Jensen)"),
                "Z = sup <g,u> over unit vectors u of the cone is at most |P g|, and 0 <= E <g,u> <= w, so that "
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
