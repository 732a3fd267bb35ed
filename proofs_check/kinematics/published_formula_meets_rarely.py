"""At the published deviation the exponent of the sharpened form is at least log(4/eta)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.published_formula_meets_rarely import THEOREM, D, L, hit, mean

K, m, eta = D.symbols
h, given = m - mean, THEOREM.claim.given
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
exponent = -(h**2) / 4 / (mean + h / 3)


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumptions of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


PROOF = Proof(
    "published_formula_meets_rarely",
    steps=[
        Step("more", Relation(1, "<", 4 / eta), sign()),
        Step("log", Relation(0, "<", L), monotone(u, sp.log(u)), ["more"]),
        Step("some", under(0, "<=", given[0].lhs), sign(), ["log"]),
        Step("far", Claim(given, [given[0]]), sign()),
        Step("apart", under(0, "<=", h), chain(), ["some", "far"]),
        Step("any", under(0, "<", m), sign(), ["apart"]),
        Step("root", under(0, "<", given[0].lhs), sign(), ["log", "any"]),
        Step("above", under(0, "<", h), chain(), ["root", "far"]),
        Step(
            "exponents",
            under(exponent, "<=", -L),
            apply("published_deviation_suffices", {"L": L, "d": m, "s": mean, "h": h}),
            ["log", "far", "above", "any"],
        ),
        Step("exp", under(sp.exp(exponent), "<=", eta / 4), monotone(t, sp.exp(t)), ["exponents"]),
        Step("whole", Relation(eta / 4, "<=", eta), sign()),
        Step("met", under(hit, "<=", sp.exp(exponent)), apply("subspace_is_rarely_met"), ["above"]),
        Step("claim", THEOREM.claim, chain(), ["met", "exp", "whole"]),
    ],
)
