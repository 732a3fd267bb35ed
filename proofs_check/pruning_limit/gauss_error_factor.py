"""log((1+z)/(1-z)) is at least 2z, by derivatives; powers and exponentials keep the order."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.gauss_error_factor import THEOREM, D, q

J, z, tau = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
given, (edge, factor, enough) = THEOREM.claim.given, THEOREM.relations
logs = sp.log(1 - z) - sp.log(1 + z)
power = 2 * J * logs + sp.log(4)

PROOF = Proof(
    "gauss_error_factor",
    steps=[
        Step("edge", edge, identity()),
        Step("part", Relation(q ** (-J), "<=", q**J + q ** (-J)), sign()),
        Step("factor", factor, monotone(u, 4 / u**2), ["part"]),
        Step("slopes", Relation(logs, "<=", -2 * z), lemma("ordered_derivatives", left=logs, right=-2 * z, variable=z)),
        Step("scaled", Relation(power, "<=", -4 * J * z + sp.log(4)), monotone(t, 2 * J * t + sp.log(4)), ["slopes"]),
        Step("steps", Claim(given, [Relation(-4 * J * z + sp.log(4), "<=", sp.log(tau))]), sign()),
        Step("logs", Claim(given, [Relation(power, "<=", sp.log(tau))]), chain(), ["scaled", "steps"]),
        Step("enough", Claim(given, [enough]), monotone(t, sp.exp(t)), ["logs"]),
        Step("claim", THEOREM.claim, chain(), ["edge", "factor", "enough"]),
    ],
)
