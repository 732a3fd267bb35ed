"""Weighted AM-GM at every m, then the maximum."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import stechkin_bound
from lqtheory.theorems.lq_balls.worst_case_at_most_stechkin import THEOREM, D

n, k, q, p = D.symbols
m = sp.Symbol("m", integer=True, positive=True)
t = sp.Symbol("t", positive=True)
a = q / p
bound = stechkin_bound(k, q, p)
product = ((m - k) / a) ** a * (k / (1 - a)) ** (1 - a)
mean = a * ((m - k) / a) + (1 - a) * (k / (1 - a))
value = (m - k) ** (1 / p) * m ** (-1 / q)

PROOF = Proof(
    "worst_case_at_most_stechkin",
    extra={"m": Integer("k+1", "n")},
    steps=[
        Step("am_gm", Relation(product, "<=", mean), lemma("weighted_am_gm", a=(m - k) / a, b=k / (1 - a), w=a)),
        Step("product", Relation(product, "<=", m), chain(), ["am_gm"]),
        Step(
            "root", Relation((product / m) ** (1 / q), "<=", 1), monotone(t, t ** (1 / q) * m ** (-1 / q)), ["product"]
        ),
        Step("every_m", Relation(value, "<=", bound), monotone(t, t * bound), ["root"]),
        Step("maximum", THEOREM.claim, lemma("max_least", body=value, index=m, bound=bound), ["every_m"]),
    ],
)
