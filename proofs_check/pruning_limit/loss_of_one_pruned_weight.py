"""What is missing is half the square of r u - y b/r, what the kept weights miss."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.loss_of_one_pruned_weight import THEOREM, D, column, loss

k, S, y, r, b, u = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
bound, attained, row = THEOREM.relations
least, missed = S * y**2 / 2, power_sum(r * u - y * b / r, 2)


def total(pairs: list[tuple[sp.Expr, sp.Expr]]) -> sp.Expr:
    """A sum of squares."""
    return sum(c * power_sum(v, 2) for c, v in pairs)


def terms(move: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """Twice the loss beyond the least one."""
    return [(y**2, b / r), (-y * half, b + move), (y * half, b - move), (1, r * move)]


MISSED = [*terms(u), (-1, r * u - y * b / r)]
NONE = terms(y * b / r**2)
ROW = [(1 / S, b / r), (half / 2, b + column), (-half / 2, b - column)]

PROOF = Proof(
    "loss_of_one_pruned_weight",
    steps=[
        Step("squares", Relation(total(MISSED), "=", 0), lemma("squares_add_up", terms=MISSED)),
        Step("more", Relation(least, "<=", least + missed / 2), sign()),
        Step("loss", Relation(loss(u), "=", least + missed / 2), monotone(t, t / 2 + least + missed / 2), ["squares"]),
        Step("bound", bound, chain(), ["more", "loss"]),
        Step("none", Relation(total(NONE), "=", 0), lemma("squares_add_up", terms=NONE)),
        Step("attained", attained, monotone(t, t / 2 + least), ["none"]),
        Step("product", Relation(total(ROW), "=", 0), lemma("squares_add_up", terms=ROW)),
        Step("row", row, monotone(t, t + 1), ["product"]),
        Step("claim", THEOREM.claim, chain(), ["bound", "attained", "row"]),
    ],
)
