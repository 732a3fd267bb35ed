"""What is missing is a sum of squares, of r u - b/r and of q/s - s y, which vanish at the stated points."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.retrained_loss_is_schur_complement import THEOREM, D, best, form, gain, least

m, k, s, y, q, r, b, u = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
bound, attained, conjugate, reached = THEOREM.relations
missed, block = power_sum(r * u - b / r, 2), power_sum(q / s, 2)
raised = gain + power_sum(q / s - s * y, 2) + missed


def terms(move: sp.Expr) -> list[tuple[sp.Expr, sp.Expr]]:
    """The squares of the kept weights, which cancel against what they miss."""
    return [(1, b / r), (-half, b + move), (half, b - move), (1, r * move), (-1, r * move - b / r)]


def total(pairs: list[tuple[sp.Expr, sp.Expr]]) -> sp.Expr:
    """Their sum."""
    return sum(c * power_sum(v, 2) for c, v in pairs)


DUAL = [(1, q / s), (-half, q + y), (half, q - y), (1, s * y), (-1, q / s - s * y)]
LAST = [(1, q / s), (-half, q + q / s**2), (half, q - q / s**2), (1, s * q / s**2)]
KEPT = terms(best)[:-1]

PROOF = Proof(
    "retrained_loss_is_schur_complement",
    steps=[
        Step("kept", Relation(total(terms(u)), "=", 0), lemma("squares_add_up", terms=terms(u))),
        Step("square", Relation(least, "<=", least + missed / 2), sign()),
        Step(
            "value",
            Relation(form(y, u) / 2, "=", least + missed / 2),
            monotone(t, t / 2 + least + missed / 2),
            ["kept"],
        ),
        Step("bound", bound, chain(), ["square", "value"]),
        Step("none_missed", Relation(total(KEPT), "=", 0), lemma("squares_add_up", terms=KEPT)),
        Step("attained", attained, monotone(t, t / 2 + least), ["none_missed"]),
        Step("pruned", Relation(total(DUAL), "=", 0), lemma("squares_add_up", terms=DUAL)),
        Step("squares", Relation(gain, "<=", raised), sign()),
        Step("dual", Relation(raised + total(DUAL), "=", raised), monotone(t, raised + t), ["pruned"]),
        Step("rest", Relation(block - total(terms(u)), "=", block), monotone(t, block - t), ["kept"]),
        Step("conjugate", conjugate, chain(), ["squares", "dual", "rest"]),
        Step("last", Relation(total(LAST), "=", 0), lemma("squares_add_up", terms=LAST)),
        Step("peak", Relation(reached.lhs, "=", block - total(KEPT)), monotone(t, block - t - total(KEPT)), ["last"]),
        Step("reached", Relation(block - total(KEPT), "=", block), monotone(t, block - t), ["none_missed"]),
        Step("claim", THEOREM.claim, chain(), ["bound", "attained", "conjugate", "peak", "reached"]),
    ],
)
