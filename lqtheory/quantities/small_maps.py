"""Small matrices with a mask: instances and quantities of the theorems on pruned norms.

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take objects and are not offered by ``eval``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import small_maps as reference

__all__ = ["MAP_QUANTITIES", "SmallMap", "ball_map", "map_quantity", "small_map"]


@dataclass(frozen=True, eq=False)
class SmallMap:
    """A matrix and a mask of zeros and ones; of arrays, or of lists of balls.

    Parameters
    ----------
    weight, mask : array (rows, columns) or list of rows
        Weights, and which of them are kept.
    """

    weight: Any
    mask: Any

    def __repr__(self) -> str:
        return f"SmallMap({np.asarray(self.weight).tolist()}, {np.asarray(self.mask).tolist()})"


def small_map(rng: np.random.Generator, **_: Any) -> SmallMap:
    """A random square map of at most three rows; often of signs only, with few entries masked.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SmallMap
    """
    n = int(rng.choice((1, 2, 2, 3)))
    signs = rng.choice((-1.0, 1.0), (n, n))
    weight = signs if rng.random() < 0.5 else np.round(rng.standard_normal((n, n)), 1)
    return SmallMap(weight, (rng.random((n, n)) < rng.choice((0.5, 0.8))).astype(np.float64))


def ball_map(value: SmallMap) -> SmallMap:
    """The same map in exact balls.

    Parameters
    ----------
    value : SmallMap
        Arrays.

    Returns
    -------
    SmallMap
    """
    return SmallMap(*([balls.ball_vector(row) for row in part] for part in (value.weight, value.mask)))


def _spectral(matrix: np.ndarray) -> float:
    return float(np.linalg.norm(matrix, 2))


def _quantity(name: str, letter: str, array: Any, latex: str, id: str) -> Quantity:
    return Quantity(name, (letter,), array, getattr(reference, f"ball_{name}"), latex, id, sign="nonnegative")


#: Everything by name.
MAP_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("full_spectral_norm", "A", lambda v: _spectral(v.weight), r"\|{A}\|", "lq.net.chain"),
        _quantity(
            "masked_spectral_norm", "A", lambda v: _spectral(v.weight * v.mask), r"\|{A}\odot M\|", "lq.net.chain"
        ),
        _quantity("full_frobenius_norm", "A", lambda v: float(np.linalg.norm(v.weight)), r"\|{A}\|_F", "lq.net.chain"),
        _quantity(
            "masked_frobenius_norm",
            "A",
            lambda v: float(np.linalg.norm(v.weight * v.mask)),
            r"\|{A}\odot M\|_F",
            "lq.net.chain",
        ),
        _quantity(
            "full_row_norm", "A", lambda v: float(np.abs(v.weight).sum(1).max()), r"\|{A}\|_{{\infty}}", "lq.net.chain"
        ),
        _quantity(
            "full_column_norm", "A", lambda v: float(np.abs(v.weight).sum(0).max()), r"\|{A}\|_1", "lq.net.chain"
        ),
        _quantity(
            "gram_row_norm",
            "A",
            lambda v: float(np.abs(v.weight.T @ v.weight).sum(1).max()),
            r"\|{A}^T{A}\|_{{\infty}}",
            "lq.net.chain",
        ),
        _quantity(
            "masked_row_norm",
            "A",
            lambda v: float(np.abs(v.weight * v.mask).sum(1).max()),
            r"\|{A}\odot M\|_{{\infty}}",
            "lq.net.chain",
        ),
    )
}


def map_quantity(name: str) -> Any:
    """The SymPy head of a quantity of small maps, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``MAP_QUANTITIES``.

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
    >>> str(map_quantity("full_row_norm"))
    'full_row_norm'
    """
    if name not in MAP_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of small maps; there are {', '.join(MAP_QUANTITIES)}")
    return MAP_QUANTITIES[name].symbol
