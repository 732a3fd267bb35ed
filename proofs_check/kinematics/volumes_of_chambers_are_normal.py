"""Third absolute moments are at most the largest deviation times the variance; Berry and Esseen's inequality."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.volumes_of_chambers_are_normal import THEOREM, largest, variance

distance, scale = THEOREM.claim.then[0].lhs, largest / sp.sqrt(variance)
v = sp.Symbol("v", real=True)
published = sp.Rational(7975, 10000) * scale

PROOF = Proof(
    "volumes_of_chambers_are_normal",
    steps=[
        Step(
            "berry_esseen",
            Relation(distance, "<=", published),
            cited(
                Source("van_beek_1972", "the inequality of Berry and Esseen with the constant 0.7975"),
                "for independent variables the distance is at most 0.7975 times the sum of third absolute central "
                "moments over sigma^3; V is a sum of variables between 0 and the dimension of a factor, whose third "
                "absolute central moment is at most that times the variance, and of Bernoulli variables, one for each "
                "root of (t+1)/2, prod (t+k-1)/k or prod (t+2k-1)/(2k), for which it is at most the variance",
            ),
        ),
        Step("distance", Relation(0, "<=", distance), sign()),
        Step("positive", Relation(0, "<=", published), chain(), ["distance", "berry_esseen"]),
        Step(
            "rounded",
            Relation(published, "<=", THEOREM.claim.then[0].rhs),
            monotone(v, published + v / 319),
            ["positive"],
            note="4/5 is 320/319 times 0.7975",
        ),
        Step("claim", THEOREM.claim, chain(), ["berry_esseen", "rounded"]),
    ],
)
