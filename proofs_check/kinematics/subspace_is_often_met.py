"""Interlacing and the lower tail of the intrinsic volumes."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.subspace_is_often_met import THEOREM, D, hit, mean, size

K, m = D.symbols
t = sp.Symbol("t", real=True)
tail, given = volume_quantity("cone_tail")(K, m + 1), THEOREM.claim.given
steps = []
for i, relation in enumerate(THEOREM.relations):
    below = Relation(1 - tail, "<=", 1 - relation.lhs)
    steps += [
        Step(f"tail_{i}", Claim(given, [below]), apply("lower_tail_of_volumes"), ["room"]),
        Step(
            f"turned_{i}", Claim(given, [Relation(relation.lhs, "<=", tail)]), monotone(t, 1 - t), [f"tail_{i}", "room"]
        ),
    ]

PROOF = Proof(
    "subspace_is_often_met",
    steps=[
        Step("interlace", Relation(tail, "<=", hit), apply("hitting_probabilities_interlace")),
        Step("room", Relation(mean, "<", size), lemma("volume_mean_below_dimension", K=K)),
        *steps,
        Step("claim", THEOREM.claim, chain(), [*(step.label for step in steps[1::2]), "interlace", "room"]),
    ],
)
