"""A play keeps the means of both probabilities and does not raise that of their product; then by induction."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import assumed, chain, identity, induction, lemma, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.pivotal_pairs_are_negatively_correlated import THEOREM, D, independent, moment

EXTRA = {"x": Real(0, 1, closed="right"), "y": Real(0, 1)}
n, k, T, u, w, p, x, y = D.extend(**EXTRA).symbols
given, (falls, below) = THEOREM.claim.given, THEOREM.claim.then


def conditional(label, first, second, before):
    """Mean of a probability after a play, by the chances of its two outcomes."""
    return Step(label, Relation(y * first + (1 - y) * second, "=", before), identity())


PROOF = Proof(
    "pivotal_pairs_are_negatively_correlated",
    extra=EXTRA,
    note="x is what the probabilities of the two units add up to, or what they lack of 1 together; y is the share of "
    "the first unit. With a + b <= 1 the product falls from a b to 0, otherwise to a + b - 1 = a b - (1-a)(1-b).",
    steps=[
        Step("assumed", Claim(given, given), assumed()),
        conditional("few_first", x, sp.S.Zero, x * y),
        conditional("few_second", sp.S.Zero, x, x * (1 - y)),
        Step("few_product", Relation(sp.S.Zero, "<=", x * y * (x * (1 - y))), sign()),
        conditional("many_first", 1 - x, sp.S.One, 1 - x * y),
        conditional("many_second", sp.S.One, 1 - x, 1 - x * (1 - y)),
        Step(
            "many_product",
            Relation(y * (1 - x) + (1 - y) * (1 - x), "<=", (1 - x * y) * (1 - x * (1 - y))),
            sign(),
        ),
        Step(
            "start",
            Claim(given, [Relation(moment(u, w, p, T, 0), "=", independent)]),
            lemma("pivotal_begins", p=p, T=T, u=u, w=w),
            ["assumed"],
        ),
        Step(
            "falls",
            Claim(given, [falls]),
            lemma("pivotal_play", p=p, T=T, k=k, x=x, y=y, u=u, w=w),
            ["assumed", "few_first", "few_second", "few_product", "many_first", "many_second", "many_product"],
        ),
        Step("before", Claim([*given, below], [below]), assumed()),
        Step(
            "next",
            Claim([*given, below], [Relation(moment(u, w, p, T, k + 1), "<=", independent)]),
            chain(),
            ["falls", "before"],
        ),
        Step("at_zero", Claim(given, [Relation(moment(u, w, p, T, 0), "<=", independent)]), chain(), ["start"]),
        Step("below", Claim(given, [below]), induction(k, 0), ["at_zero", "next"]),
        Step("claim", THEOREM.claim, chain(), ["falls", "below"]),
    ],
)
