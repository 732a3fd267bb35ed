"""A larger statistical dimension weakens the bound; the cone has one between N and N + 1."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import apply, chain, cited
from lqtheory.theorems.kinematics.negative_cone_within_half import THEOREM as WITHIN
from lqtheory.theorems.kinematics.negative_curvature_is_often_met import THEOREM
from lqtheory.theorems.kinematics.volume_exponents_fall import THEOREM as FALL
from lqtheory.theorems.kinematics.volume_exponents_fall import m as codimension

c = sp.Symbol("c", positive=True)
falls = Claim(then=[relation.subs({codimension: c}) for relation in FALL.relations])

PROOF = Proof(
    "negative_curvature_is_often_met",
    extra={
        "a": Real(0),
        "b": Real("a", closed="left"),
        "c": Real("b", closed="left"),
        "v": Real("c", closed="left"),
        "w": Real("v", closed="left"),
    },
    steps=[
        Step("falls", falls, apply(FALL.name, {"m": c})),
        Step("within", WITHIN.claim, apply(WITHIN.name)),
        Step("known", Claim(then=[*falls.then, *WITHIN.relations]), chain(), ["falls", "within"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("mccoy_tropp_2014", "Theorem 4.8 with the kinematic formula of amelunxen_lotz_mccoy_tropp_2014"),
                "the form is negative somewhere on the subspace if and only if that meets the interior of the cone, "
                "and almost surely if it meets the cone; interlacing and the Chernoff bound of the intrinsic volumes "
                "at its statistical dimension",
            ),
            ["known"],
        ),
    ],
)
