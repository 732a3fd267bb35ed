"""Every k contributes 1/(n+1)."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, support_code_length
from lqtheory.theorems.generalization.support_code_is_complete import THEOREM, k, n

v = sp.Symbol("v", real=True)
choose, length = binomial_coefficient(n, k), support_code_length(n, k)
words = sp.log((n + 1) * choose)
term, share = choose * sp.exp(-sp.log(2) * length), 1 / (n + 1)
total, equal = sp.Sum(term, (k, 0, n)), sp.Sum(share, (k, 0, n))

PROOF = Proof(
    "support_code_is_complete",
    extra={"k": Integer(0, "n")},
    steps=[
        Step("length", Relation(length, "=", words / sp.log(2)), identity()),
        Step("exponent", Relation(-sp.log(2) * length, "=", -words), monotone(v, -sp.log(2) * v), ["length"]),
        Step("term", Relation(term, "=", share), monotone(v, choose * sp.exp(v)), ["exponent"]),
        Step("terms", Relation(total, "=", equal), lemma("equal_terms", body=term, other=share, index=k), ["term"]),
        Step(
            "sum", Relation(equal, "=", 1), lemma("telescoping_sum", body=share, antidifference=-k / (n + 1), index=k)
        ),
        Step("together", THEOREM.claim, chain(), ["terms", "sum"]),
    ],
)
