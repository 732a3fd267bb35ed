"""The volumes are a probability law; given its value the squared distance is beta distributed."""

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.spherical_steiner_formula import THEOREM, D

EXTRA = {"d": Integer(1), "k": Integer(0, "d")}
_, _, d, k = D.extend(**EXTRA).symbols

PROOF = Proof(
    "spherical_steiner_formula",
    extra=EXTRA,
    steps=[
        Step("degrees", Relation((d - k) / 2 + k / 2, "=", d / 2), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("mccoy_tropp_2014", "Theorem 3.1"),
                "given V = k, |P' g|^2/|g|^2 is the ratio of a chi-square variable with d-k degrees to its sum with an "
                "independent one with k degrees: beta distributed with (d-k)/2 and k/2",
            ),
            ["degrees"],
        ),
    ],
)
