"""The bound for every size at n <= x + 1 and n - m >= d, x = m + d, where ((x-m)/m)^{1/2} x^{1/2-1/q} is K*_q."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import sharp_dictionary_constant
from lqtheory.theorems.sparse_approximation.sharp_constant_is_approached import THEOREM, D, bound, d, power, q

m, e, s = D.symbols
t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", positive=True)
n, root = m + e + 1, sp.sqrt(m)
size = m + d + 1
rest = 1 - 1 / root
sharp = sharp_dictionary_constant(q) * m**power * (1 + 1 / (m + d)) ** power
first, second = (sp.sqrt(value) * size**power for value in (d / m, (n - m) / m))
third = sp.sqrt((n - m) / m) * n**power
error = THEOREM.claim.then[0].rhs

PROOF = Proof(
    "sharp_constant_is_approached",
    steps=[
        Step("two", Relation(1, "<", m), sign()),
        Step("root", Relation(1, "<", root), monotone(t, sp.sqrt(t)), ["two"]),
        Step("rest", Relation(1 / root, "<", 1), monotone(u, 1 / u), ["root"]),
        Step("excess", Relation(d / m, "<=", (n - m) / m), sign()),
        Step("roots", Relation(sp.sqrt(d / m), "<=", sp.sqrt((n - m) / m)), monotone(t, sp.sqrt(t)), ["excess"]),
        Step("atoms", Relation(n, "<=", size), sign()),
        Step("powers", Relation(size**power, "<=", n**power), monotone(u, u**power), ["atoms"]),
        Step("first", Relation(first, "<=", second), monotone(t, t * size**power), ["roots"]),
        Step("second", Relation(second, "<=", third), monotone(t, sp.sqrt((n - m) / m) * t), ["powers"]),
        Step("sharp", Relation(sharp, "=", first), identity()),
        Step("all", Relation(sharp, "<=", third), chain(), ["sharp", "first", "second"]),
        Step("scaled", Relation(bound, "<=", rest * third), monotone(t, rest * t), ["all", "rest"]),
        Step("sizes", Relation(rest * third, "<=", error), apply("common_component_at_least", {"n": n, "q": q})),
        Step("together", THEOREM.claim, chain(), ["scaled", "sizes"]),
    ],
)
