"""2C_{q,2} = sqrt(q(2-q)) (1-q/2)^{1/q-1}, a product of two numbers in [0, 1]."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.uniform_constant_at_most_one import THEOREM, D

(q,) = D.symbols
t = sp.Symbol("t", positive=True)
constant = THEOREM.claim.then[0].lhs
root, power = sp.sqrt(q * (2 - q)), (1 - q / 2) ** ((1 - q) / q)

PROOF = Proof(
    "uniform_constant_at_most_one",
    steps=[
        Step("split", Relation(constant, "=", root * power), identity()),
        Step("square", Relation(q * (2 - q), "<=", 1), sign()),
        Step("root", Relation(root, "<=", 1), monotone(t, sp.sqrt(t)), ["square"]),
        Step("base", Relation(1 - q / 2, "<=", 1), sign()),
        Step("power", Relation(power, "<=", 1), monotone(t, t ** ((1 - q) / q)), ["base"]),
        Step("product", Relation(root * power, "<=", power), monotone(t, t * power), ["root"]),
        Step("together", THEOREM.claim, chain(), ["split", "product", "power"]),
    ],
)
