"""The exact variance, and sum v_j (v_j/s_j) <= max (v_j/s_j) sum v_j <= sum v_j."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.coresets.variance_of_mixed_coreset import THEOREM, D, G, S

n, m, v, s = D.symbols
t = sp.Symbol("t", real=True)
square, top = power_sum(v * v / s, 1), peak(v / s)
given, claim = THEOREM.claim.given, THEOREM.claim.then[0]

PROOF = Proof(
    "variance_of_mixed_coreset",
    steps=[
        Step("moment", Relation(claim.lhs + G * G, "=", S * square), apply("moments_of_estimate", {"h": v})),
        Step("exact", Relation(claim.lhs, "=", S * square - G * G), monotone(t, t - G * G), ["moment"]),
        Step("hoelder", Relation(square, "<=", top * G), lemma("sum_below_peak", x=v / s, y=v)),
        Step(
            "scaled", Relation(S * square - G * G, "<=", S * top * G - G * G), monotone(t, S * t - G * G), ["hoelder"]
        ),
        Step("assumed", Claim(given, given), assumed()),
        Step(
            "ratios",
            Claim(given, [Relation(S * top * G - G * G, "<=", claim.rhs)]),
            monotone(t, S * G * t - G * G),
            ["assumed"],
        ),
        Step("claim", THEOREM.claim, chain(), ["exact", "scaled", "ratios"]),
    ],
)
