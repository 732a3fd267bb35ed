"""All shares are within half of the margin, each from either side, with probability 1 - delta."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.selected_coreset_is_much_worse import THEOREM, D

k, n, delta, _ = D.symbols
half = sp.sqrt(sp.log(2 * k / delta) / (2 * n))

PROOF = Proof(
    "selected_coreset_is_much_worse",
    steps=[
        Step("level", Relation(2 * k * sp.exp(-2 * n * half**2), "=", delta), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 2.8 (Hoeffding), with Boole's inequality"),
                "a share of n independent events is off by h from its probability with probability at most "
                "2 exp(-2 n h^2); where all k are within h, the one with the smallest share is within 2 h of the best",
            ),
            ["level"],
        ),
    ],
)
