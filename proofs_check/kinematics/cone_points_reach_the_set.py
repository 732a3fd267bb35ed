"""At t = B/X the polynomial is (c X - B^2)/X."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_points_reach_the_set import THEOREM, D

c, X, B = D.symbols
v, w, given = sp.Symbol("v", real=True), sp.Symbol("w", nonnegative=True), THEOREM.claim.given

PROOF = Proof(
    "cone_points_reach_the_set",
    steps=[
        Step("assumed", Claim(given, given), sign()),
        Step("square", Claim(given, [Relation(c * X, "<=", B**2)]), monotone(w, w**2), ["assumed"]),
        Step("divided", THEOREM.claim, monotone(v, v / X - B**2 / X), ["square"]),
    ],
)
