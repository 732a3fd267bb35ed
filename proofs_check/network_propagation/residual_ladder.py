"""Errors times the constants of the later blocks grow, block by block, by what pruning the block changes; telescope."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.residual_ladder import THEOREM, D, L, after, error, net, pruned
from lqtheory.theorems.network_propagation.residual_ladder import block as index

(block,) = D.extend(l=Integer(1, "L")).symbols[-1:]
t, v = sp.Symbol("t", nonnegative=True), sp.Symbol("v", real=True)
join, shortcut = (residual_quantity(name)(net, block) for name in ("join_constant", "shortcut_norm"))
constant = join * (shortcut + residual_quantity("branch_later")(net, block, 0))
added = pruned.xreplace({index: block})
scaled = lambda at: after(net, at) * error(net, at)  # noqa: E731
grown, ends = scaled(block) - scaled(block - 1), scaled(L) - scaled(0)
moved, term = after(net, block) * constant * error(net, block - 1), after(net, block) * added
total = sp.Sum(term, (block, 1, L))

PROOF = Proof(
    "residual_ladder",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "block",
            Relation(error(net, block), "<=", constant * error(net, block - 1) + added),
            apply("residual_block_perturbation"),
        ),
        Step("times", Relation(scaled(block), "<=", moved + term), monotone(t, after(net, block) * t), ["block"]),
        Step(
            "products",
            Relation(after(net, block - 1), "=", constant * after(net, block)),
            lemma("later_blocks", net=net, block=block),
        ),
        Step("one_less", Relation(scaled(block - 1), "=", moved), monotone(t, t * error(net, block - 1)), ["products"]),
        Step("same", Relation(scaled(block - 1) + term, "=", moved + term), monotone(v, v + term), ["one_less"]),
        Step("bounded", Relation(scaled(block), "<=", scaled(block - 1) + term), chain(), ["times", "same"]),
        Step("grown", Relation(grown, "<=", term), monotone(v, v - scaled(block - 1)), ["bounded"]),
        Step(
            "summed",
            Relation(sp.Sum(grown, (block, 1, L)), "<=", total),
            lemma("termwise_sum", body=grown, bound=term, factor=1, index=block),
            ["grown"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (block, 1, L)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-scaled(block - 1), index=block),
        ),
        Step("ends", Relation(ends, "<=", total), chain(), ["telescope", "summed"]),
        Step("all", Relation(scaled(L), "<=", total + scaled(0)), monotone(v, v + scaled(0)), ["ends"]),
        Step("last", Relation(after(net, L), "=", 1), lemma("later_blocks", net=net)),
        Step("end", Relation(scaled(L), "=", error(net, L)), monotone(t, t * error(net, L)), ["last"]),
        Step("together", THEOREM.claim, chain(), ["end", "all"]),
    ],
)
