"""The exact variance, and sum v_j (v_j/s_j) <= max (v_j/s_j) sum v_j."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.coresets.variance_at_most_sensitivity import THEOREM, D, S, variance, z

n, m, v, s = D.symbols
t = sp.Symbol("t", real=True)
square, top = power_sum(v * v / s, 1), peak(v / s)
given = THEOREM.claim.given
by_range, by_sensitivity = THEOREM.claim.then

PROOF = Proof(
    "variance_at_most_sensitivity",
    steps=[
        Step("moment", Relation(variance + z * z, "=", S * square), apply("moments_of_estimate", {"h": v})),
        Step("exact", Relation(variance, "=", S * square - z * z), monotone(t, t - z * z), ["moment"]),
        Step("hoelder", Relation(square, "<=", top * z), lemma("sum_below_peak", x=v / s, y=v)),
        Step("scaled", Relation(S * square - z * z, "<=", by_range.rhs), monotone(t, S * t - z * z), ["hoelder"]),
        Step("range", by_range, chain(), ["exact", "scaled"]),
        Step("assumed", Claim(given, given), assumed()),
        Step(
            "at_sample",
            Claim(given, [Relation(by_range.rhs, "<=", by_sensitivity.rhs)]),
            monotone(t, S * z * t - z**2),
            ["assumed"],
        ),
        Step("claim", THEOREM.claim, chain(), ["range", "at_sample"]),
    ],
)
