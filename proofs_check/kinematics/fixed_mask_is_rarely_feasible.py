"""A larger statistical dimension weakens the bound; the slice has one between N'_M and N'_M + 1."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.kinematics.fixed_mask_is_rarely_feasible import THEOREM
from lqtheory.theorems.kinematics.volume_exponents_fall import THEOREM as FALL
from lqtheory.theorems.kinematics.volume_exponents_fall import m as codimension

c = sp.Symbol("c", positive=True)
falls = Claim(then=[relation.subs({codimension: c}) for relation in FALL.relations])

PROOF = Proof(
    "fixed_mask_is_rarely_feasible",
    extra={
        "a": Real(0),
        "b": Real("a", closed="left"),
        "c": Real("b", closed="left"),
        "v": Real("c", closed="left"),
        "w": Real("v", closed="left"),
    },
    steps=[
        Step("falls", falls, apply(FALL.name, {"m": c})),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("mccoy_tropp_2014", "Theorem 4.8 with the kinematic formula of amelunxen_lotz_mccoy_tropp_2014"),
                "the kept subspace lies in the complement of y, where it is random and meets the set if and only if it "
                "meets the slice, whose statistical dimension lies between N'_M and N'_M + 1 (slice_within_half); "
                "interlacing and volume_tails_concentrate at that dimension",
                ("slice_within_half", "volume_tails_concentrate"),
            ),
            ["falls"],
        ),
    ],
)
