"""The Lipschitz constants of shortcut and branch; then the triangle inequality."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_block_lipschitz import (
    THEOREM,
    before,
    block,
    branch,
    d,
    join,
    net,
    shortcut,
)

t = sp.Symbol("t", nonnegative=True)
curved, straight = (
    residual_quantity("branch_distance")(net, block, d),
    residual_quantity("shortcut_distance")(net, block),
)
data = {"net": net, "block": block}

PROOF = Proof(
    "residual_block_lipschitz",
    steps=[
        Step("branch", Relation(curved, "<=", branch * before), apply("residual_branch_bounds")),
        Step("straight", Relation(straight, "<=", shortcut * before), lemma("shortcut_stretches", **data)),
        Step(
            "parts",
            Relation(THEOREM.claim.then[0].lhs, "<=", join * (straight + curved)),
            lemma("join_of_parts", **data, pruned=False),
        ),
        Step(
            "one",
            Relation(join * (straight + curved), "<=", join * (shortcut * before + curved)),
            monotone(t, join * t + join * curved),
            ["straight"],
        ),
        Step(
            "two",
            Relation(join * (shortcut * before + curved), "<=", join * (shortcut + branch) * before),
            monotone(t, join * t + join * shortcut * before),
            ["branch"],
        ),
        Step("together", THEOREM.claim, chain(), ["parts", "one", "two"]),
    ],
)
