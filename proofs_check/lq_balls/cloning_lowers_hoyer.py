"""Both power sums double, and n doubles."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import clone, hoyer, power_sum
from lqtheory.theorems.lq_balls.cloning_lowers_hoyer import THEOREM, D

n, x = D.symbols
t = sp.Symbol("t", positive=True)
S, y = power_sum, clone(x)
root = sp.sqrt(2 * n)


def doubled(e):
    """The power sum of the clone, and that it is positive."""
    return [
        Step(f"sum_{e}", Relation(S(y, e), "=", 2 * S(x, e)), lemma("clone_doubles", x=x, r=e)),
        Step(f"twice_{e}", Relation(0, "<", 2 * S(x, e)), sign()),
        Step(f"positive_{e}", Relation(0, "<", S(y, e)), chain(), [f"sum_{e}", f"twice_{e}"]),
    ]


def value(b, d):
    """Hoyer's index of 2n entries from the two power sums."""
    return root / (root - 1) - b / sp.sqrt(d) / (root - 1)


PROOF = Proof(
    "cloning_lowers_hoyer",
    steps=[
        *doubled(1),
        *doubled(2),
        Step("unfolded", Relation(hoyer(y), "=", value(S(y, 1), S(y, 2))), identity()),
        Step(
            "one",
            Relation(value(S(y, 1), S(y, 2)), "=", value(2 * S(x, 1), S(y, 2))),
            monotone(t, value(t, S(y, 2))),
            ["sum_1", "positive_1"],
        ),
        Step(
            "two",
            Relation(value(2 * S(x, 1), S(y, 2)), "=", value(2 * S(x, 1), 2 * S(x, 2))),
            monotone(t, value(2 * S(x, 1), t)),
            ["sum_2", "positive_2"],
        ),
        Step("folded", Relation(value(2 * S(x, 1), 2 * S(x, 2)), "=", THEOREM.relations[0].rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["unfolded", "one", "two", "folded"]),
    ],
)
