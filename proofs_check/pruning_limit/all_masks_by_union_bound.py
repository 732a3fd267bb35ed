"""Smaller radii cost less at every rotation; the event of the test has the stated bound exactly where Boole's holds.

loss stands for the retrained loss at the radius R, P and T for the two probabilities, N for the number of masks.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.all_masks_by_union_bound import THEOREM, D

NUMBERS = {
    **{"loss": Real(0, closed="left"), "R": Real(0), "r": Real(0, "R", closed="right"), "N": Real(1, closed="left")},
    **{"P": Real(0, 1, closed="both"), "T": Real(0, "N*P", closed="both")},
}
loss, R, r, N, P, T = D.extend(**NUMBERS).symbols[-6:]
t, u = sp.Symbol("t", real=True), sp.Symbol("u", nonnegative=True)
event = T / (1 + N) + N * (1 - P) / (1 + N)

PROOF = Proof(
    "all_masks_by_union_bound",
    extra=NUMBERS,
    steps=[
        Step("ratio", Relation(r / R, "<=", 1), sign()),
        Step("square", Relation((r / R) ** 2, "<=", 1), monotone(u, u**2), ["ratio"]),
        Step("scaled", Relation((r / R) ** 2 * loss, "<=", loss), monotone(t, t * loss), ["square"]),
        Step("boole", Relation(T, "<=", N * P), sign()),
        Step(
            "raised",
            Relation(event, "<=", N * P / (1 + N) + N * (1 - P) / (1 + N)),
            monotone(t, t / (1 + N) + N * (1 - P) / (1 + N)),
            ["boole"],
        ),
        Step(
            "numbers",
            Claim(then=[Relation((r / R) ** 2 * loss, "<=", loss), Relation(event, "<=", N / (1 + N))]),
            chain(),
            ["scaled", "raised"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "section IV.1 (Boole's inequality)"),
                "a union of N events, none of a probability above P, has probability at most N P; and the law of the "
                "retrained loss of a mask depends on its radius alone, because QU has the law of Q for rotations U",
            ),
            ["numbers"],
        ),
    ],
)
