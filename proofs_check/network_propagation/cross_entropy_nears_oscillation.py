"""ln(1 + r s) is at least ln r + ln s, and ln(1 + r) at most ln r + 1/r."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.cross_entropy_nears_oscillation import THEOREM, r, s

t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
ratio = (1 + r) / r

PROOF = Proof(
    "cross_entropy_nears_oscillation",
    steps=[
        Step("more", Relation(r * s, "<=", 1 + r * s), sign()),
        Step("logarithm", Relation(sp.log(r * s), "<=", sp.log(1 + r * s)), monotone(t, sp.log(t)), ["more"]),
        Step("tangent", Relation(sp.log(ratio), "<=", ratio - 1), lemma("log_tangent", t=ratio)),
        Step(
            "moved",
            Relation(sp.log(s) - 1 / r, "<=", sp.log(s) - sp.log(ratio)),
            monotone(v, sp.log(s) - v),
            ["tangent"],
        ),
        Step(
            "shifted",
            Relation(sp.log(r * s) - sp.log(1 + r), "<=", THEOREM.claim.then[0].rhs),
            monotone(v, v - sp.log(1 + r)),
            ["logarithm"],
        ),
        Step("claim", THEOREM.claim, chain(), ["moved", "shifted"]),
    ],
)
