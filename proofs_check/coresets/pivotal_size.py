"""The total stays within 1 of what it was, and a size is an integer."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.pivotal_size import THEOREM, D, largest, least, size

n, T, p = D.symbols
t = sp.Symbol("t", real=True)
given, (below, above) = THEOREM.claim.given, THEOREM.claim.then
within = cited(
    Source("deville_tille_1998", "the pivotal method (samples of fixed size)"),
    "every play keeps the sum of the two probabilities and decides one of the units, so that clusters that are joined "
    "have one undecided unit at most; when all are, the number of included units differs from the sum of all by less "
    "than 1",
)

PROOF = Proof(
    "pivotal_size",
    steps=[
        Step("least", Claim(given, [Relation(size - 1, "<", least)]), within),
        Step("rounded_down", Relation(sp.floor(size), "<=", size), lemma("floor_at_most", t=size)),
        Step("lower", Relation(sp.floor(size) - 1, "<=", size - 1), monotone(t, t - 1), ["rounded_down"]),
        Step("beyond", Claim(given, [Relation(sp.floor(size) - 1, "<", least)]), chain(), ["lower", "least"]),
        Step("below", Claim(given, [below]), lemma("integers_are_apart", a=sp.floor(size) - 1, b=least), ["beyond"]),
        Step("largest", Claim(given, [Relation(largest, "<", size + 1)]), within),
        Step("rounded_up", Relation(size, "<=", sp.ceiling(size)), lemma("ceiling_at_least", t=size)),
        Step("upper", Relation(size + 1, "<=", sp.ceiling(size) + 1), monotone(t, t + 1), ["rounded_up"]),
        Step("within", Claim(given, [Relation(largest, "<", sp.ceiling(size) + 1)]), chain(), ["largest", "upper"]),
        Step(
            "apart",
            Claim(given, [Relation(largest + 1, "<=", sp.ceiling(size) + 1)]),
            lemma("integers_are_apart", a=largest, b=sp.ceiling(size) + 1),
            ["within"],
        ),
        Step("above", Claim(given, [above]), monotone(t, t - 1), ["apart"]),
        Step("claim", THEOREM.claim, chain(), ["below", "above"]),
    ],
)
