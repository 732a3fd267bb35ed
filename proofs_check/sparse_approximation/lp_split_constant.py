"""AM-GM for t/w and (1-t)/(1-w) with the weight w = (1-q) r/(r-q), whose mean is 1."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.lp_split_constant import THEOREM, D

q, r, t = D.symbols
EXTRA = {"e": Real(0)}
e = D.extend(**EXTRA).symbol("e")
s = sp.Symbol("s", positive=True)
w, rest = (1 - q) * r / (r - q), q * (r - 1) / (r - q)
high, low = t / w, (1 - t) / rest
product, mean = high**w * low**rest, w * high + rest * low
constant, value = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
gap = (r - q) / (q * r)
power = product**-gap

PROOF = Proof(
    "lp_split_constant",
    extra=EXTRA,
    steps=[
        Step("am_gm", Relation(product, "<=", mean), lemma("weighted_am_gm", a=high, b=low, w=w)),
        Step("product", Relation(product, "<=", 1), chain(), ["am_gm"]),
        Step("powers", Relation(1, "<=", product**-e), monotone(s, s**-e), ["product"]),
        Step("power", Relation(1, "<=", power), substitute({e: gap}), ["powers"]),
        Step("scaled", Relation(constant, "<=", constant * power), monotone(s, constant * s), ["power"]),
        Step("split", Relation(constant * power, "=", value), identity()),
        Step("together", THEOREM.claim, chain(), ["scaled", "split"]),
    ],
)
