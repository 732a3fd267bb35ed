"""A play keeps the means of both probabilities and does not raise that of their product; then by induction."""

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import assumed, chain, induction, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.pivotal_pairs_are_negatively_correlated import THEOREM, D, independent, moment

EXTRA = {"x": Real(0, 1, closed="right"), "y": Real(0, 1)}
n, k, T, u, w, p, x, y = D.extend(**EXTRA).symbols
given, (falls, below) = THEOREM.claim.given, THEOREM.claim.then


PROOF = Proof(
    "pivotal_pairs_are_negatively_correlated",
    extra=EXTRA,
    note="x is what the probabilities a and b of the two units add up to, or what they lack of 1 together; y is the "
    "share of the first unit. With a + b <= 1 the product falls from a b to 0, otherwise to a + b - 1 = a b - (1-a)"
    "(1-b): these are premises of the lemma, which are shown with it.",
    steps=[
        Step(
            "start",
            Claim(given, [Relation(moment(u, w, p, T, 0), "=", independent)]),
            lemma("pivotal_begins", p=p, T=T, u=u, w=w),
        ),
        Step(
            "falls",
            Claim(given, [falls]),
            lemma("pivotal_play", p=p, T=T, k=k, x=x, y=y, u=u, w=w),
        ),
        Step("before", Claim([below], [below]), assumed()),
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
