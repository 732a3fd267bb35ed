"""Both sides vanish at 0; their slopes are 4 s E/(1+E)^2 at E = exp(-2z) and, larger, at F = exp(-2sz)."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.tanh_keeps_relative_errors import THEOREM, s, z

t = sp.Symbol("t", real=True)
E, F = sp.exp(-2 * z), sp.exp(-2 * s * z)
(claim,) = THEOREM.relations
slopes = Relation(sp.diff(claim.lhs, z), "<=", sp.diff(claim.rhs, z))

PROOF = Proof(
    "tanh_keeps_relative_errors",
    steps=[
        Step("exponents", Relation(-2 * z, "<=", -2 * s * z), sign()),
        Step("falls", Relation(E, "<=", F), monotone(t, sp.exp(t)), ["exponents"]),
        Step("negative", Relation(-2 * z - 2 * s * z, "<=", 0), sign()),
        Step("product", Relation(sp.exp(-2 * z - 2 * s * z), "<=", 1), monotone(t, sp.exp(t)), ["negative"]),
        Step(
            "gap",
            Relation(0, "<=", 4 * s * (F - E) * (1 - sp.exp(-2 * z - 2 * s * z)) / ((1 + E) ** 2 * (1 + F) ** 2)),
            sign(),
            ["falls", "product"],
        ),
        Step("slopes", slopes, monotone(t, t + slopes.lhs), ["gap"]),
        Step("claim", claim, lemma("ordered_derivatives", left=claim.lhs, right=claim.rhs, variable=z), ["slopes"]),
    ],
)
