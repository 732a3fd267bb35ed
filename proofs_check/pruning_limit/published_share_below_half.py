"""Both differences are products of factors of one sign: 1 - 2p, x, 1 - x and squares."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.published_share_below_half import THEOREM, D, tangent, term

p, x = D.symbols
t = sp.Symbol("t", real=True)
below = (1 - p) * x + p * (1 - x)
chord_gap = x * (1 - x) * (1 - 2 * p) / below
tangent_gap = (1 - 2 * p) * (x - p) ** 2 / (4 * p * (1 - p) * below)

PROOF = Proof(
    "published_share_below_half",
    steps=[
        Step("excess_sign", Relation(0, "<=", x * (1 - 2 * p)), sign()),
        Step("excess", Relation(0, "<=", below - (p)), chain(), ["excess_sign"]),
        Step("low", Relation(p, "<=", below), monotone(t, t + p), ["excess"]),
        Step("some", Relation(0, "<", p), sign()),
        Step("positive", Relation(0, "<", below), chain(), ["some", "low"]),
        Step("chord_sign", Relation(0, "<=", chord_gap), sign(), ["positive"]),
        Step("chord_same", Relation(chord_gap, "=", term - x), identity(), ["positive"]),
        Step("chord_gap", Relation(0, "<=", term - x), chain(), ["chord_sign", "chord_same"]),
        Step("chord", THEOREM.relations[0], monotone(t, t + x), ["chord_gap"]),
        Step("tangent_sign", Relation(0, "<=", tangent_gap), sign(), ["positive"]),
        Step("tangent_same", Relation(tangent_gap, "=", tangent - term), identity(), ["positive"]),
        Step("tangent_gap", Relation(0, "<=", tangent - term), chain(), ["tangent_sign", "tangent_same"]),
        Step("tangent", THEOREM.relations[1], monotone(t, t + term), ["tangent_gap"]),
        Step("claim", THEOREM.claim, chain(), ["chord", "tangent"]),
    ],
)
