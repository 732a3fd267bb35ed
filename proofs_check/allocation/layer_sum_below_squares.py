"""Power means over the terms."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.allocation.layer_sum_below_squares import THEOREM, L, c, e

t = sp.Symbol("t", nonnegative=True)
x = c * e
tails = [tail_power_sum(x, 0, r) for r in (1, 2)]
sums = [power_sum(x, r) for r in (1, 2)]

PROOF = Proof(
    "layer_sum_below_squares",
    steps=[
        *[
            Step(f"all_{r}", Relation(tail, "=", total), lemma("tail_of_everything", x=x, p=r))
            for r, tail, total in zip((1, 2), tails, sums, strict=True)
        ],
        Step(
            "mean",
            Relation(tails[0], "<=", sp.sqrt(L) * sp.sqrt(tails[1])),
            lemma("tail_power_mean", x=x, k=0, p=1, q=2),
        ),
        Step("squared", Relation(tails[0] ** 2, "<=", L * tails[1]), monotone(t, t**2), ["mean"]),
        Step("left", Relation(sums[0] ** 2, "=", tails[0] ** 2), monotone(t, t**2), ["all_1"]),
        Step("right", Relation(L * tails[1], "=", L * sums[1]), monotone(t, L * t), ["all_2"]),
        Step("claim", THEOREM.claim, chain(), ["left", "squared", "right"]),
    ],
)
