"""Means of independent terms add up, and so do their variances; Bernoulli's inequality compares them with draws."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_covariance, inclusion_probabilities, power_sum
from lqtheory.theorems.coresets.poisson_inclusion_is_unbiased import THEOREM, D, odds, q, variance
from lqtheory.theorems.coresets.poisson_inclusion_is_unbiased import mean as z

n, m, u, v, t = D.symbols
w, x = sp.Symbol("w", real=True), sp.Symbol("x", positive=True)
mean, square, draws, size = THEOREM.claim.then
addition = Source("feller_1968", "section IX.2 (addition of expectations)")
probabilities = inclusion_probabilities(t, u)
bound = power_sum(v**2 / q, 1)

PROOF = Proof(
    "poisson_inclusion_is_unbiased",
    note="A term is a/p with the probability p = b/(1+b) and 0 otherwise: a = v_j, b = (1+t_j)^m - 1. Then p (a/p) = a "
    "and p (a/p)^2 - a^2 = a^2/b.",
    steps=[
        Step("mean", mean, cited(addition, "the mean of a sum of terms, each a")),
        Step(
            "square",
            square,
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "the second moment of a sum of independent terms is the square of its mean and the sum of their "
                "variances, each a^2/b",
            ),
        ),
        Step(
            "bernoulli",
            Relation(1 + t, "<=", (1 + t) ** m / m + 1 - 1 / m),
            lemma("weighted_am_gm", a=(1 + t) ** m, b=1, w=1 / m),
        ),
        Step("odds", Relation(m * t, "<=", odds), monotone(w, m * w - m), ["bernoulli"]),
        Step("some", Relation(0, "<", m * t), sign()),
        Step("positive", Relation(0, "<", odds), chain(), ["some", "odds"]),
        Step("inverse", Relation(1 / odds, "<=", 1 / (m * t)), monotone(x, 1 / x), ["odds", "positive"]),
        Step("term", Relation(m * v**2 / odds, "<=", v**2 / t), monotone(w, m * v**2 * w), ["inverse"]),
        Step("larger", Relation(v**2 / t, "<=", v**2 / q), sign()),
        Step("every_term", Relation(m * v**2 / odds, "<=", v**2 / q), chain(), ["term", "larger"]),
        Step(
            "terms",
            Relation(0, "<=", bound - m * variance),
            lemma("sums_keep_order", terms=[(1, v**2 / q), (-m, v**2 / odds)]),
            ["every_term", "positive"],
        ),
        Step(
            "scaled",
            Relation(power_sum(q, 1) * variance, "<=", power_sum(q, 1) * bound / m),
            monotone(w, power_sum(q, 1) * variance + w * power_sum(q, 1) / m),
            ["terms"],
        ),
        Step(
            "moment",
            Relation(m * estimate_covariance(v, v, q, m) + z**2, "=", power_sum(q, 1) * bound),
            apply("moments_of_estimate", {"h": v, "s": q}),
        ),
        Step(
            "of_draws",
            Relation(draws.rhs, "=", power_sum(q, 1) * bound / m),
            monotone(w, w / m),
            ["moment"],
        ),
        Step("draws", draws, chain(), ["scaled", "of_draws"]),
        Step(
            "kept",
            Relation(size.lhs, "=", power_sum(probabilities, 1)),
            cited(addition, "the mean of a count is sum_j p_j"),
        ),
        Step(
            "filled",
            Relation(power_sum(probabilities, 1), "=", u),
            cited(
                Source("rudin_1976", "Theorem 4.23 (intermediate values)"),
                "sum_j min(1, c t_j) is continuous in c and takes all values from 0 to n, u at the c that is defined "
                "so",
            ),
        ),
        Step("size", size, chain(), ["kept", "filled"]),
        Step("claim", THEOREM.claim, chain(), ["mean", "square", "draws", "size"]),
    ],
)
