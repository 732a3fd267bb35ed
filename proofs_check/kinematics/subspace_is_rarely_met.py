"""Interlacing and the upper tail of the intrinsic volumes."""

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.subspace_is_rarely_met import THEOREM, D, hit

K, m = D.symbols
tail = volume_quantity("cone_tail")(K, m)
bounds = [Relation(tail, "<=", relation.rhs) for relation in THEOREM.relations]

PROOF = Proof(
    "subspace_is_rarely_met",
    steps=[
        Step("interlace", Relation(hit, "<=", tail), apply("hitting_probabilities_interlace")),
        Step("tail", Claim(THEOREM.claim.given, bounds), apply("upper_tail_of_volumes")),
        Step("claim", THEOREM.claim, chain(), ["interlace", "tail"]),
    ],
)
