"""Distances, and errors, times the constants of the later layers along the branch: they telescope."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_branch_bounds import (
    THEOREM,
    D,
    before,
    block,
    d,
    later,
    layer,
    net,
    pruned_layer,
)

(i,) = D.extend(i=Integer(1, "d")).symbols[-1:]
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
factor = residual_quantity("branch_factor")
data = {"net": net, "block": block}


def without_pruning():
    """Steps of the first bound: what two inputs have apart does not grow."""
    distance, branch = residual_quantity("branch_distance"), later(net, block, 0)
    scaled = lambda at: later(net, block, at) * distance(net, block, at)  # noqa: E731
    grown, ends = scaled(i) - scaled(i - 1), scaled(d) - scaled(0)
    return [
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
    ]


def with_pruning():
    """Steps of the second bound, at one input."""
    factor, added = (residual_quantity(name)(net, block, i) for name in ("branch_factor", "branch_perturbation"))
    error = residual_quantity("branch_error")
    scaled = lambda at: later(net, block, at) * error(net, block, at)  # noqa: E731
    grown, ends = scaled(i) - scaled(i - 1), scaled(d) - scaled(0)
    moved = later(net, block, i) * factor * error(net, block, i - 1)
    term, total = later(net, block, i) * added, sp.Sum(pruned_layer, (layer, 1, d))
    return [
        Step(
            "pruned_layer",
            Relation(error(net, block, i), "<=", factor * error(net, block, i - 1) + added),
            lemma("error_after_layer", **data, i=i),
        ),
        Step(
            "pruned_times",
            Relation(scaled(i), "<=", moved + term),
            monotone(t, later(net, block, i) * t),
            ["pruned_layer"],
        ),
        Step(
            "pruned_products",
            Relation(later(net, block, i - 1), "=", factor * later(net, block, i)),
            lemma("later_layers", **data, i=i),
        ),
        Step(
            "pruned_one_less",
            Relation(scaled(i - 1), "=", moved),
            monotone(t, t * error(net, block, i - 1)),
            ["pruned_products"],
        ),
        Step(
            "pruned_same", Relation(scaled(i - 1) + term, "=", moved + term), monotone(v, v + term), ["pruned_one_less"]
        ),
        Step(
            "pruned_bounded", Relation(scaled(i), "<=", scaled(i - 1) + term), chain(), ["pruned_times", "pruned_same"]
        ),
        Step("pruned_grown", Relation(grown, "<=", term), monotone(v, v - scaled(i - 1)), ["pruned_bounded"]),
        Step(
            "pruned_summed",
            Relation(sp.Sum(grown, (i, 1, d)), "<=", sp.Sum(term, (i, 1, d))),
            lemma("termwise_sum", body=grown, bound=term, factor=1, index=i),
            ["pruned_grown"],
        ),
        Step(
            "pruned_telescope",
            Relation(sp.Sum(grown, (i, 1, d)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-scaled(i - 1), index=i),
        ),
        Step("pruned_ends", Relation(ends, "<=", total), chain(), ["pruned_telescope", "pruned_summed"]),
        Step("pruned_none", Relation(error(net, block, 0), "=", 0), lemma("branch_begins", **data, pruned=True)),
        Step("pruned_begin", Relation(scaled(0), "=", 0), monotone(t, later(net, block, 0) * t), ["pruned_none"]),
        Step(
            "pruned_end",
            Relation(scaled(d), "=", error(net, block, d)),
            monotone(t, t * error(net, block, d)),
            ["last"],
        ),
        Step("pruned_all", Relation(scaled(d), "<=", total + scaled(0)), monotone(v, v + scaled(0)), ["pruned_ends"]),
        Step("pruned_start", Relation(total + scaled(0), "=", total), monotone(v, v + total), ["pruned_begin"]),
        Step(
            "pruned_branch",
            Relation(error(net, block, d), "<=", total),
            chain(),
            ["pruned_end", "pruned_all", "pruned_start"],
        ),
    ]


PROOF = Proof(
    "residual_branch_bounds",
    extra={"i": Integer(1, "d")},
    steps=[
        *without_pruning(),
        *with_pruning(),
        Step("together", THEOREM.claim, chain(), ["branch", "pruned_branch"]),
    ],
)
