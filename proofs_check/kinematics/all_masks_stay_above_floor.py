"""The min-max theorem, with the auxiliary problem in the form that is additive over the pruned weights."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.kinematics.all_masks_stay_above_floor import THEOREM
from lqtheory.theorems.kinematics.auxiliary_problem_is_additive import THEOREM as ADDITIVE

PROOF = Proof(
    "all_masks_stay_above_floor",
    extra={"R": Real(0), "G": Real(0), "N": Real(0, closed="left"), "P": Real(), "t": Real(0)},
    steps=[
        Step("additive", ADDITIVE.claim, apply(ADDITIVE.name)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("thrampoulidis_oymak_hassibi_2015", "Theorem 3 (i) (Gordon's comparison, no convexity)"),
                "P(min over w of |A(w - w*)| < c) <= 2 P(phi <= c) for the auxiliary problem with |g| |w - w*| + <h, "
                "w - w*> in place of A; over the kept weights its least value is R sqrt(|g|^2 - |h kept|^2) - <h, w*>",
            ),
            ["additive"],
        ),
    ],
)
