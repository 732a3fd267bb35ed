"""Both gaps of the published width are products; the cone is within one of (d-1) sin^2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.local_width_at_the_boundary import THEOREM, D, published, rest, share

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
below, above, cone = THEOREM.relations
lower_gap = d * share * rest / (2 * (1 + share))
upper_gap = d * rest / (2 * (1 + share))

PROOF = Proof(
    "local_width_at_the_boundary",
    steps=[
        Step("lower_sign", Relation(0, "<=", lower_gap), sign()),
        Step("lower_same", Relation(lower_gap, "=", published - below.lhs), identity()),
        Step("lower_gap", Relation(0, "<=", published - below.lhs), chain(), ["lower_sign", "lower_same"]),
        Step("lower", below, monotone(t, t + below.lhs), ["lower_gap"]),
        Step("upper_sign", Relation(0, "<=", upper_gap), sign()),
        Step("upper_same", Relation(upper_gap, "=", d / 2 - published), identity()),
        Step("upper_gap", Relation(0, "<=", d / 2 - published), chain(), ["upper_sign", "upper_same"]),
        Step("upper", above, monotone(t, t + published), ["upper_gap"]),
        Step("cone", cone, apply("circular_cone_within_half")),
        Step("claim", THEOREM.claim, chain(), ["lower", "upper", "cone"]),
    ],
)
