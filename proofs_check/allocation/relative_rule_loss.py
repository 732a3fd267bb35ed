"""Hölder with the exponents 1/e and 1 - 1/e."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.allocation.relative_rule_loss import THEOREM, D

r, e, u, s = D.symbols
v = sp.Symbol("v", positive=True)
cost, total = power_sum(u**e * s ** (1 - e), 1), power_sum(s, 1)

PROOF = Proof(
    "relative_rule_loss",
    steps=[
        Step(
            "hoelder",
            Relation(power_sum(u, 1), "<=", cost ** (1 / e) * total ** (1 - 1 / e)),
            lemma("hoelder_sums", x=u**e * s ** (1 - e), y=s, z=u, w=1 / e),
        ),
        Step("claim", THEOREM.claim, monotone(v, total ** (1 - e) * v**e), ["hoelder"]),
    ],
)
