"""A limit for each candidate at a k-th of the level holds for whichever is chosen."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.selected_coreset_exceeds_its_limit import THEOREM, D

k, _, delta, _ = D.symbols

PROOF = Proof(
    "selected_coreset_exceeds_its_limit",
    steps=[
        Step("levels", Relation(k * (delta / k), "=", delta), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IV.1 (Boole's inequality), with Clopper and Pearson's limits"),
                "each of k limits is too low with probability at most delta/k (clopper_pearson_limit_is_exceeded); "
                "that of the chosen one is one of them",
                ("clopper_pearson_limit_is_exceeded",),
            ),
            ["levels"],
        ),
    ],
)
