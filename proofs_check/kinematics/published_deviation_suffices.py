"""h^2 >= 8 L d and s + h/3 <= 4d/3 make the exponent at least 3L/2."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.published_deviation_suffices import THEOREM, D

L, d, s, h = D.symbols
t, u, v = sp.Symbol("t", real=True), sp.Symbol("u", positive=True), sp.Symbol("v", nonnegative=True)
scale, given = s + h / 3, THEOREM.claim.given
exponent = -(h**2) / 4 / scale


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumptions of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


PROOF = Proof(
    "published_deviation_suffices",
    steps=[
        Step("far", Claim(given, [given[0]]), sign()),
        Step("square", under(8 * L * d, "<=", h**2), monotone(v, v**2), ["far"]),
        Step("large", under(exponent, "<=", -2 * L * d / scale), monotone(t, -t / 4 / scale), ["square"]),
        Step("sum", Claim(given, [given[1]]), sign()),
        Step("ratio", under(-2 * L * d / scale, "<=", -3 * L / 2), monotone(u, -2 * L * d / u), ["sum"]),
        Step("less", Relation(-3 * L / 2, "<=", -L), sign()),
        Step("claim", THEOREM.claim, chain(), ["large", "ratio", "less"]),
    ],
)
