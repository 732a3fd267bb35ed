"""AM-GM for a/w and (1-a)/(1-w) with the weight w = (2-2q)/(2-q), whose mean is 1; at q = 1 the value is 1 - a."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import cases, chain, identity, lemma, monotone, sign
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
below, end = Relation(q, "<", 1), Relation(1, "<=", q)


def under(*relations: Relation) -> Claim:
    """The relations where q < 1."""
    return Claim([below], list(relations))


PROOF = Proof(
    "rounding_variance_peak",
    steps=[
        Step("am_gm", under(Relation(product, "<=", mean)), lemma("weighted_am_gm", a=high, b=low, w=w)),
        Step("product", under(Relation(product, "<=", 1)), chain(), ["am_gm"]),
        Step("power", under(Relation(power, "<=", 1)), monotone(t, t ** ((2 - q) / q)), ["product"]),
        Step("split", under(Relation(value, "=", bound * power)), identity()),
        Step("scaled", under(Relation(bound * power, "<=", bound)), monotone(t, t * bound), ["power"]),
        Step("below", Claim([below], THEOREM.claim.then), chain(), ["split", "scaled"]),
        Step(
            "value",
            Claim([end], [Relation(value, "=", value.subs(q, 1))]),
            lemma("value_at", body=value, variable=q, value=1),
        ),
        Step("smaller", Relation(value.subs(q, 1), "<=", bound.subs(q, 1)), sign()),
        Step(
            "constant",
            Claim([end], [Relation(bound, "=", bound.subs(q, 1))]),
            lemma("value_at", body=bound, variable=q, value=1),
        ),
        Step("end", Claim([end], THEOREM.claim.then), chain(), ["value", "smaller", "constant"]),
        Step("both", THEOREM.claim, cases(), ["below", "end"]),
    ],
)
