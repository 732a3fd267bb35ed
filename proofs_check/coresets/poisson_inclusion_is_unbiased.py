"""Means of independent terms add up, and so do their variances."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.poisson_inclusion_is_unbiased import THEOREM, D

mean, square = THEOREM.claim.then
EXTRA = {"a": Real(0, closed="left"), "b": Real(0)}
a, b = D.extend(**EXTRA).symbols[-2:]
p = b / (1 + b)

PROOF = Proof(
    "poisson_inclusion_is_unbiased",
    extra=EXTRA,
    note="A term is a/p with the probability p = b/(1+b) and 0 otherwise: a = v_j, b = t_j.",
    steps=[
        Step("own_mean", Relation(p * (a / p), "=", a), identity()),
        Step(
            "mean",
            mean,
            cited(Source("feller_1968", "section IX.2 (addition of expectations)"), "the mean of a sum of terms"),
            ["own_mean"],
        ),
        Step("own_variance", Relation(p * (a / p) ** 2 - a**2, "=", a**2 / b), identity()),
        Step(
            "square",
            square,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "the second moment of a sum of independent terms is the square of its mean and the sum of their "
                "variances",
            ),
            ["own_mean", "own_variance"],
        ),
        Step("claim", THEOREM.claim, chain(), ["mean", "square"]),
    ],
)
