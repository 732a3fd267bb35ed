"""Log-sum-exp is monotone and moves with constants, so it changes by no more and no less than the logits."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import entry, largest_entry, log_sum_exp, smallest_entry
from lqtheory.theorems.network_propagation.cross_entropy_changes_at_most_oscillation import (
    THEOREM,
    change,
    d,
    j,
    oscillation,
    z,
)

t = sp.Symbol("t", real=True)
MONOTONE = cited(Source("boyd_vandenberghe_2004", "section 3.1.5"), "log-sum-exp is monotone and moves with constants")
ENTRY = cited(Source("rudin_1976", "Definition 1.8"), "an entry lies between the smallest and the largest")
moved = log_sum_exp(z + d) - log_sum_exp(z)
own, top, bottom = entry(d, j), largest_entry(d), smallest_entry(d)

PROOF = Proof(
    "cross_entropy_changes_at_most_oscillation",
    steps=[
        Step("above", Relation(moved, "<=", top), MONOTONE),
        Step("below", Relation(bottom, "<=", moved), MONOTONE),
        Step("least", Relation(bottom, "<=", own), ENTRY),
        Step("most", Relation(own, "<=", top), ENTRY),
        Step(
            "added",
            Relation(entry(z + d, j) - entry(z, j), "=", own),
            cited(Source("rudin_1976", "Definition 1.36"), "definition: vectors are added entry by entry"),
        ),
        Step("rise", Relation(change, "=", moved - own), monotone(t, moved - t), ["added"]),
        Step("rise_above", Relation(moved - own, "<=", top - own), monotone(t, t - own), ["above"]),
        Step("rise_least", Relation(top - own, "<=", oscillation), monotone(t, top - t), ["least"]),
        Step("up", Relation(change, "<=", oscillation), chain(), ["rise", "rise_above", "rise_least"]),
        Step("fall", Relation(-change, "=", own - moved), monotone(t, t - moved), ["added"]),
        Step("fall_most", Relation(own - moved, "<=", top - moved), monotone(t, t - moved), ["most"]),
        Step("fall_below", Relation(top - moved, "<=", oscillation), monotone(t, top - t), ["below"]),
        Step("down", Relation(-change, "<=", oscillation), chain(), ["fall", "fall_most", "fall_below"]),
        Step("claim", THEOREM.claim, chain(), ["up", "down"]),
    ],
)
