"""Vectors are added entry by entry, and two entries differ by at most the largest difference."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import entry, largest_entry, smallest_entry
from lqtheory.theorems.network_propagation.margin_certifies_prediction import THEOREM, d, i, j, z

t = sp.Symbol("t", real=True)
given = THEOREM.claim.given
gain, lead = entry(d, j) - entry(d, i), entry(z, i) - entry(z, j)
winner, rival = entry(z, i) + entry(d, i), entry(z, j) + entry(d, j)
SUM = cited(Source("rudin_1976", "Definition 1.36"), "definition: vectors are added entry by entry")

PROOF = Proof(
    "margin_certifies_prediction",
    steps=[
        Step(
            "gain",
            Relation(gain, "<=", largest_entry(d) - smallest_entry(d)),
            cited(Source("rudin_1976", "Definition 1.8"), "two entries differ by at most the largest difference"),
        ),
        Step("lead", Claim(given=given, then=(Relation(gain, "<", lead),)), sign(), ["gain"]),
        Step(
            "order",
            Claim(given=given, then=(Relation(rival, "<", winner),)),
            monotone(t, t + entry(z, j) + entry(d, i)),
            ["lead"],
        ),
        Step("rival", Relation(entry(z + d, j), "=", rival), SUM),
        Step("winner", Relation(entry(z + d, i), "=", winner), SUM),
        Step("claim", THEOREM.claim, chain(), ["rival", "order", "winner"]),
    ],
)
