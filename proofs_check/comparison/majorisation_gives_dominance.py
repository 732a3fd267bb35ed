"""The tail quotients are ordered at every k; take roots."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.expressions import MaxOver
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import majorisation_defect, power_sum, tail_power_sum
from lqtheory.theorems.comparison.dominance_is_majorisation import j
from lqtheory.theorems.comparison.majorisation_gives_dominance import THEOREM, D

n, k, p, x, y = D.symbols
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
given, defect = THEOREM.claim.given, majorisation_defect(x, y, p)
shares = {w: tail_power_sum(w, k, p) / power_sum(w, p) for w in (x, y)}
cross = {w: tail_power_sum(w, k, p) * power_sum(z, p) for w, z in ((x, y), (y, x))}


def excess(i):
    """By how much x has more tail than y after i entries."""
    tails = {w: tail_power_sum(w, i, p) / power_sum(w, p) for w in (x, y)}
    return tails[x] - tails[y]


largest = MaxOver(excess(j), j, 0, n)

PROOF = Proof(
    "majorisation_gives_dominance",
    steps=[
        Step("defect", Relation(defect, "=", largest), apply("dominance_is_majorisation")),
        Step("member", Relation(excess(k), "<=", largest), lemma("max_member", maximum=largest, at=k)),
        Step("assumed", Claim(given, given), sign()),
        Step("excess", Claim(given, [Relation(excess(k), "<=", 0)]), chain(), ["member", "defect", "assumed"]),
        Step(
            "quotients",
            Claim(given, [Relation(shares[x], "<=", shares[y])]),
            monotone(v, v + shares[y]),
            ["excess"],
        ),
        Step(
            "products",
            Claim(given, [Relation(cross[x], "<=", cross[y])]),
            monotone(t, t * power_sum(x, p) * power_sum(y, p)),
            ["quotients"],
        ),
        Step("roots", THEOREM.claim, monotone(t, t ** (1 / p)), ["products"]),
    ],
)
