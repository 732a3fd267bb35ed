"""At the published deviation the exponent of the sharpened form is at least log(4/eta)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.published_formula_meets_often import THEOREM, D, L, hit, mean, size

K, m, eta = D.symbols
h, given = mean - m, THEOREM.claim.given
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
s, rest = size - mean, size - m
exponent = -(h**2) / 4 / (s + h / 3)


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumptions of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


PROOF = Proof(
    "published_formula_meets_often",
    steps=[
        Step("more", Relation(1, "<", 4 / eta), sign()),
        Step("log", Relation(0, "<", L), monotone(u, sp.log(u)), ["more"]),
        Step("root", under(0, "<", given[0].lhs), sign(), ["log"]),
        Step("far", Claim(given, [given[0]]), sign()),
        Step("above", under(0, "<", h), chain(), ["root", "far"]),
        Step("room", Relation(mean, "<", size), lemma("volume_mean_below_dimension", K=K)),
        Step(
            "exponents",
            under(exponent, "<=", -L),
            apply("published_deviation_suffices", {"L": L, "d": rest, "s": s, "h": h}),
            ["log", "far", "above", "room"],
        ),
        Step("exp", under(sp.exp(exponent), "<=", eta / 4), monotone(t, sp.exp(t)), ["exponents"]),
        Step("whole", Relation(eta / 4, "<=", eta), sign()),
        Step("met", under(1 - sp.exp(exponent), "<=", hit), apply("subspace_is_often_met"), ["above", "room"]),
        Step("rest", under(sp.exp(exponent), "<=", eta), chain(), ["exp", "whole"]),
        Step("turned", under(1 - eta, "<=", 1 - sp.exp(exponent)), monotone(t, 1 - t), ["rest"]),
        Step("claim", THEOREM.claim, chain(), ["turned", "met"]),
    ],
)
