"""The largest of N independent values is small if all are, and the union bound."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.sample_bounds_all_importances import THEOREM, D

n, N, K = D.symbols

PROOF = Proof(
    "sample_bounds_all_importances",
    steps=[
        Step("bound", Relation(n * sp.exp(-N * sp.log(K)), "=", n * K ** (-N)), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "sections V.3 (independence) and IV.1 (Boole's inequality)"),
                "the largest of N independent values lies below a level with the N-th power of the probability of one, "
                "and the probability of a union is at most the sum",
            ),
            ["bound"],
        ),
    ],
)
