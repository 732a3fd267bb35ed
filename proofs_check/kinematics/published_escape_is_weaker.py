"""The published distance to the mean length is the smaller one, and its constants 3.5 and 1/18 are the weaker ones."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean, escape_probability, published_escape_probability
from lqtheory.theorems.kinematics.published_escape_is_weaker import THEOREM, D

m, h = D.symbols
v, u = sp.Symbol("v", real=True), sp.Symbol("u", nonnegative=True)
low, mean = m / sp.sqrt(m + 1) - h, chi_mean(m) - h
a, b = sp.Max(0, low), sp.Max(0, mean)
half, weak = sp.exp(-(b**2) / 2), sp.exp(-(a**2) / 18)
factor = sp.Rational(7, 2)

PROOF = Proof(
    "published_escape_is_weaker",
    steps=[
        Step("root", Relation(m / sp.sqrt(m + 1), "<=", chi_mean(m)), apply("chi_mean_between_roots", {"d": m})),
        Step("distance", Relation(low, "<=", mean), monotone(v, v - h), ["root"]),
        Step("member", Relation(mean, "<=", b), lemma("at_most_larger", a=mean, b=0)),
        Step("below", Relation(low, "<=", b), chain(), ["distance", "member"]),
        Step("parts", Relation(a, "<=", b), lemma("larger_of_two", a=0, b=low, bound=b), ["below"]),
        Step("squares", Relation(a**2 / 18, "<=", b**2 / 18), monotone(u, u**2 / 18), ["parts"]),
        Step("more", Relation(b**2 / 18, "<=", b**2 / 2), sign()),
        Step("rates", Relation(a**2 / 18, "<=", b**2 / 2), chain(), ["squares", "more"]),
        Step("signs", Relation(-(b**2) / 2, "<=", -(a**2) / 18), monotone(v, -v), ["rates"]),
        Step("exponents", Relation(half, "<=", weak), monotone(v, sp.exp(v)), ["signs"]),
        Step("larger", Relation(weak, "<=", factor * weak), sign()),
        Step("together", Relation(half, "<=", factor * weak), chain(), ["exponents", "larger"]),
        Step("upper", Relation(1 - factor * weak, "<=", 1 - half), monotone(v, 1 - v), ["together"]),
        Step("nothing", Relation(-(b**2) / 2, "<=", 0), sign()),
        Step("one", Relation(half, "<=", 1), monotone(v, sp.exp(v)), ["nothing"]),
        Step("probability", Relation(0, "<=", 1 - half), monotone(v, 1 - v), ["one"]),
        Step(
            "both",
            Relation(sp.Max(0, 1 - factor * weak), "<=", 1 - half),
            lemma("larger_of_two", a=0, b=1 - factor * weak, bound=1 - half),
            ["probability", "upper"],
        ),
        Step("published", Relation(published_escape_probability(m, h), "=", sp.Max(0, 1 - factor * weak)), identity()),
        Step("sharper", Relation(1 - half, "=", escape_probability(m, h)), identity()),
        Step("claim", THEOREM.claim, chain(), ["published", "both", "sharper"]),
    ],
)
