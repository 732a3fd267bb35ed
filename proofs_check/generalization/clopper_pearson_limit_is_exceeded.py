"""A distribution function at its own variable is rarely small."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.clopper_pearson_limit_is_exceeded import THEOREM, D

n = D.symbol("n")
j, u = sp.Symbol("j", integer=True, positive=True), sp.Symbol("u", positive=True)
slope = j * u ** (j - 1) * (1 - u) ** (n - j) - (n - j) * u**j * (1 - u) ** (n - j - 1)
product = (j - n * u) * u ** (j - 1) * (1 - u) ** (n - j - 1)

PROOF = Proof(
    "clopper_pearson_limit_is_exceeded",
    extra={"j": Integer(1, "n"), "u": Real(0, 1)},
    steps=[
        Step(
            "slope",
            Relation(slope, "=", product),
            identity(),
            note="the derivative of u^j (1-u)^(n-j): every probability of the law rises up to u = j/n and then falls",
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.3 (probability integral transform)"),
                "P(F(X) < t) <= t for the distribution function F of any X; P(Bin(n,p) <= x) falls in p, so that the "
                "limit is below p if and only if F(X) < delta for the law Bin(n,p)",
            ),
            ["slope"],
        ),
    ],
)
