"""Mills' ratio between its second and its fourth convergent."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.excess_between_convergents import THEOREM, D, density, tail

(t,) = D.symbols
v = sp.Symbol("v", real=True)
low, high = THEOREM.relations

PROOF = Proof(
    "excess_between_convergents",
    steps=[
        Step("lower", Relation(t * density, "<=", (t**2 + 1) * tail), lemma("mills_lower", t=t)),
        Step("high", high, monotone(v, density - t * v / (t**2 + 1)), ["lower"]),
        Step("upper", Relation(t * (t**2 + 3) * tail, "<=", (t**2 + 2) * density), lemma("mills_upper", t=t)),
        Step("low", low, monotone(v, density - v / (t**2 + 3)), ["upper"]),
        Step("claim", THEOREM.claim, chain(), ["high", "low"]),
    ],
)
