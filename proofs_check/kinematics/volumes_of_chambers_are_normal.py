"""Third absolute moments of centred Bernoulli variables are at most their variances; Berry and Esseen's inequality."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.kinematics.volumes_of_chambers_are_normal import THEOREM

PROOF = Proof(
    "volumes_of_chambers_are_normal",
    steps=[
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("van_beek_1972", "the inequality of Berry and Esseen with the constant 0.7975"),
                "for independent variables the distance is at most 0.7975 times the sum of third absolute central "
                "moments over sigma^3; V is a sum of Bernoulli variables, one for each root of its generating "
                "polynomial (t+1)/2, prod (t+k-1)/k or prod (t+2k-1)/(2k), for which E|X-p|^3 = p(1-p)(p^2+(1-p)^2) is "
                "at most the variance p(1-p)",
            ),
        )
    ],
)
