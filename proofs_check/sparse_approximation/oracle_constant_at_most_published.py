"""x < floor(x) + 1 <= 2 floor(x), and 2C_{q,2} <= 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import uniform_dictionary_constant
from lqtheory.theorems.sparse_approximation.oracle_constant_at_most_published import THEOREM, D, ours

q, x = D.symbols
t = sp.Symbol("t", positive=True)
r = sp.Symbol("r", real=True)
floor, constant = sp.floor(x), uniform_dictionary_constant(q)
published = THEOREM.claim.then[1].rhs

PROOF = Proof(
    "oracle_constant_at_most_published",
    steps=[
        Step("above", Relation(x, "<", floor + 1), lemma("floor_above", t=x)),
        Step("least", Relation(1, "<=", x), sign()),
        Step("below", Relation(1, "<", floor + 1), chain(), ["least", "above"]),
        Step("positive", Relation(0, "<", floor), monotone(r, r - 1), ["below"]),
        Step("apart", Relation(1, "<=", floor), lemma("integers_are_apart", a=0, b=floor), ["positive"]),
        Step("twice", Relation(floor + 1, "<=", 2 * floor), monotone(r, r + floor), ["apart"]),
        Step("double", Relation(x, "<=", 2 * floor), chain(), ["above", "twice"]),
        Step("ratio", Relation(x / floor, "<=", 2), monotone(r, r / floor), ["double", "positive"]),
        Step("one", Relation(constant, "<=", 1), apply("uniform_constant_at_most_one")),
        Step("square", Relation(constant**2, "<=", 1), monotone(t, t**2), ["one"]),
        Step("scaled", Relation(ours, "<=", x / floor), monotone(t, t * x / floor), ["square", "positive"]),
        Step("first", THEOREM.claim.then[0], chain(), ["scaled", "ratio"]),
        Step("two", Relation(1, "<=", 2), sign()),
        Step("second", THEOREM.claim.then[1], monotone(t, 2 * t ** (2 * (1 - q) / q)), ["two"]),
        Step("both", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
