"""h^2 >= 8 L d and delta + h/3 <= 4d/3 make the sharpened exponent at least 3L/2."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.published_formula_meets_often import THEOREM, D, L, hit, mean, size

K, m, eta = D.symbols
h, given = mean - m, THEOREM.claim.given
t, u, v = sp.Symbol("t", real=True), sp.Symbol("u", positive=True), sp.Symbol("v", nonnegative=True)
root, scale = sp.sqrt(8 * L * size), mean + h / 3
exponent = -(h**2) / 4 / scale


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumptions of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


PROOF = Proof(
    "published_formula_meets_often",
    steps=[
        Step("more", Relation(1, "<", 4 / eta), sign()),
        Step("log", Relation(0, "<", L), monotone(u, sp.log(u)), ["more"]),
        Step("root", Relation(0, "<", root), sign(), ["log"]),
        Step("far", under(root, "<=", h), sign()),
        Step("above", under(0, "<", h), chain(), ["root", "far"]),
        Step("square", under(8 * L * size, "<=", h**2), monotone(v, v**2), ["far", "log"]),
        Step("room", Relation(mean, "<", size), lemma("volume_mean_below_dimension", K=K)),
        Step("sum", under(scale, "<=", 4 * size / 3), sign(), ["room"]),
        Step("large", under(exponent, "<=", -2 * L * size / scale), monotone(t, -t / 4 / scale), ["square", "above"]),
        Step(
            "ratio",
            under(-2 * L * size / scale, "<=", -3 * L / 2),
            monotone(u, -2 * L * size / u),
            ["sum", "above", "log"],
        ),
        Step("less", Relation(-3 * L / 2, "<=", -L), sign(), ["log"]),
        Step("exponents", under(exponent, "<=", -L), chain(), ["large", "ratio", "less"]),
        Step("exp", under(sp.exp(exponent), "<=", eta / 4), monotone(t, sp.exp(t)), ["exponents"]),
        Step("whole", Relation(eta / 4, "<=", eta), sign()),
        Step("met", under(1 - sp.exp(exponent), "<=", hit), apply("subspace_is_often_met"), ["above"]),
        Step("rest", under(sp.exp(exponent), "<=", eta), chain(), ["exp", "whole"]),
        Step("turned", under(1 - eta, "<=", 1 - sp.exp(exponent)), monotone(t, 1 - t), ["rest"]),
        Step("claim", THEOREM.claim, chain(), ["turned", "met"]),
    ],
)
