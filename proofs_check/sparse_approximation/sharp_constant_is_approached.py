"""The bound for every size at n <= x + 1 and n - m >= d, x = m + d, where ((x-m)/m)^{1/2} x^{1/2-1/q} is K*_q."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import sharp_dictionary_constant
from lqtheory.theorems.sparse_approximation.sharp_constant_is_approached import (
    THEOREM,
    D,
    bound,
    d,
    limit,
    power,
    q,
    rest,
)

m, e, s = D.symbols
t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", positive=True)
n, root = m + e + 1, sp.sqrt(m)
size = m + d + 1
sharp = sharp_dictionary_constant(q) * m**power * (1 + 1 / (m + d)) ** power
first, second = (sp.sqrt(value) * size**power for value in (d / m, (n - m) / m))
third = sp.sqrt((n - m) / m) * n**power
simple, error = THEOREM.claim.then[0], THEOREM.claim.then[1].rhs
v = sp.Symbol("v", real=True)
rounded, exponential = (1 + 1 / (m + d)) ** power, sp.exp(-1 / (2 * d))
logarithm = sp.log(1 + 1 / (m + d))

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
        Step("second_bound", THEOREM.claim.then[1], chain(), ["scaled", "sizes"]),
        Step("tangent", Relation(logarithm, "<=", 1 / (m + d)), lemma("log_tangent", t=1 + 1 / (m + d))),
        Step("exponents", Relation(-1 / (2 * d), "<=", power * logarithm), monotone(v, power * v), ["tangent"]),
        Step(
            "powers_of_e", Relation(exponential, "<=", sp.exp(power * logarithm)), monotone(v, sp.exp(v)), ["exponents"]
        ),
        Step("power", Relation(sp.exp(power * logarithm), "=", rounded), identity()),
        Step("bernoulli", Relation(-1 / (2 * d), "<=", exponential - 1), lemma("log_tangent", t=exponential)),
        Step("one_more", Relation(1 - 1 / (2 * d), "<=", exponential), monotone(v, v + 1), ["bernoulli"]),
        Step("factor", Relation(1 - 1 / (2 * d), "<=", rounded), chain(), ["one_more", "powers_of_e", "power"]),
        Step("first_bound", simple, monotone(v, rest * limit * v), ["factor", "rest"]),
        Step("together", THEOREM.claim, chain(), ["first_bound", "second_bound"]),
    ],
)
