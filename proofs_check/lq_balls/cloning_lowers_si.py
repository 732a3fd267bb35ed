"""Put the power sums of the longer vector in, one after the other."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import clone, power_sum, si
from lqtheory.theorems.lq_balls.cloning_lowers_si import THEOREM, D

n, q, x = D.symbols
t = sp.Symbol("t", positive=True)
S, y = power_sum, clone(x)


def same(e, tag):
    """The power sum of the longer vector, and that it is positive."""
    return [
        Step(tag, Relation(S(y, e), "=", 2 * S(x, e)), lemma("clone_doubles", x=x, r=e)),
        Step(f"{tag}_before", Relation(0, "<", 2 * S(x, e)), sign()),
        Step(f"{tag}_positive", Relation(0, "<", S(y, e)), chain(), [f"{tag}_before", tag]),
    ]


def value(b, d):
    """SI_q from the two power sums."""
    return b * d ** (-1 / q)


PROOF = Proof(
    "cloning_lowers_si",
    steps=[
        *same(1, "sum_1"),
        *same(q, "sum_q"),
        Step("unfolded", Relation(si(y, q), "=", value(S(y, 1), S(y, q))), identity()),
        Step(
            "one",
            Relation(value(S(y, 1), S(y, q)), "=", value(2 * S(x, 1), S(y, q))),
            monotone(t, value(t, S(y, q))),
            ["sum_1", "sum_1_positive"],
        ),
        Step(
            "two",
            Relation(value(2 * S(x, 1), S(y, q)), "=", value(2 * S(x, 1), 2 * S(x, q))),
            monotone(t, value(2 * S(x, 1), t)),
            ["sum_q", "sum_q_positive"],
        ),
        Step("folded", Relation(value(2 * S(x, 1), 2 * S(x, q)), "=", THEOREM.relations[0].rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["unfolded", "one", "two", "folded"]),
    ],
)
