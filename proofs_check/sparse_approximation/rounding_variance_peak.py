"""AM-GM for a/w and (1-a)/(1-w) with the weight w = (2-2q)/(2-q), whose mean is 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.rounding_variance_peak import THEOREM, D

q, a = D.symbols
t = sp.Symbol("t", positive=True)
w = 2 * (1 - q) / (2 - q)
rest = q / (2 - q)
high, low = a / w, (1 - a) / rest
product, mean = high**w * low**rest, w * high + rest * low
value, bound = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
power = product ** ((2 - q) / q)

PROOF = Proof(
    "rounding_variance_peak",
    steps=[
        Step("am_gm", Relation(product, "<=", mean), lemma("weighted_am_gm", a=high, b=low, w=w)),
        Step("product", Relation(product, "<=", 1), chain(), ["am_gm"]),
        Step("power", Relation(power, "<=", 1), monotone(t, t ** ((2 - q) / q)), ["product"]),
        Step("split", Relation(value, "=", bound * power), identity()),
        Step("scaled", Relation(bound * power, "<=", bound), monotone(t, t * bound), ["power"]),
        Step("together", THEOREM.claim, chain(), ["split", "scaled"]),
    ],
)
