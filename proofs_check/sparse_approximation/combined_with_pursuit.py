"""L is at least m(1-s) and m-L+3 at least ms; at these values the bound is the constant at the best split."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import stechkin_constant
from lqtheory.theorems.sparse_approximation.combined_with_pursuit import THEOREM, D, bound, split

m, L, q = D.symbols
t = sp.Symbol("t", positive=True)
low, high = THEOREM.claim.given
value = THEOREM.claim.then[0].lhs
constant = stechkin_constant(q, 1)
draws = m * q / (2 - q)
root = sp.sqrt(m - L + 3)
exponent = -(1 - q) / q

PROOF = Proof(
    "combined_with_pursuit",
    steps=[
        Step("low", Claim([low], [low]), sign()),
        Step("kept", Claim([low], [Relation(L**exponent, "<=", split**exponent)]), monotone(t, t**exponent), ["low"]),
        Step("left", Claim([high], [Relation(draws, "<=", m - L + 3)]), sign()),
        Step(
            "root",
            Claim([high], [Relation(1 / root, "<=", 1 / sp.sqrt(draws))]),
            monotone(t, t ** sp.Rational(-1, 2)),
            ["left"],
        ),
        Step("start", Relation(value, "=", constant * L**exponent / root), identity()),
        Step(
            "first",
            Claim([low], [Relation(constant * L**exponent / root, "<=", constant * split**exponent / root)]),
            monotone(t, t * constant / root),
            ["kept"],
        ),
        Step(
            "second",
            Claim(
                [high],
                [Relation(constant * split**exponent / root, "<=", constant * split**exponent / sp.sqrt(draws))],
            ),
            monotone(t, t * constant * split**exponent),
            ["root"],
        ),
        Step("end", Relation(constant * split**exponent / sp.sqrt(draws), "=", bound), identity()),
        Step("together", THEOREM.claim, chain(), ["start", "first", "second", "end"]),
    ],
)
