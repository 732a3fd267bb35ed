"""The larger of two numbers."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.relu_keeps_relative_errors import THEOREM, e, x, z

low, high, negative = THEOREM.relations

PROOF = Proof(
    "relu_keeps_relative_errors",
    steps=[
        Step("in_range", Relation((1 - e) * z, "<=", x), sign()),
        Step("member", Relation(x, "<=", sp.Max(0, x)), lemma("at_most_larger", a=x, b=0)),
        Step("high", high, lemma("larger_of_two", a=0, b=x, bound=(1 + e) * z)),
        Step("negative", negative, lemma("larger_of_two", a=0, b=-x, bound=sp.S.Zero)),
        Step("claim", THEOREM.claim, chain(), ["in_range", "member", "high", "negative"]),
    ],
)
