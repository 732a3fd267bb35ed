"""A square is completed, at each of the two moves."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.elimination_order_is_free import THEOREM, D, retrained, second_round

k, h, r, b, u, w = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
first, second = THEOREM.relations
both = retrained + second_round(u) + second_round(w)


def square(move: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """The completed square, which cancels."""
    added = [(-half, b / r + r * move), (half, b / r - r * move), (1, r * move)]
    return [*added, (1, b / r), (-1, r * move - b / r)]


def total(move: sp.Expr) -> sp.Expr:
    """The sum of its terms."""
    return sum(c * power_sum(v, 2) for c, v in square(move))


PROOF = Proof(
    "elimination_order_is_free",
    steps=[
        Step("square", Relation(total(u), "=", 0), lemma("squares_add_up", terms=square(u))),
        Step("first", first, monotone(t, t / 2 + retrained + second_round(u)), ["square"]),
        Step("again", Relation(total(w), "=", 0), lemma("squares_add_up", terms=square(w))),
        Step("other", first.subs({u: w}), monotone(t, t / 2 + retrained + second_round(w)), ["again"]),
        Step("from_u", Relation(second.lhs, "=", both), monotone(t, t + second_round(w)), ["first"]),
        Step("from_w", Relation(second.rhs, "=", both), monotone(t, t + second_round(u)), ["other"]),
        Step("claim", THEOREM.claim, chain(), ["first", "from_u", "from_w"]),
    ],
)
