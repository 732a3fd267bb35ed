"""How errors pass through residual blocks: everything the theorems of ``lq.net.residual`` speak of, block by block.

A block maps x to φ(S x + G(x)), see :mod:`lqtheory.quantities.residual_blocks`; blocks are counted by l = 1, ..., L,
the layers of a branch by i = 1, ..., d. Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take
objects and are not offered by ``eval``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import residual_networks as reference
from lqtheory.quantities.residual_blocks import CONSTANTS, BranchLayer, ResidualBlock, ResidualNetwork

__all__ = ["RESIDUAL_QUANTITIES", "residual_quantity"]

_ACTIVATE: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "identity": lambda z: z,
    "relu": lambda z: np.maximum(z, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.25 * z),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


def _branch(block: ResidualBlock, x: np.ndarray, pruned: bool) -> list[np.ndarray]:
    """Activations h_0 = x, ..., h_d of the branch."""
    states = [x]
    for part in block.branch:
        w, b = (part.pruned_weight, part.pruned_bias) if pruned else (part.weight, part.bias)
        states.append(_ACTIVATE[part.activation](w @ states[-1] + b))
    return states


def _block(block: ResidualBlock, x: np.ndarray, pruned: bool) -> np.ndarray:
    shortcut = block.pruned_shortcut if pruned else block.shortcut
    return _ACTIVATE[block.activation](shortcut @ x + _branch(block, x, pruned)[-1])


def _after(net: ResidualNetwork, last: int, pruned: bool) -> np.ndarray:
    """What comes out of a block, 0 for the input."""
    x = net.y if pruned else net.x
    for block in net.blocks[:last]:
        x = _block(block, x, pruned)
    return x


def _at(net: ResidualNetwork, number: int) -> tuple[ResidualBlock, np.ndarray, np.ndarray]:
    """A block, counted from 1, and what enters it in the original and in the pruned network."""
    if not 1 <= number <= len(net.blocks):
        raise DomainError(f"l={number} is outside {{1,…,L}} with L={len(net.blocks)} (residual networks)")
    return net.blocks[number - 1], _after(net, number - 1, False), _after(net, number - 1, True)


def _layer(block: ResidualBlock, i: int) -> BranchLayer:
    """A layer of a branch, counted from 1."""
    if not 1 <= i <= len(block.branch):
        raise DomainError(f"i={i} is outside {{1,…,d}} with d={len(block.branch)} (residual networks)")
    return block.branch[i - 1]


def _length(vector: np.ndarray) -> float:
    return float(np.linalg.norm(vector))


def _norm(matrix: np.ndarray) -> float:
    return float(np.linalg.norm(matrix, 2))


def _block_error(net: ResidualNetwork, number: int) -> float:
    return _length(_after(net, number, True) - _after(net, number, False))


def _block_distance(net: ResidualNetwork, number: int) -> float:
    block, x, y = _at(net, number)
    return _length(_block(block, y, False) - _block(block, x, False))


def _block_perturbation(net: ResidualNetwork, number: int) -> float:
    block, _, y = _at(net, number)
    return _length(_block(block, y, True) - _block(block, y, False))


def _shortcut_distance(net: ResidualNetwork, number: int) -> float:
    block, x, y = _at(net, number)
    return _length(block.shortcut @ (y - x))


def _shortcut_change(net: ResidualNetwork, number: int) -> float:
    block, _, y = _at(net, number)
    return _length((block.pruned_shortcut - block.shortcut) @ y)


def _stacked_error(net: ResidualNetwork, number: int) -> float:
    """Where shortcut and branch are not added but put side by side."""
    block, x, y = _at(net, number)
    pruned, plain = (
        np.concatenate([shortcut @ z, _branch(block, z, which)[-1]])
        for shortcut, z, which in ((block.pruned_shortcut, y, True), (block.shortcut, x, False))
    )
    return _length(pruned - plain)


def _shortcut_norm(net: ResidualNetwork, number: int) -> float:
    return _norm(_at(net, number)[0].shortcut)


def _join_constant(net: ResidualNetwork, number: int) -> float:
    return CONSTANTS[_at(net, number)[0].activation]


def _branch_distance(net: ResidualNetwork, number: int, i: int) -> float:
    block, x, y = _at(net, number)
    return _length(_branch(block, y, False)[i] - _branch(block, x, False)[i])


def _branch_error(net: ResidualNetwork, number: int, i: int) -> float:
    block, _, y = _at(net, number)
    return _length(_branch(block, y, True)[i] - _branch(block, y, False)[i])


def _branch_factor(net: ResidualNetwork, number: int, i: int) -> float:
    part = _layer(_at(net, number)[0], i)
    return CONSTANTS[part.activation] * _norm(part.weight)


def _branch_perturbation(net: ResidualNetwork, number: int, i: int) -> float:
    block, _, y = _at(net, number)
    part, state = _layer(block, i), _branch(block, y, True)[i - 1]
    change = (part.pruned_weight - part.weight) @ state + part.pruned_bias - part.bias
    return CONSTANTS[part.activation] * _length(change)


def _branch_later(net: ResidualNetwork, number: int, i: int) -> float:
    depth = len(_at(net, number)[0].branch)
    return math.prod(_branch_factor(net, number, j) for j in range(i + 1, depth + 1))


def _block_lipschitz(net: ResidualNetwork, number: int) -> float:
    return _join_constant(net, number) * (_shortcut_norm(net, number) + _branch_later(net, number, 0))


def _later_blocks(net: ResidualNetwork, number: int) -> float:
    return math.prod(_block_lipschitz(net, j) for j in range(number + 1, len(net.blocks) + 1))


def _quantity(function: Callable[..., float], letters: str, latex: str) -> Quantity:
    name = function.__name__.lstrip("_")
    return Quantity(
        name, ("net", *letters), function, getattr(reference, f"ball_{name}"), latex, "lq.net.residual",
        sign="nonnegative", integer_arguments=("l", "i"),
    )  # fmt: skip


#: Everything by name.
RESIDUAL_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(_block_error, "l", r"\|\tilde x^{{{l}}}-x^{{{l}}}\|_2({net})"),
        _quantity(_block_distance, "l", r"\|B_{{{l}}}(\tilde x)-B_{{{l}}}(x)\|_2({net})"),
        _quantity(_block_perturbation, "l", r"\|\tilde B_{{{l}}}(\tilde x)-B_{{{l}}}(\tilde x)\|_2({net})"),
        _quantity(_shortcut_distance, "l", r"\|S_{{{l}}}(\tilde x-x)\|_2({net})"),
        _quantity(_shortcut_change, "l", r"\|(\tilde S_{{{l}}}-S_{{{l}}})\tilde x\|_2({net})"),
        _quantity(
            _stacked_error,
            "l",
            r"\|(\tilde S_{{{l}}}\tilde x,\tilde G_{{{l}}}(\tilde x))-(S_{{{l}}}x,G_{{{l}}}(x))\|_2({net})",
        ),
        _quantity(_shortcut_norm, "l", r"\|S_{{{l}}}\|({net})"),
        _quantity(_join_constant, "l", r"c_{{{l}}}({net})"),
        _quantity(_branch_distance, "li", r"\|h_{{{l},{i}}}(\tilde x)-h_{{{l},{i}}}(x)\|_2({net})"),
        _quantity(_branch_error, "li", r"\|\tilde h_{{{l},{i}}}(\tilde x)-h_{{{l},{i}}}(\tilde x)\|_2({net})"),
        _quantity(_branch_factor, "li", r"c_{{{l},{i}}}\|W_{{{l},{i}}}\|({net})"),
        _quantity(
            _branch_perturbation,
            "li",
            r"c_{{{l},{i}}}\|E_{{{l},{i}}}\tilde h_{{{l},{i}-1}}+\Delta b_{{{l},{i}}}\|_2({net})",
        ),
        _quantity(_branch_later, "li", r"\prod_{{j>{i}}}c_{{{l},j}}\|W_{{{l},j}}\|({net})"),
        _quantity(_later_blocks, "l", r"\Lambda_{{{l}}}({net})"),
    )
}


def residual_quantity(name: str) -> Any:
    """The SymPy head of a quantity of residual networks, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``RESIDUAL_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(residual_quantity("block_error"))
    'block_error'
    """
    if name not in RESIDUAL_QUANTITIES:
        raise DomainError(
            f"there is no quantity {name!r} of residual networks; there are {', '.join(RESIDUAL_QUANTITIES)}"
        )
    return RESIDUAL_QUANTITIES[name].symbol
