"""Distances times the constants of the later layers do not grow along the branch; then the triangle inequality."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_block_lipschitz import (
    THEOREM,
    D,
    before,
    block,
    branch,
    d,
    join,
    net,
    shortcut,
)

(i,) = D.extend(i=Integer(1, "d")).symbols[-1:]
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
later, factor = (residual_quantity(name) for name in ("branch_later", "branch_factor"))
distance = residual_quantity("branch_distance")
scaled = lambda at: later(net, block, at) * distance(net, block, at)  # noqa: E731
grown, ends = scaled(i) - scaled(i - 1), scaled(d) - scaled(0)
straight = residual_quantity("shortcut_distance")(net, block)
data = {"net": net, "block": block}

PROOF = Proof(
    "residual_block_lipschitz",
    extra={"i": Integer(1, "d")},
    steps=[
        Step(
            "layer",
            Relation(distance(net, block, i), "<=", factor(net, block, i) * distance(net, block, i - 1)),
            lemma("layer_stretches", **data, i=i),
        ),
        Step(
            "times",
            Relation(scaled(i), "<=", later(net, block, i) * factor(net, block, i) * distance(net, block, i - 1)),
            monotone(t, later(net, block, i) * t),
            ["layer"],
        ),
        Step(
            "products",
            Relation(later(net, block, i - 1), "=", factor(net, block, i) * later(net, block, i)),
            lemma("later_layers", **data, i=i),
        ),
        Step(
            "one_less",
            Relation(scaled(i - 1), "=", later(net, block, i) * factor(net, block, i) * distance(net, block, i - 1)),
            monotone(t, t * distance(net, block, i - 1)),
            ["products"],
        ),
        Step("falls", Relation(scaled(i), "<=", scaled(i - 1)), chain(), ["times", "one_less"]),
        Step("grown", Relation(grown, "<=", 0), monotone(v, v - scaled(i - 1)), ["falls"]),
        Step(
            "summed",
            Relation(sp.Sum(grown, (i, 1, d)), "<=", 0),
            lemma("termwise_sum", body=grown, bound=1, factor=0, index=i),
            ["grown"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (i, 1, d)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-scaled(i - 1), index=i),
        ),
        Step("ends", Relation(ends, "<=", 0), chain(), ["telescope", "summed"]),
        Step("whole", Relation(scaled(d), "<=", scaled(0)), monotone(v, v + scaled(0)), ["ends"]),
        Step("last", Relation(later(net, block, d), "=", 1), lemma("later_layers", **data)),
        Step(
            "end", Relation(scaled(d), "=", distance(net, block, d)), monotone(t, t * distance(net, block, d)), ["last"]
        ),
        Step("first", Relation(distance(net, block, 0), "=", before), lemma("branch_begins", **data, pruned=False)),
        Step("begin", Relation(scaled(0), "=", branch * before), monotone(t, branch * t), ["first"]),
        Step("branch", Relation(distance(net, block, d), "<=", branch * before), chain(), ["end", "whole", "begin"]),
        Step("straight", Relation(straight, "<=", shortcut * before), lemma("shortcut_stretches", **data)),
        Step(
            "parts",
            Relation(THEOREM.claim.then[0].lhs, "<=", join * (straight + distance(net, block, d))),
            lemma("join_of_parts", **data, pruned=False),
        ),
        Step(
            "one",
            Relation(
                join * (straight + distance(net, block, d)), "<=", join * (shortcut * before + distance(net, block, d))
            ),
            monotone(t, join * t + join * distance(net, block, d)),
            ["straight"],
        ),
        Step(
            "two",
            Relation(join * (shortcut * before + distance(net, block, d)), "<=", join * (shortcut + branch) * before),
            monotone(t, join * t + join * shortcut * before),
            ["branch"],
        ),
        Step("together", THEOREM.claim, chain(), ["parts", "one", "two"]),
    ],
)
