"""(a - b)^2 <= 2 (a^2 + b^2), and the squares of two entries are part of the sum of squares."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import largest_entry, lq_norm, peak, power_sum, smallest_entry
from lqtheory.theorems.network_propagation.oscillation_at_most_norms import THEOREM, d, oscillation

t = sp.Symbol("t", nonnegative=True)
top, bottom, squares = largest_entry(d), smallest_entry(d), power_sum(d, 2)
ENTRY = cited(Source("rudin_1976", "Definition 1.8"), "an entry has at most the largest magnitude")

PROOF = Proof(
    "oscillation_at_most_norms",
    steps=[
        Step(
            "two",
            Relation(oscillation**2, "<=", 2 * squares),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 7 (Cauchy)"),
                "(a - b)^2 <= 2 (a^2 + b^2), two entries of a sum of squares",
            ),
        ),
        Step(
            "order", Relation(bottom, "<=", top), cited(Source("rudin_1976", "Definition 1.8"), "smallest and largest")
        ),
        Step(
            "root",
            Relation(oscillation, "<=", sp.sqrt(2) * sp.sqrt(squares)),
            monotone(t, sp.sqrt(t)),
            ["two", "order"],
        ),
        Step("same", Relation(sp.sqrt(2) * sp.sqrt(squares), "=", sp.sqrt(2) * lq_norm(d, 2)), identity()),
        Step("norm", THEOREM.claim.then[0], chain(), ["root", "same"]),
        Step("top", Relation(top, "<=", peak(d)), ENTRY),
        Step("bottom", Relation(-bottom, "<=", peak(d)), ENTRY),
        Step("twice", THEOREM.claim.then[1], sign(), ["top", "bottom"]),
        Step("claim", THEOREM.claim, chain(), ["norm", "twice"]),
    ],
)
