"""Both sides vanish at 0, and 1/2 <= 1/(1+x^2) on (0, 1]."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.gaussian_cancellation_is_heavy import THEOREM, x

t = sp.Symbol("t", real=True)
(claim,) = THEOREM.relations

PROOF = Proof(
    "gaussian_cancellation_is_heavy",
    steps=[
        Step("gap", Relation(0, "<=", (1 - x) * (1 + x) / (sp.pi * (1 + x**2))), sign()),
        Step("slopes", Relation(1 / sp.pi, "<=", 2 / (sp.pi * (x**2 + 1))), monotone(t, t + 1 / sp.pi), ["gap"]),
        Step(
            "claim",
            THEOREM.claim,
            lemma("ordered_derivatives", left=claim.lhs, right=claim.rhs, variable=x),
            ["slopes"],
        ),
    ],
)
