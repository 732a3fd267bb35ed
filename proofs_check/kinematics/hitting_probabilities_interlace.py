"""Smaller subspaces are hit less often, and two neighbours of every other volume make a tail."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.hitting_probabilities_interlace import THEOREM, D, half, tail

K, m = D.symbols
FALLS = Source("amelunxen_lotz_mccoy_tropp_2014", "fact 2.1 (kinematic formula)")
REASON = (
    "2 h_{m+1} is the probability of meeting a random subspace of codimension m; larger subspaces are met more often"
)

PROOF = Proof(
    "hitting_probabilities_interlace",
    steps=[
        Step(
            "here",
            Relation(tail(K, m), "=", half(K, m) + half(K, m + 1)),
            lemma("volume_tail_in_halves", K=K, m=m),
        ),
        Step(
            "next",
            Relation(tail(K, m + 1), "=", half(K, m + 1) + half(K, m + 2)),
            lemma("volume_tail_in_halves", K=K, m=m + 1),
        ),
        Step("falls", Relation(half(K, m + 1), "<=", half(K, m)), cited(FALLS, REASON)),
        Step("falls_next", Relation(half(K, m + 2), "<=", half(K, m + 1)), cited(FALLS, REASON)),
        Step("below", Relation(half(K, m + 1) + half(K, m + 2), "<=", 2 * half(K, m + 1)), sign(), ["falls_next"]),
        Step("above", Relation(2 * half(K, m + 1), "<=", half(K, m) + half(K, m + 1)), sign(), ["falls"]),
        Step("claim", THEOREM.claim, chain(), ["next", "below", "above", "here"]),
    ],
)
