"""The error of the branch, the Lipschitz constant of the block, and the triangle inequality."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_block_perturbation import (
    THEOREM,
    block,
    carried,
    d,
    join,
    layer,
    net,
    pruned_layer,
    pruned_shortcut,
)

t = sp.Symbol("t", nonnegative=True)
branch, total = residual_quantity("branch_error")(net, block, d), sp.Sum(pruned_layer, (layer, 1, d))
distance, change = (residual_quantity(name)(net, block) for name in ("block_distance", "block_perturbation"))
data = {"net": net, "block": block}

PROOF = Proof(
    "residual_block_perturbation",
    steps=[
        Step("branch", Relation(branch, "<=", total), apply("residual_branch_bounds")),
        Step(
            "parts",
            Relation(change, "<=", join * (pruned_shortcut + branch)),
            lemma("join_of_parts", **data, pruned=True),
        ),
        Step(
            "inner",
            Relation(join * (pruned_shortcut + branch), "<=", join * (pruned_shortcut + total)),
            monotone(t, join * t + join * pruned_shortcut),
            ["branch"],
        ),
        Step("change", Relation(change, "<=", join * (pruned_shortcut + total)), chain(), ["parts", "inner"]),
        Step(
            "triangle", Relation(THEOREM.claim.then[0].lhs, "<=", distance + change), lemma("error_after_block", **data)
        ),
        Step("block", Relation(distance, "<=", carried), apply("residual_block_lipschitz")),
        Step("one", Relation(distance + change, "<=", carried + change), monotone(t, t + change), ["block"]),
        Step(
            "two",
            Relation(carried + change, "<=", carried + join * (pruned_shortcut + total)),
            monotone(t, carried + t),
            ["change"],
        ),
        Step("together", THEOREM.claim, chain(), ["triangle", "one", "two"]),
    ],
)
