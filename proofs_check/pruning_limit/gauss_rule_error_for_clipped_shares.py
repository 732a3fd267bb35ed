"""f is Lipschitz, step by step; then the theorem of Favard, and exactness of the rule for its polynomial."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.gauss_rule_error_for_clipped_shares import THEOREM, D, share

J, s, M, x, d = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
falls, slope, within = THEOREM.relations
here, there = sp.Max(x, 0), sp.Max(x + d, 0)
p, q = s + here, s + there
rest = d * (2 * s * here + here**2 + p * d) / (s * p * (p + d))

PROOF = Proof(
    "gauss_rule_error_for_clipped_shares",
    steps=[
        Step("later", Relation(x, "<=", x + d), sign()),
        Step("larger", Relation(x + d, "<=", there), lemma("at_most_larger", a=x + d, b=0)),
        Step("first", Relation(x, "<=", there), chain(), ["later", "larger"]),
        Step("rises", Relation(here, "<=", there), lemma("larger_of_two", a=x, b=0, bound=there), ["first"]),
        Step("moved", Relation(p, "<=", q), monotone(t, s + t), ["rises"]),
        Step("falls", falls, monotone(u, s / u), ["moved"]),
        Step("own", Relation(x, "<=", here), lemma("at_most_larger", a=x, b=0)),
        Step("near", Relation(x + d, "<=", here + d), monotone(t, t + d), ["own"]),
        Step(
            "step",
            Relation(there, "<=", here + d),
            lemma("larger_of_two", a=x + d, b=0, bound=here + d),
            ["near"],
        ),
        Step("no_more", Relation(q, "<=", p + d), monotone(t, s + t), ["step"]),
        Step("less", Relation(s / (p + d), "<=", share(x + d)), monotone(u, s / u), ["no_more"]),
        Step("gap", Relation(0, "<=", rest), sign()),
        Step("same", Relation(rest, "=", s / (p + d) - share(x) + d / s), identity()),
        Step("room", Relation(0, "<=", s / (p + d) - share(x) + d / s), chain(), ["gap", "same"]),
        Step("short", Relation(slope.lhs, "<=", s / (p + d)), monotone(t, t + share(x) - d / s), ["room"]),
        Step("slope", slope, chain(), ["short", "less"]),
        Step("lipschitz", Claim(then=[falls, slope]), chain(), ["falls", "slope"]),
        Step(
            "within",
            within,
            cited(
                Source("devore_lorentz_1993", "chapter 7 (theorem of Favard, Akhiezer and Krein)"),
                "a function with the Lipschitz constant 1/s on [a, b] is within (pi/2) ((b-a)/(2 s))/(n+1) of some "
                "polynomial of degree n = 2J-1, which the Gauss rule integrates exactly (golub_meurant_2010, chapter "
                "6); mean and rule have the weight W each, all nodes lie in [a, b], so that both move by at most W "
                "times that: pi (b-a) W/(8 J s)",
            ),
            ["lipschitz"],
        ),
        Step("claim", THEOREM.claim, chain(), ["falls", "slope", "within"]),
    ],
)
