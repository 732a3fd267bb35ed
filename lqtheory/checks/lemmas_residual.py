"""Foundation lemmas on residual blocks: triangle inequality, Lipschitz maps, products (:mod:`lqtheory.checks.lemmas`).

They are the steps that the kernel, which knows numbers, cannot take about vectors and maps; what follows for a block
and for a network of blocks is proved from them.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_networks import residual_quantity as _r
from lqtheory.relations import Relation

__all__: list[str] = []


def _block(name: str, domain: Domain, net: Any, number: Any, i: Any = 1) -> tuple[list[sp.Expr], list[Relation]]:
    """The network with block and layer as integers, and that they are in range."""
    if domain.parameters.get(str(net)) != RESIDUAL or domain.symbol(str(net)) != net:
        raise DomainError(f"{net} is not a residual network of the proof ({name})")
    found = [sp.sympify(v) for v in (number, i)]
    if not all(v.is_integer for v in found):
        raise DomainError(f"{number} or {i} is not known to be an integer ({name})")
    blocks, depth = domain.symbol("L"), domain.symbol("d")
    number, i = found
    premises = [_at_most(1, number), _at_most(number, blocks), _at_most(1, i), _at_most(i, depth)]
    return [net, number, i, depth], premises


# ---- triangle inequality ---------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "Theorem 1.37 (triangle inequality)",
    "The error after a block is at most the distance of the images of both inputs under it, and what pruning it adds.",
)
def _error_after_block(domain: Domain, net: Any, block: Any) -> Application:
    (net, block, _, _), premises = _block("error_after_block", domain, net, block)
    parts = _r("block_distance")(net, block) + _r("block_perturbation")(net, block)
    return Application(tuple(premises[:2]), _at_most(_r("block_error")(net, block), parts))


@_lemma(
    "rudin_1976",
    "Theorem 1.37 (triangle inequality)",
    "After a join and an activation with constant c two sums are at most c times the distances of their parts apart: "
    "|phi(S x + G(x)) - phi(S y + G(y))| <= c (|S(x - y)| + |G(x) - G(y)|), and likewise for a pruned block.",
)
def _join_of_parts(domain: Domain, net: Any, block: Any, pruned: bool) -> Application:
    (net, block, _, d), premises = _block("join_of_parts", domain, net, block)
    whole = ("block_distance", "block_perturbation")[pruned]
    shortcut, branch = (("shortcut_distance", "branch_distance"), ("shortcut_change", "branch_error"))[pruned]
    parts = _r("join_constant")(net, block) * (_r(shortcut)(net, block) + _r(branch)(net, block, d))
    return Application(tuple(premises[:2]), _at_most(_r(whole)(net, block), parts))


@_lemma(
    "rudin_1976",
    "Theorem 1.37 (triangle inequality), with Pythagoras",
    "Side by side the squares of two parts add up: the error is at most the root of the squares of their distances for "
    "both inputs plus that of the squares of what pruning them changes.",
)
def _error_side_by_side(domain: Domain, net: Any, block: Any) -> Application:
    (net, block, _, d), premises = _block("error_side_by_side", domain, net, block)
    roots = [
        sp.sqrt(_r(shortcut)(net, block) ** 2 + _r(branch)(net, block, d) ** 2)
        for shortcut, branch in (("shortcut_distance", "branch_distance"), ("shortcut_change", "branch_error"))
    ]
    return Application(tuple(premises[:2]), _at_most(_r("stacked_error")(net, block), sp.Add(*roots)))


@_lemma(
    "rudin_1976",
    "Theorem 1.37 (triangle inequality)",
    "A layer with constant c |W| adds what pruning it changes: |h~_i - h_i| <= c |W_i| |h~_{i-1} - h_{i-1}| + "
    "c |E_i h~_{i-1} + Delta b_i|.",
)
def _error_after_layer(domain: Domain, net: Any, block: Any, i: Any) -> Application:
    (net, block, i, _), premises = _block("error_after_layer", domain, net, block, i)
    error = _r("branch_error")
    carried = _r("branch_factor")(net, block, i) * error(net, block, i - 1)
    bound = carried + _r("branch_perturbation")(net, block, i)
    return Application(tuple(premises), _at_most(error(net, block, i), bound))


# ---- linear maps and layers ------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976", "Theorem 9.7 (norm of a linear map)", "A linear map stretches by at most its norm: |S v| <= |S| |v|."
)
def _shortcut_stretches(domain: Domain, net: Any, block: Any) -> Application:
    (net, block, _, _), premises = _block("shortcut_stretches", domain, net, block)
    bound = _r("shortcut_norm")(net, block) * _r("block_error")(net, block - 1)
    return Application(tuple(premises[:2]), _at_most(_r("shortcut_distance")(net, block), bound))


@_lemma(
    "rudin_1976",
    "Theorem 9.7 (norm of a linear map)",
    "A layer whose activation has the constant c stretches by at most c |W|.",
)
def _layer_stretches(domain: Domain, net: Any, block: Any, i: Any) -> Application:
    (net, block, i, _), premises = _block("layer_stretches", domain, net, block, i)
    distance = _r("branch_distance")
    bound = _r("branch_factor")(net, block, i) * distance(net, block, i - 1)
    return Application(tuple(premises), _at_most(distance(net, block, i), bound))


# ---- definitions -----------------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "definition of a composition",
    "A branch begins with the input of its block: distance |x~ - x| there, and no error yet.",
)
def _branch_begins(domain: Domain, net: Any, block: Any, pruned: bool) -> Application:
    (net, block, _, _), premises = _block("branch_begins", domain, net, block)
    if pruned:
        return Application(tuple(premises[:2]), Relation(_r("branch_error")(net, block, 0), "=", 0))
    begin = Relation(_r("branch_distance")(net, block, 0), "=", _r("block_error")(net, block - 1))
    return Application(tuple(premises[:2]), begin)


@_lemma(
    "rudin_1976",
    "definition of a finite product",
    "The product of the constants of the layers after i - 1 has one factor more than that after i; after all it is 1.",
)
def _later_layers(domain: Domain, net: Any, block: Any, i: Any = None) -> Application:
    later = _r("branch_later")
    (net, block, at, d), premises = _block("later_layers", domain, net, block, 1 if i is None else i)
    if i is None:
        return Application(tuple(premises[:2]), Relation(later(net, block, d), "=", 1))
    product = _r("branch_factor")(net, block, at) * later(net, block, at)
    return Application(tuple(premises), Relation(later(net, block, at - 1), "=", product))


@_lemma(
    "rudin_1976",
    "definition of a finite product",
    "The product of the constants c (|S| + product over the branch) of the blocks after l - 1 has one factor more than "
    "that after l; after all it is 1.",
)
def _later_blocks(domain: Domain, net: Any, block: Any = None) -> Application:
    later = _r("later_blocks")
    (net, at, _, _), premises = _block("later_blocks", domain, net, 1 if block is None else block)
    if block is None:
        return Application((), Relation(later(net, domain.symbol("L")), "=", 1))
    constant = _r("join_constant")(net, at) * (_r("shortcut_norm")(net, at) + _r("branch_later")(net, at, 0))
    product = constant * later(net, at)
    return Application(tuple(premises[:2]), Relation(later(net, at - 1), "=", product))
