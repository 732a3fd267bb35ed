"""Both differences are products of factors of one sign: 2p - 1, x, 1 - x and squares."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.published_share_above_half import THEOREM, D, tangent, term

p, x = D.symbols
t = sp.Symbol("t", real=True)
below = (1 - p) * x + p * (1 - x)
chord_gap = x * (1 - x) * (2 * p - 1) / below
tangent_gap = (2 * p - 1) * (x - p) ** 2 / (4 * p * (1 - p) * below)

PROOF = Proof(
    "published_share_above_half",
    steps=[
        Step("excess_sign", Relation(0, "<=", (1 - x) * (2 * p - 1)), sign()),
        Step("excess", Relation(0, "<=", below - (1 - p)), chain(), ["excess_sign"]),
        Step("low", Relation(1 - p, "<=", below), monotone(t, t + 1 - p), ["excess"]),
        Step("some", Relation(0, "<", 1 - p), sign()),
        Step("positive", Relation(0, "<", below), chain(), ["some", "low"]),
        Step("chord_sign", Relation(0, "<=", chord_gap), sign(), ["positive"]),
        Step("chord_same", Relation(chord_gap, "=", x - term), identity(), ["positive"]),
        Step("chord_gap", Relation(0, "<=", x - term), chain(), ["chord_sign", "chord_same"]),
        Step("chord", THEOREM.relations[1], monotone(t, t + term), ["chord_gap"]),
        Step("tangent_sign", Relation(0, "<=", tangent_gap), sign(), ["positive"]),
        Step("tangent_same", Relation(tangent_gap, "=", term - tangent), identity(), ["positive"]),
        Step("tangent_gap", Relation(0, "<=", term - tangent), chain(), ["tangent_sign", "tangent_same"]),
        Step("tangent", THEOREM.relations[0], monotone(t, t + tangent), ["tangent_gap"]),
        Step("claim", THEOREM.claim, chain(), ["tangent", "chord"]),
    ],
)
