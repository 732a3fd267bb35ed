"""A square is completed; the difference of two losses is that of two completed squares."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.elimination_order_is_free import THEOREM, D, loss, retrained, second_round

k, h, r, b, u, w = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
first, second = THEOREM.relations
base = loss(retrained)


def total(pairs: list[tuple[sp.Expr, sp.Expr]]) -> sp.Expr:
    """A sum of squares."""
    return sum(c * power_sum(v, 2) for c, v in pairs)


def doubled(move: sp.Expr, sign: int) -> list[tuple[sp.Expr, sp.Expr]]:
    """Twice the loss without h."""
    return [(-sign * half, b + move), (sign * half, b - move), (sign, r * move)]


def square(move: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """The completed square, which cancels."""
    return [*doubled(move, 1), *doubled(retrained, -1), (-1, r * (move - retrained))]


PROOF = Proof(
    "elimination_order_is_free",
    steps=[
        Step("square", Relation(total(square(u)), "=", 0), lemma("squares_add_up", terms=square(u))),
        Step("first", first, monotone(t, t / 2 + base + second_round(u)), ["square"]),
        Step("again", Relation(total(square(w)), "=", 0), lemma("squares_add_up", terms=square(w))),
        Step("other", first.subs({u: w}), monotone(t, t / 2 + base + second_round(w)), ["again"]),
        Step(
            "from_u", Relation(second.lhs, "=", base + second_round(u) - loss(w)), monotone(t, t - loss(w)), ["first"]
        ),
        Step(
            "from_w",
            Relation(base + second_round(u) - loss(w), "=", second.rhs),
            monotone(t, base + second_round(u) - t),
            ["other"],
        ),
        Step("claim", THEOREM.claim, chain(), ["first", "from_u", "from_w"]),
    ],
)
