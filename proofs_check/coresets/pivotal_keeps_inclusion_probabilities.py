"""Both units of a play keep their means, so that every play keeps the mean of the sum."""

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import assumed, chain, induction, lemma
from lqtheory.quantities.coreset_pivotal import pivotal_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.pivotal_keeps_inclusion_probabilities import THEOREM, D

EXTRA = {"x": Real(0, 1, closed="right"), "y": Real(0, 1)}
n, k, T, u, p, x, y = D.extend(**EXTRA).symbols
given, (claim,) = THEOREM.claim.given, THEOREM.claim.then
mean = pivotal_quantity("mean_after_plays")


PROOF = Proof(
    "pivotal_keeps_inclusion_probabilities",
    extra=EXTRA,
    note="x is what the probabilities of the two units add up to, or what they lack of 1 together; y is the share of "
    "the first unit. That y x = x y and y (1-x) + 1-y = 1 - x y are premises of the lemma, which are shown with it.",
    steps=[
        Step(
            "start",
            Claim(given, [Relation(mean(u, p, T, 0), "=", power_sum(u * p, 1))]),
            lemma("pivotal_begins", p=p, T=T, u=u),
        ),
        Step(
            "play",
            Claim(given, [Relation(mean(u, p, T, k + 1), "=", mean(u, p, T, k))]),
            lemma("pivotal_play", p=p, T=T, k=k, x=x, y=y, u=u),
        ),
        Step("before", Claim([claim], [claim]), assumed()),
        Step(
            "next",
            Claim([*given, claim], [Relation(mean(u, p, T, k + 1), "=", power_sum(u * p, 1))]),
            chain(),
            ["play", "before"],
        ),
        Step("claim", THEOREM.claim, induction(k, 0), ["start", "next"]),
    ],
)
