"""Stechkin for the terms that are left, and m - L >= mq/(2(2-q)) draws."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    lq_norm,
    stechkin_bound,
    stechkin_constant,
    tail_power_sum,
    uniform_dictionary_constant,
)
from lqtheory.theorems.sparse_approximation.oracle_inequality_with_averages import (
    THEOREM,
    D,
    best,
    distance,
    masses,
    split,
)

n, m, L, q, theta, F, y = D.symbols
s, r = sp.Symbol("s", positive=True), sp.Symbol("r", real=True)
u = sp.Symbol("u", nonnegative=True)
low, high = THEOREM.claim.given
norm, tail = lq_norm(masses, q), tail_power_sum(masses, L, 1)
kept, constant, uniform = stechkin_bound(L, q, 1), stechkin_constant(q, 1), uniform_dictionary_constant(q)
left, draws = m - L, m * q / (2 - q)
exponent = -2 * (1 - q) / q
rate = m ** (1 - 2 / q)

PROOF = Proof(
    "oracle_inequality_with_averages",
    steps=[
        Step(
            "averages",
            Relation(best**2, "<=", distance**2 + tail**2 / left),
            apply("oracle_inequality_of_averages"),
        ),
        Step(
            "stechkin",
            Relation(best_k_term_error(masses, L, 1), "<=", kept * norm),
            apply("stechkin_inequality", {"k": L, "p": 1, "x": masses}),
        ),
        Step("class", Relation(tail, "<=", kept * norm), monotone(u, u), ["stechkin"]),
        Step("square", Relation(tail**2 / left, "<=", kept**2 * norm**2 / left), monotone(u, u**2 / left), ["class"]),
        Step("low", Claim([low], [low]), sign()),
        Step("count", Claim([low], [Relation(L**exponent, "<=", split**exponent)]), monotone(s, s**exponent), ["low"]),
        Step("draws", Claim([high], [Relation(draws, "<=", left + 1)]), sign()),
        Step("twice", Relation(left + 1, "<=", 2 * left), sign()),
        Step("double", Claim([high], [Relation(draws, "<=", 2 * left)]), chain(), ["draws", "twice"]),
        Step("inverse", Claim([high], [Relation(1 / left, "<=", 2 / draws)]), monotone(s, 2 / s), ["double"]),
        Step("start", Relation(kept**2 / left, "=", constant**2 * L**exponent / left), identity()),
        Step(
            "first",
            Claim([low], [Relation(constant**2 * L**exponent / left, "<=", constant**2 * split**exponent / left)]),
            monotone(s, s * constant**2 / left),
            ["count"],
        ),
        Step(
            "second",
            Claim(
                [high],
                [Relation(constant**2 * split**exponent / left, "<=", constant**2 * split**exponent * 2 / draws)],
            ),
            monotone(s, s * constant**2 * split**exponent),
            ["inverse"],
        ),
        Step("end", Relation(constant**2 * split**exponent * 2 / draws, "=", 2 * uniform**2 * rate), identity()),
        Step("one", Relation(uniform, "<=", 1), apply("uniform_constant_at_most_one")),
        Step("two", Relation(2 * uniform**2 * rate, "<=", 2 * rate), monotone(s, 2 * s**2 * rate), ["one"]),
        Step(
            "factor",
            Claim([low, high], [Relation(kept**2 / left, "<=", 2 * rate)]),
            chain(),
            ["start", "first", "second", "end", "two"],
        ),
        Step(
            "scaled",
            Claim([low, high], [Relation(kept**2 * norm**2 / left, "<=", 2 * rate * norm**2)]),
            monotone(r, r * norm**2),
            ["factor"],
        ),
        Step(
            "excess",
            Claim([low, high], [Relation(tail**2 / left, "<=", 2 * rate * norm**2)]),
            chain(),
            ["square", "scaled"],
        ),
        Step(
            "shifted",
            Claim([low, high], [Relation(distance**2 + tail**2 / left, "<=", THEOREM.claim.then[0].rhs)]),
            monotone(r, r + distance**2),
            ["excess"],
        ),
        Step("together", THEOREM.claim, chain(), ["averages", "shifted"]),
    ],
)
