"""If every packing point had a word nearer than half the separation, no two would share one: too few words."""

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import absurd, apply, cases, chain, cited, sign
from lqtheory.relations import Relation
from lqtheory.symbols import greedy_packing_size, packing_count
from lqtheory.theorems.necessity.no_code_beats_packing import THEOREM, D

s, n, B, q, p, C = D.symbols
bound, error = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
met, broken = Relation(bound, "<=", error), Relation(error, "<", bound)
found = greedy_packing_size(n, s)

PROOF = Proof(
    "no_code_beats_packing",
    steps=[
        Step("few_words", Relation(2**B, "<", packing_count(n, s)), sign()),
        Step("packing", Relation(packing_count(n, s), "<=", found), apply("greedy_packing_reaches_count")),
        Step(
            "injective",
            Claim([broken], [Relation(found, "<=", 2**B)]),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski), with the pigeonhole principle"),
                "points 2r or more apart (packing_points_are_separated; in the maximum norm 2r exactly) with words "
                "nearer than r have different words",
                ("packing_points_are_separated",),
            ),
        ),
        Step("too_many", Claim([broken], [Relation(2**B, "<", 2**B)]), chain(), ["few_words", "packing", "injective"]),
        Step("broken", Claim([broken], [met]), absurd(), ["too_many"]),
        Step("met", Claim([met], [met]), sign()),
        Step("both", THEOREM.claim, cases(), ["met", "broken"]),
    ],
)
