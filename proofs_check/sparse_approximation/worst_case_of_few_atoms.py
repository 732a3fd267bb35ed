"""Bernoulli for (t/m)^(1/q), then 2 m^(1/2) <= m + 1, at every t; the maximum over t follows."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.worst_case_of_few_atoms import THEOREM, D

n, m, q = D.symbols
t = sp.Symbol("t", integer=True, positive=True)
v, u = sp.Symbol("v", positive=True), sp.Symbol("u", real=True)
root, power = sp.sqrt(m), (t / m) ** (1 / q)
(few,) = THEOREM.claim.given
bound = THEOREM.claim.then[0].rhs
body = (t - m + 1) * t ** (-1 / q)


def at_most(a, b):
    """The relation a <= b."""
    return Relation(a, "<=", b)


PROOF = Proof(
    "worst_case_of_few_atoms",
    extra={"t": Integer("m", "n")},
    steps=[
        Step("tangent", at_most(t / m, 1 + q * (power - 1)), lemma("power_below_tangent", c=power, d=1, a=q)),
        Step("bernoulli", at_most((t / m - 1) / q + 1, power), monotone(u, u / q + 1 - 1 / q), ["tangent"]),
        Step("few", Claim([few], [few]), sign()),
        Step("steep", Claim([few], [at_most((m + 1) / 2, 1 / q)]), monotone(u, u / (2 * q)), ["few"]),
        Step(
            "slope",
            Claim([few], [at_most((m + 1) / 2 * (t - m) / m, (t - m) / (m * q))]),
            monotone(u, u * (t - m) / m),
            ["steep"],
        ),
        Step("square", at_most(0, (root - 1) ** 2), sign()),
        Step("mean", at_most(2 * root, (root - 1) ** 2 + 2 * root), monotone(u, u + 2 * root), ["square"]),
        Step("middle", at_most(2 * root, m + 1), chain(), ["mean"]),
        Step("rise", at_most(t - m, (m + 1) * (t - m) / (2 * root)), monotone(u, u * (t - m) / (2 * root)), ["middle"]),
        Step("one", at_most(1, m), sign()),
        Step("start", at_most(1, root), monotone(v, sp.sqrt(v)), ["one"]),
        Step("first", at_most(1 + t - m, root + t - m), monotone(u, u + t - m), ["start"]),
        Step("second", at_most(root + t - m, root + (m + 1) * (t - m) / (2 * root)), monotone(u, u + root), ["rise"]),
        Step(
            "third",
            Claim([few], [at_most(root + (m + 1) * (t - m) / (2 * root), root * ((t - m) / (m * q) + 1))]),
            monotone(u, root * u + root),
            ["slope"],
        ),
        Step("fourth", at_most(root * ((t / m - 1) / q + 1), root * power), monotone(u, root * u), ["bernoulli"]),
        Step(
            "count",
            Claim([few], [at_most(t - m + 1, root * power)]),
            chain(),
            ["first", "second", "third", "fourth"],
        ),
        Step("every_t", Claim([few], [at_most(body, bound)]), monotone(u, u * t ** (-1 / q)), ["count"]),
        Step("maximum", THEOREM.claim, lemma("max_least", body=body, index=t, bound=bound), ["every_t"]),
    ],
)
