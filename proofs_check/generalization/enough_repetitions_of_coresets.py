"""Rounding up does not lower the exponent."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.enough_repetitions_of_coresets import THEOREM, delta, h, n, tau

v = sp.Symbol("v", real=True)
exact = sp.log(4 * n / delta) / sp.log(1 + h)

PROOF = Proof(
    "enough_repetitions_of_coresets",
    steps=[
        Step("up", Relation(exact, "<=", sp.ceiling(exact)), lemma("ceiling_at_least", t=exact)),
        Step("definition", Relation(tau, "=", sp.ceiling(exact)), identity()),
        Step("repetitions", Relation(exact, "<=", tau), chain(), ["up", "definition"]),
        Step(
            "exponent",
            Relation(-tau * sp.log(1 + h), "<=", -sp.log(4 * n / delta)),
            monotone(v, -sp.log(1 + h) * v),
            ["repetitions"],
        ),
        Step("claim", THEOREM.claim, monotone(v, sp.exp(v)), ["exponent"]),
    ],
)
