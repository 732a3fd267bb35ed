"""Two squares are completed: of r u - b/r and of q/s - s y."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.pruning_limit.retrained_loss_is_schur_complement import THEOREM, D, missed

m, k, s, y, q, r, b, u = D.symbols
t = sp.Symbol("t", real=True)
half = sp.Rational(1, 2)
square, dual = THEOREM.relations
least = power_sum(s * y, 2)
KEPT = [(1, b / r), (-half, b / r + r * u), (half, b / r - r * u), (1, r * u), (-1, r * u - b / r)]
PRUNED = [(1, q / s), (-half, q / s + s * y), (half, q / s - s * y), (1, s * y), (-1, q / s - s * y)]
kept, pruned = (sum(c * power_sum(v, 2) for c, v in terms) for terms in (KEPT, PRUNED))

PROOF = Proof(
    "retrained_loss_is_schur_complement",
    steps=[
        Step("kept", Relation(kept, "=", 0), lemma("squares_add_up", terms=KEPT)),
        Step("square", square, monotone(t, t + least + missed), ["kept"]),
        Step("pruned", Relation(pruned, "=", 0), lemma("squares_add_up", terms=PRUNED)),
        Step(
            "both",
            Relation(dual.lhs, "=", power_sum(q / s, 2) + square.rhs),
            monotone(t, t + power_sum(q / s, 2)),
            ["square"],
        ),
        Step("dual", Relation(power_sum(q / s, 2) + square.rhs, "=", dual.rhs), monotone(t, t + dual.rhs), ["pruned"]),
        Step("claim", THEOREM.claim, chain(), ["square", "both", "dual"]),
    ],
)
