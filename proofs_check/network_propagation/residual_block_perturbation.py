"""The ladder along the branch at its pruned input, the Lipschitz constant of the block, and the triangle inequality."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_block_perturbation import (
    THEOREM,
    D,
    block,
    carried,
    d,
    join,
    later,
    layer,
    net,
    pruned_layer,
    pruned_shortcut,
)

(i,) = D.extend(i=Integer(1, "d")).symbols[-1:]
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
factor, added = (residual_quantity(name)(net, block, i) for name in ("branch_factor", "branch_perturbation"))
error = residual_quantity("branch_error")
scaled = lambda at: later(net, block, at) * error(net, block, at)  # noqa: E731
grown, ends = scaled(i) - scaled(i - 1), scaled(d) - scaled(0)
moved = later(net, block, i) * factor * error(net, block, i - 1)
term, total = later(net, block, i) * added, sp.Sum(pruned_layer, (layer, 1, d))
distance, change = (residual_quantity(name)(net, block) for name in ("block_distance", "block_perturbation"))
data = {"net": net, "block": block}

PROOF = Proof(
    "residual_block_perturbation",
    extra={"i": Integer(1, "d")},
    steps=[
        Step(
            "layer",
            Relation(error(net, block, i), "<=", factor * error(net, block, i - 1) + added),
            lemma("error_after_layer", **data, i=i),
        ),
        Step("times", Relation(scaled(i), "<=", moved + term), monotone(t, later(net, block, i) * t), ["layer"]),
        Step(
            "products",
            Relation(later(net, block, i - 1), "=", factor * later(net, block, i)),
            lemma("later_layers", **data, i=i),
        ),
        Step("one_less", Relation(scaled(i - 1), "=", moved), monotone(t, t * error(net, block, i - 1)), ["products"]),
        Step("same", Relation(scaled(i - 1) + term, "=", moved + term), monotone(v, v + term), ["one_less"]),
        Step("bounded", Relation(scaled(i), "<=", scaled(i - 1) + term), chain(), ["times", "same"]),
        Step("grown", Relation(grown, "<=", term), monotone(v, v - scaled(i - 1)), ["bounded"]),
        Step(
            "summed",
            Relation(sp.Sum(grown, (i, 1, d)), "<=", sp.Sum(term, (i, 1, d))),
            lemma("termwise_sum", body=grown, bound=term, factor=1, index=i),
            ["grown"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (i, 1, d)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-scaled(i - 1), index=i),
        ),
        Step("ends", Relation(ends, "<=", total), chain(), ["telescope", "summed"]),
        Step("none", Relation(error(net, block, 0), "=", 0), lemma("branch_begins", **data, pruned=True)),
        Step("begin", Relation(scaled(0), "=", 0), monotone(t, later(net, block, 0) * t), ["none"]),
        Step("last", Relation(later(net, block, d), "=", 1), lemma("later_layers", **data)),
        Step("end", Relation(scaled(d), "=", error(net, block, d)), monotone(t, t * error(net, block, d)), ["last"]),
        Step("all", Relation(scaled(d), "<=", total + scaled(0)), monotone(v, v + scaled(0)), ["ends"]),
        Step("start", Relation(total + scaled(0), "=", total), monotone(v, v + total), ["begin"]),
        Step("branch", Relation(error(net, block, d), "<=", total), chain(), ["end", "all", "start"]),
        Step(
            "parts",
            Relation(change, "<=", join * (pruned_shortcut + error(net, block, d))),
            lemma("join_of_parts", **data, pruned=True),
        ),
        Step(
            "inner",
            Relation(join * (pruned_shortcut + error(net, block, d)), "<=", join * (pruned_shortcut + total)),
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
