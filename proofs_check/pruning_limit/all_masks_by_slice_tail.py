"""Boole's inequality with the tail bound of one mask put in; the event of the test has the stated bound exactly there.

P and T stand for the probabilities that the magnitude mask and that some mask is feasible, B for the mean of the tail
bound over directions, N for the number of masks.
"""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.all_masks_by_slice_tail import THEOREM, D

NUMBERS = {
    **{"N": Real(1, closed="left"), "P": Real(0, 1, closed="both"), "T": Real(0, "N*P", closed="both")},
    "B": Real("P", 1, closed="both"),
}
N, P, T, B = D.extend(**NUMBERS).symbols[-4:]
t = sp.Symbol("t", real=True)
event = T / (1 + N) + N * (1 - B) / (1 + N)

PROOF = Proof(
    "all_masks_by_slice_tail",
    extra=NUMBERS,
    steps=[
        Step("boole", Relation(T, "<=", N * P), sign()),
        Step("tail", Relation(P, "<=", B), sign()),
        Step("all", Relation(N * P, "<=", N * B), monotone(t, N * t), ["tail"]),
        Step("some", Relation(T, "<=", N * B), chain(), ["boole", "all"]),
        Step(
            "raised",
            Relation(event, "<=", N / (1 + N)),
            monotone(t, t / (1 + N) + N * (1 - B) / (1 + N)),
            ["some"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "section IV.1 (Boole's inequality)"),
                "T is at most N P by Boole's inequality (all_masks_by_union_bound); given the direction of y in the "
                "eigenbasis, which is uniform, the kept subspace is random in its complement, and P is at most the "
                "mean of the tail bounds of the slices (fixed_mask_is_rarely_feasible), 1 or 0 where there is none",
                ("all_masks_by_union_bound", "fixed_mask_is_rarely_feasible"),
            ),
            ["raised"],
        ),
    ],
)
