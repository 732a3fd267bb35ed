"""X <= sqrt(2 e), and minus the inner product is at most Z X."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.dual_of_sublevel_cone import THEOREM, D

e, Z, X, Y, P = D.symbols
v, w, given = sp.Symbol("v", real=True), sp.Symbol("w", nonnegative=True), THEOREM.claim.given

PROOF = Proof(
    "dual_of_sublevel_cone",
    steps=[
        Step("square", Claim(given, [Relation(X**2, "<=", 2 * e)]), sign()),
        Step("root", Claim(given, [Relation(X, "<=", sp.sqrt(2 * e))]), monotone(w, sp.sqrt(w)), ["square"]),
        Step("times", Claim(given, [Relation(Z * X, "<=", Z * sp.sqrt(2 * e))]), monotone(v, Z * v), ["root"]),
        Step("inner", Claim(given, [Relation(-P, "<=", Z * X)]), sign()),
        Step("both", Claim(given, [Relation(-P, "<=", Z * sp.sqrt(2 * e))]), chain(), ["inner", "times"]),
        Step("claim", THEOREM.claim, monotone(v, Y - v), ["both"]),
    ],
)
