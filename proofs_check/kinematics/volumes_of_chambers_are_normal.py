"""Third absolute moments are at most the largest deviation times the variance; Berry and Esseen's inequality."""

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
                "moments over sigma^3; V is a sum of variables between 0 and the dimension of a factor, whose third "
                "absolute central moment is at most that times the variance, and of Bernoulli variables, one for each "
                "root of (t+1)/2, prod (t+k-1)/k or prod (t+2k-1)/(2k), for which it is at most the variance",
            ),
        )
    ],
)
