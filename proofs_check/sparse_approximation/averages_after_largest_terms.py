"""Stechkin for the terms that are left, at the best split; the draws stay as they are."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, stechkin_bound, stechkin_constant, tail_power_sum
from lqtheory.theorems.sparse_approximation.averages_after_largest_terms import (
    THEOREM,
    D,
    best,
    distance,
    factor,
    masses,
    split,
)

n, m, L, q, theta, F, y = D.symbols
s, r = sp.Symbol("s", positive=True), sp.Symbol("r", real=True)
u = sp.Symbol("u", nonnegative=True)
low, _ = THEOREM.claim.given
norm, tail = lq_norm(masses, q), tail_power_sum(masses, L, 1)
kept, constant, left = stechkin_bound(L, q, 1), stechkin_constant(q, 1), m - L
exponent = -2 * (1 - q) / q

PROOF = Proof(
    "averages_after_largest_terms",
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
        Step("start", Relation(kept**2 / left, "=", constant**2 * L**exponent / left), identity()),
        Step(
            "first",
            Claim([low], [Relation(constant**2 * L**exponent / left, "<=", constant**2 * split**exponent / left)]),
            monotone(s, s * constant**2 / left),
            ["count"],
        ),
        Step("end", Relation(constant**2 * split**exponent / left, "=", factor), identity()),
        Step("factor", Claim([low], [Relation(kept**2 / left, "<=", factor)]), chain(), ["start", "first", "end"]),
        Step(
            "scaled",
            Claim([low], [Relation(kept**2 * norm**2 / left, "<=", factor * norm**2)]),
            monotone(r, r * norm**2),
            ["factor"],
        ),
        Step("excess", Claim([low], [Relation(tail**2 / left, "<=", factor * norm**2)]), chain(), ["square", "scaled"]),
        Step(
            "shifted",
            Claim([low], [Relation(distance**2 + tail**2 / left, "<=", THEOREM.claim.then[0].rhs)]),
            monotone(r, r + distance**2),
            ["excess"],
        ),
        Step("together", THEOREM.claim, chain(), ["averages", "shifted"]),
    ],
)
