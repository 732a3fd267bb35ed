"""Residual networks of which the first parts are pruned, the rest original: hybrids (dossier ``lq.net.hybrid``).

The parts of a network of L blocks with branches of d layers are counted as they are computed, L(d+1) in all: of each
block the layers of its branch, then its shortcut. Like those of :mod:`lqtheory.quantities.residual_networks`, these
quantities take objects and are not offered by ``eval``. Both networks get the input x.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import residual_hybrids as reference
from lqtheory.quantities.residual_blocks import ResidualNetwork
from lqtheory.quantities.residual_networks import _ACTIVATE

__all__ = ["HYBRID_QUANTITIES", "hybrid_quantity"]


def _hybrid(net: ResidualNetwork, parts: int) -> np.ndarray:
    """Output of the network whose first parts are pruned."""
    total = sum(len(block.branch) + 1 for block in net.blocks)
    if not 0 <= parts <= total:
        raise DomainError(f"p={parts} is outside {{0,…,L(d+1)}} with L(d+1)={total} (residual hybrids)")
    x, left = net.x, parts
    for block in net.blocks:
        h = x
        for number, part in enumerate(block.branch):
            w, b = (part.pruned_weight, part.pruned_bias) if number < left else (part.weight, part.bias)
            h = _ACTIVATE[part.activation](w @ h + b)
        shortcut = block.pruned_shortcut if left > len(block.branch) else block.shortcut
        x = _ACTIVATE[block.activation](shortcut @ x + h)
        left = max(0, left - len(block.branch) - 1)
    return x


def _entry(vector: np.ndarray, j: int) -> float:
    return float(vector[j - 1]) if j <= len(vector) else 0.0


def _all_parts(net: ResidualNetwork) -> int:
    return sum(len(block.branch) + 1 for block in net.blocks)


def _residual_hybrid_output(net: ResidualNetwork, p: int, j: int) -> float:
    return _entry(_hybrid(net, p), j)


def _residual_output_change(net: ResidualNetwork, j: int) -> float:
    return _entry(_hybrid(net, _all_parts(net)) - _hybrid(net, 0), j)


def _residual_hybrid_step(net: ResidualNetwork, p: int) -> float:
    return float(np.linalg.norm(_hybrid(net, p) - _hybrid(net, p - 1)))


def _residual_hybrid_distance(net: ResidualNetwork, p: int) -> float:
    return float(np.linalg.norm(_hybrid(net, p) - _hybrid(net, 0)))


def _residual_output_error(net: ResidualNetwork) -> float:
    return _residual_hybrid_distance(net, _all_parts(net))


def _quantity(function: Callable[..., Any], letters: str, latex: str, sign: str = "nonnegative") -> Quantity:
    name = function.__name__.lstrip("_")
    return Quantity(
        name, ("net", *letters), function, getattr(reference, f"ball_{name}"), latex, "lq.net.hybrid", sign=sign,
        integer_arguments=tuple(letters),
    )  # fmt: skip


#: Everything by name.
HYBRID_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(_residual_hybrid_output, "pj", r"F_{{{p}}}({net})_{{{j}}}", "real"),
        _quantity(_residual_output_change, "j", r"(\tilde f-f)({net})_{{{j}}}", "real"),
        _quantity(_residual_hybrid_step, "p", r"\|F_{{{p}}}-F_{{{p}-1}}\|_2({net})"),
        _quantity(_residual_hybrid_distance, "p", r"\|F_{{{p}}}-F_0\|_2({net})"),
        _quantity(_residual_output_error, "", r"\|\tilde f-f\|_2({net})"),
    )
}


def hybrid_quantity(name: str) -> Any:
    """The SymPy head of a quantity of residual hybrids, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``HYBRID_QUANTITIES``.

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
    >>> str(hybrid_quantity("residual_hybrid_step"))
    'residual_hybrid_step'
    """
    if name not in HYBRID_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of hybrids; there are {', '.join(HYBRID_QUANTITIES)}")
    return HYBRID_QUANTITIES[name].symbol
