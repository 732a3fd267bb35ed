"""sum (v_j/s_j) s_j <= max (v_j/s_j) sum s_j."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.coresets.assumed_constant_forbids_compression import THEOREM, D

n, K, v, s = D.symbols
t = sp.Symbol("t", real=True)
given, S = THEOREM.claim.given, power_sum(s, 1)

PROOF = Proof(
    "assumed_constant_forbids_compression",
    steps=[
        Step("hoelder", Relation(power_sum(v, 1), "<=", peak(v / s) * S), lemma("sum_below_peak", x=v / s, y=s)),
        Step("assumed", Claim(given, given), assumed()),
        Step("scaled", Claim(given, [Relation(peak(v / s) * S, "<=", K * S)]), monotone(t, t * S), ["assumed"]),
        Step("claim", THEOREM.claim, chain(), ["hoelder", "scaled"]),
    ],
)
