"""Both units of a play keep their means, so that every play keeps the mean of the sum."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import assumed, chain, identity, induction, lemma
from lqtheory.quantities.coreset_pivotal import pivotal_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.pivotal_keeps_inclusion_probabilities import THEOREM, D

EXTRA = {"x": Real(0, 1, closed="right"), "y": Real(0, 1)}
n, k, T, u, p, x, y = D.extend(**EXTRA).symbols
given, (claim,) = THEOREM.claim.given, THEOREM.claim.then
mean = pivotal_quantity("mean_after_plays")


def conditional(label, first, second, before):
    """Mean of a probability after a play, by the chances of its two outcomes."""
    return Step(label, Relation(y * first + (1 - y) * second, "=", before), identity())


PROOF = Proof(
    "pivotal_keeps_inclusion_probabilities",
    extra=EXTRA,
    note="x is what the probabilities of the two units add up to, or what they lack of 1 together; y is the share of "
    "the first unit.",
    steps=[
        Step("assumed", Claim(given, given), assumed()),
        conditional("few_first", x, sp.S.Zero, x * y),
        conditional("few_second", sp.S.Zero, x, x * (1 - y)),
        conditional("many_first", 1 - x, sp.S.One, 1 - x * y),
        conditional("many_second", sp.S.One, 1 - x, 1 - x * (1 - y)),
        Step(
            "start",
            Claim(given, [Relation(mean(u, p, T, 0), "=", power_sum(u * p, 1))]),
            lemma("pivotal_begins", p=p, T=T, u=u),
            ["assumed"],
        ),
        Step(
            "play",
            Claim(given, [Relation(mean(u, p, T, k + 1), "=", mean(u, p, T, k))]),
            lemma("pivotal_play", p=p, T=T, k=k, x=x, y=y, u=u),
            ["assumed", "few_first", "few_second", "many_first", "many_second"],
        ),
        Step("before", Claim([*given, claim], [claim]), assumed()),
        Step(
            "next",
            Claim([*given, claim], [Relation(mean(u, p, T, k + 1), "=", power_sum(u * p, 1))]),
            chain(),
            ["play", "before"],
        ),
        Step("claim", THEOREM.claim, induction(k, 0), ["start", "next"]),
    ],
)
