"""The bounds of shortcut and branch under two roots of sums of squares."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.concatenation_error import (
    THEOREM,
    before,
    block,
    constant,
    d,
    later,
    layer,
    net,
    pruned,
    pruned_layer,
    shortcut,
)

t, s = sp.Symbol("t", nonnegative=True), sp.Symbol("s", real=True)
curved, straight = (
    residual_quantity("branch_distance")(net, block, d),
    residual_quantity("shortcut_distance")(net, block),
)
moved, changed = residual_quantity("branch_error")(net, block, d), residual_quantity("shortcut_change")(net, block)
branch, total = later(net, block, 0), sp.Sum(pruned_layer, (layer, 1, d))
apart, own = sp.sqrt(straight**2 + curved**2), sp.sqrt(changed**2 + moved**2)
between, bound = (shortcut * before) ** 2 + curved**2, (shortcut * before) ** 2 + (branch * before) ** 2

PROOF = Proof(
    "concatenation_error",
    steps=[
        Step(
            "parts",
            Relation(THEOREM.claim.then[0].lhs, "<=", apart + own),
            lemma("error_side_by_side", net=net, block=block),
        ),
        Step(
            "straight", Relation(straight, "<=", shortcut * before), lemma("shortcut_stretches", net=net, block=block)
        ),
        Step("curved", Relation(curved, "<=", branch * before), apply("residual_branch_bounds")),
        Step("one", Relation(straight**2 + curved**2, "<=", between), monotone(t, t**2 + curved**2), ["straight"]),
        Step("two", Relation(between, "<=", bound), monotone(t, t**2 + (shortcut * before) ** 2), ["curved"]),
        Step("squares", Relation(straight**2 + curved**2, "<=", bound), chain(), ["one", "two"]),
        Step("root", Relation(apart, "<=", sp.sqrt(bound)), monotone(t, sp.sqrt(t)), ["squares"]),
        Step("constant", Relation(sp.sqrt(bound), "=", constant * before), identity()),
        Step("carried", Relation(apart, "<=", constant * before), chain(), ["root", "constant"]),
        Step("moved", Relation(moved, "<=", total), apply("residual_branch_bounds")),
        Step(
            "own_squares",
            Relation(changed**2 + moved**2, "<=", changed**2 + total**2),
            monotone(t, t**2 + changed**2),
            ["moved"],
        ),
        Step("own", Relation(own, "<=", pruned), monotone(t, sp.sqrt(t)), ["own_squares"]),
        Step("first", Relation(apart + own, "<=", constant * before + own), monotone(s, s + own), ["carried"]),
        Step(
            "second",
            Relation(constant * before + own, "<=", constant * before + pruned),
            monotone(s, s + constant * before),
            ["own"],
        ),
        Step("together", THEOREM.claim, chain(), ["parts", "first", "second"]),
    ],
)
