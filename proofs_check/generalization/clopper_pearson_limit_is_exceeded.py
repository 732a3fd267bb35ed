"""A distribution function at its own variable is rarely small."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import cited, sign
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient
from lqtheory.theorems.generalization.clopper_pearson_limit_is_exceeded import THEOREM, D

n = D.symbol("n")
j, p = sp.Symbol("j", integer=True, positive=True), sp.Symbol("p", positive=True)
slope = j * binomial_coefficient(n, j) * p ** (j - 1) * (1 - p) ** (n - j)

PROOF = Proof(
    "clopper_pearson_limit_is_exceeded",
    extra={"j": Integer(1, "n"), "p": Real(0, 1)},
    steps=[
        Step("slope", Relation(0, "<=", slope), sign(), note="the derivative of P(Bin(n,p) >= j)"),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.3 (probability integral transform)"),
                "P(F(X) < t) <= t for the distribution function F of any X; P(Bin(n,p) <= x) falls in p, so that the "
                "limit is below p if and only if F(X) < 1/d for the law Bin(n,p)",
            ),
            ["slope"],
        ),
    ],
)
