"""Means of independent terms add up, and so do their variances."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.coresets.poisson_inclusion_is_unbiased import THEOREM

mean, square = THEOREM.claim.then

PROOF = Proof(
    "poisson_inclusion_is_unbiased",
    steps=[
        Step(
            "mean",
            mean,
            cited(
                Source("feller_1968", "section IX.2 (addition of expectations)"),
                "a term v_j/p_j with probability p_j has the mean v_j",
            ),
        ),
        Step(
            "square",
            square,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "a term v_j/p_j with probability p_j has the variance v_j^2 (1/p_j - 1) = v_j^2/t_j",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["mean", "square"]),
    ],
)
