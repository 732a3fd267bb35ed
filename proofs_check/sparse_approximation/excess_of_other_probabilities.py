"""Multiply the squares out, entry by entry, and divide by W; a sum of squares is not negative."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.sparse_approximation.excess_of_other_probabilities import (
    THEOREM,
    V,
    W,
    distance,
    second_moment,
    v,
    w,
)

t = sp.Symbol("t", real=True)
apart, quotient = (W * v - V * w) / sp.sqrt(w), v / sp.sqrt(w)
squares = {vector: power_sum(vector, 2) for vector in (apart, quotient, sp.sqrt(v), sp.sqrt(w))}
rest = squares[apart] - W**2 * squares[quotient]
combined = rest + 2 * V * W * squares[sp.sqrt(v)] - V**2 * squares[sp.sqrt(w)]
halfway = rest + 2 * V**2 * W - V**2 * squares[sp.sqrt(w)]

PROOF = Proof(
    "excess_of_other_probabilities",
    steps=[
        Step(
            "squares",
            Relation(combined, "=", 0),
            lemma(
                "squares_add_up",
                terms=[(1, apart), (-(W**2), quotient), (2 * V * W, sp.sqrt(v)), (-(V**2), sp.sqrt(w))],
            ),
        ),
        Step("masses", Relation(squares[sp.sqrt(v)], "=", V), lemma("powers_of_entries", x=v, p=sp.S.Half, r=2)),
        Step("weights", Relation(squares[sp.sqrt(w)], "=", W), lemma("powers_of_entries", x=w, p=sp.S.Half, r=2)),
        Step(
            "first",
            Relation(combined, "=", halfway),
            monotone(t, rest + 2 * V * W * t - V**2 * squares[sp.sqrt(w)]),
            ["masses"],
        ),
        Step(
            "second", Relation(halfway, "=", rest + V**2 * W), monotone(t, rest + 2 * V**2 * W - V**2 * t), ["weights"]
        ),
        Step("zero", Relation(rest + V**2 * W, "=", 0), chain(), ["second", "first", "squares"]),
        Step("identity", Relation(V**2 + distance, "=", second_moment), monotone(t, t / W + second_moment), ["zero"]),
        Step("square", Relation(0, "<=", distance), sign()),
        Step("least", Relation(V**2, "<=", V**2 + distance), monotone(t, t + V**2), ["square"]),
        Step("claim", THEOREM.claim, chain(), ["identity", "least"]),
    ],
)
