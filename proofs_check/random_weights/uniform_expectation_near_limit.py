"""The closed form minus the limit is a rational function with a visible sign."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import uniform_expected_tail
from lqtheory.theorems.random_weights.uniform_expectation_near_limit import THEOREM, D

n, k, a = D.symbols
low, high = THEOREM.relations
m, u = n - k, sp.Symbol("u", real=True)
value = a**2 * m * (m + 1) * (m + 2) / (3 * (n + 1) * (n + 2))
excess = a**2 * k * m * (3 * m * n + 2 * n + 2 * m) / (3 * n**3 * (n + 1) * (n + 2))
rest = a**2 * k * m * (3 * n * k + 5 * n + 2 * k + 6) / (3 * n**3 * (n + 1) * (n + 2))

PROOF = Proof(
    "uniform_expectation_near_limit",
    steps=[
        Step("closed", Relation(uniform_expected_tail(k, n, a), "=", value), apply("uniform_finite_expectation")),
        Step("mean", Relation(low.rhs, "=", value / n), monotone(u, u / n), ["closed"]),
        Step("excess", Relation(value / n - low.lhs, "=", excess), identity()),
        Step("rest", Relation(high.rhs - value / n, "=", rest), identity()),
        Step("more_sign", Relation(0, "<=", excess), sign()),
        Step("less_sign", Relation(0, "<=", rest), sign()),
        Step("more", Relation(0, "<=", value / n - low.lhs), chain(), ["more_sign", "excess"]),
        Step("less", Relation(0, "<=", high.rhs - value / n), chain(), ["less_sign", "rest"]),
        Step("below", Relation(low.lhs, "<=", value / n), monotone(u, u + low.lhs), ["more"]),
        Step("above", Relation(value / n, "<=", high.rhs), monotone(u, u + value / n), ["less"]),
        Step("low", low, chain(), ["below", "mean"]),
        Step("high", high, chain(), ["mean", "above"]),
        Step("both", THEOREM.claim, chain(), ["low", "high"]),
    ],
)
