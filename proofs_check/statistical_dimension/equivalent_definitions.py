"""The master Steiner formula for the mean energy, Moreau's decomposition for the distance, and polar coordinates."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.statistical_dimension.equivalent_definitions import THEOREM

volumes, distance, directions = THEOREM.relations

PROOF = Proof(
    "equivalent_definitions",
    steps=[
        Step(
            "volumes",
            volumes,
            cited(
                Source("mccoy_tropp_2014", "Theorem 3.1 (master Steiner formula)"),
                "given V, which is k with probability v_k, |P g|^2 is chi-square with V degrees: mean V",
            ),
        ),
        Step(
            "distance",
            distance,
            cited(
                Source("rockafellar_1970", "Theorem 31.5 (Moreau)"),
                "g - P g is the nearest point of the polar cone, so that P g is as long as the distance to it",
            ),
        ),
        Step(
            "directions",
            directions,
            cited(
                Source("rao_1973", "section 3a.2 (a Gaussian vector in polar coordinates)"),
                "length and direction of a Gaussian vector are independent, the squared length has the mean d, and |P "
                "g|^2 is |g|^2 |P theta|^2, because P(t x) = t P x",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["volumes", "distance", "directions"]),
    ],
)
