"""The master Steiner formula for the mean energy, and Moreau's decomposition for the distance."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.statistical_dimension.equivalent_definitions import THEOREM

volumes, distance = THEOREM.relations

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
        Step("claim", THEOREM.claim, chain(), ["volumes", "distance"]),
    ],
)
