"""Interlacing and the lower tail of the intrinsic volumes."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.subspace_is_often_met import THEOREM, D, hit

K, m = D.symbols
t = sp.Symbol("t", real=True)
tail, given = volume_quantity("cone_tail")(K, m + 1), THEOREM.claim.given
first, second = (relation.lhs for relation in THEOREM.relations)

PROOF = Proof(
    "subspace_is_often_met",
    steps=[
        Step("interlace", Relation(tail, "<=", hit), apply("hitting_probabilities_interlace")),
        Step("cone", Claim(given, [Relation(1 - tail, "<=", 1 - first)]), apply("lower_tail_of_volumes")),
        Step("cone_turned", Claim(given, [Relation(first, "<=", tail)]), monotone(t, 1 - t), ["cone"]),
        Step("polar", Claim(given, [Relation(1 - tail, "<=", 1 - second)]), apply("lower_tail_of_volumes")),
        Step("polar_turned", Claim(given, [Relation(second, "<=", tail)]), monotone(t, 1 - t), ["polar"]),
        Step("claim", THEOREM.claim, chain(), ["cone_turned", "polar_turned", "interlace"]),
    ],
)
