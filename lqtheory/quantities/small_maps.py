"""Small linear maps that network theorems speak of: masked matrices, convolutions, residual blocks.

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

__all__ = [
    "MAP_QUANTITIES",
    "SmallConvolution",
    "SmallMap",
    "ball_convolution",
    "ball_map",
    "map_quantity",
    "small_convolution",
    "small_map",
]


@dataclass(frozen=True, eq=False)
class SmallMap:
    """A matrix, a mask of zeros and ones, a bias, and two inputs; of arrays, or of lists of balls.

    Parameters
    ----------
    weight, mask : array (rows, columns) or list of rows
        Weights, and which of them are kept.
    bias : array (rows,) or list
        Bias.
    x, y : array (columns,) or list
        Inputs.
    """

    weight: Any
    mask: Any
    bias: Any
    x: Any
    y: Any

    def __repr__(self) -> str:
        parts = (np.asarray(part).tolist() for part in (self.weight, self.mask, self.bias, self.x, self.y))
        return f"SmallMap{tuple(parts)}"


@dataclass(frozen=True, eq=False)
class SmallConvolution:
    """A kernel and the images it is applied to, with zero padding.

    Parameters
    ----------
    kernel : array (out, in, height, width) or nested lists of balls
        Filters.
    shape, stride, padding : pair of int
        Size of the images, and how the filters move.
    """

    kernel: Any
    shape: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]

    def __repr__(self) -> str:
        kernel = np.asarray(self.kernel).tolist()
        return f"SmallConvolution({kernel}, {self.shape}, {self.stride}, {self.padding})"


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
    mask = (rng.random((n, n)) < rng.choice((0.5, 0.8))).astype(np.float64)
    bias, x, y = (np.round(rng.standard_normal(n), 1) for _ in range(3))
    open_gates = 10.0 if rng.random() < 0.5 else 0.0
    return SmallMap(weight, mask, bias + open_gates, x, x if rng.random() < 0.1 else y)


def small_convolution(rng: np.random.Generator, **_: Any) -> SmallConvolution:
    """A random convolution with at most two channels on images of at most three by three pixels.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SmallConvolution
    """
    sizes = [int(v) for v in rng.integers(1, 3, 4)]
    kernel = np.ones(sizes) if rng.random() < 0.3 else np.round(rng.standard_normal(sizes), 1)
    shape = (int(rng.integers(2, 4)), int(rng.integers(2, 4)))
    stride, padding = (tuple(int(v) for v in rng.integers(low, low + 2, 2)) for low in (1, 0))
    return SmallConvolution(kernel, shape, stride, padding)  # type: ignore[arg-type]


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
    rows = [[balls.ball_vector(row) for row in part] for part in (value.weight, value.mask)]
    return SmallMap(*rows, *(balls.ball_vector(part) for part in (value.bias, value.x, value.y)))


def ball_convolution(value: SmallConvolution) -> SmallConvolution:
    """The same convolution in exact balls.

    Parameters
    ----------
    value : SmallConvolution
        Arrays.

    Returns
    -------
    SmallConvolution
    """
    kernel = [[[balls.ball_vector(row) for row in plane] for plane in filters] for filters in value.kernel]
    return SmallConvolution(kernel, value.shape, value.stride, value.padding)


def _block(value: SmallMap, x: np.ndarray) -> np.ndarray:
    return x + np.maximum(value.weight @ x + value.bias, 0.0)


def _operator(value: SmallConvolution) -> np.ndarray:
    """The convolution as a matrix: the response to each pixel of each channel."""
    outputs, channels, height, width = value.kernel.shape
    (rows, columns), (down, right), (top, left) = value.shape, value.stride, value.padding
    places = [
        (i, j)
        for i in range(0, rows + 2 * top - height + 1, down)
        for j in range(0, columns + 2 * left - width + 1, right)
    ]
    matrix = np.zeros((outputs, len(places), channels, rows + 2 * top, columns + 2 * left))
    for number, (i, j) in enumerate(places):
        matrix[:, number, :, i : i + height, j : j + width] = value.kernel
    inside = matrix[..., top : top + rows, left : left + columns]
    return inside.reshape(outputs * len(places), -1)


def _patches(value: SmallConvolution) -> SmallConvolution:
    """The map that takes an image to all its patches."""
    size = value.kernel[0].size
    kernel = np.eye(size).reshape(size, *value.kernel.shape[1:])
    return SmallConvolution(kernel, value.shape, value.stride, value.padding)


def _overlap(value: SmallConvolution) -> int:
    height, width = value.kernel.shape[2:]
    return -(-height // value.stride[0]) * -(-width // value.stride[1])


def _places(value: SmallConvolution) -> int:
    return len(_operator(value)) // len(value.kernel)


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
            "masked_row_norm",
            "A",
            lambda v: float(np.abs(v.weight * v.mask).sum(1).max()),
            r"\|{A}\odot M\|_{{\infty}}",
            "lq.net.chain",
        ),
        _quantity(
            "input_distance", "A", lambda v: float(np.linalg.norm(v.x - v.y)), r"\|x-y\|_2({A})", "lq.net.residual"
        ),
        _quantity(
            "block_distance",
            "A",
            lambda v: float(np.linalg.norm(_block(v, v.x) - _block(v, v.y))),
            r"\|x+G(x)-y-G(y)\|_2({A})",
            "lq.net.residual",
        ),
        _quantity(
            "inner_distance",
            "A",
            lambda v: float(np.linalg.norm(_block(v, v.x) - v.x - _block(v, v.y) + v.y)),
            r"\|G(x)-G(y)\|_2({A})",
            "lq.net.residual",
        ),
        _quantity(
            "convolution_norm", "K", lambda v: _spectral(_operator(v)), r"\|\mathrm{{conv}}({K})\|", "lq.net.conv"
        ),
        _quantity(
            "patch_norm",
            "K",
            lambda v: _spectral(v.kernel.reshape(len(v.kernel), -1)),
            r"\|\mathrm{{mat}}({K})\|",
            "lq.net.conv",
        ),
        _quantity(
            "patch_extraction_norm", "K", lambda v: _spectral(_operator(_patches(v))), r"\|P({K})\|", "lq.net.conv"
        ),
        _quantity(
            "window_overlap",
            "K",
            lambda v: float(_overlap(v)),
            r"\lceil k_h/s_h\rceil\lceil k_w/s_w\rceil({K})",
            "lq.net.conv",
        ),
        _quantity(
            "convolution_row_norm",
            "K",
            lambda v: float(np.abs(_operator(v)).sum(1).max()),
            r"\|\mathrm{{conv}}({K})\|_{{\infty}}",
            "lq.net.conv",
        ),
        _quantity(
            "filter_row_norm",
            "K",
            lambda v: float(np.abs(v.kernel).reshape(len(v.kernel), -1).sum(1).max()),
            r"\max_o\|{K}_o\|_1",
            "lq.net.conv",
        ),
        _quantity(
            "convolution_frobenius",
            "K",
            lambda v: float(np.linalg.norm(_operator(v))),
            r"\|\mathrm{{conv}}({K})\|_F",
            "lq.net.conv",
        ),
        _quantity("filter_frobenius", "K", lambda v: float(np.linalg.norm(v.kernel)), r"\|{K}\|_F", "lq.net.conv"),
        _quantity("output_positions", "K", lambda v: float(_places(v)), r"H_{{out}}W_{{out}}({K})", "lq.net.conv"),
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
    >>> str(map_quantity("patch_norm"))
    'patch_norm'
    """
    if name not in MAP_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of small maps; there are {', '.join(MAP_QUANTITIES)}")
    return MAP_QUANTITIES[name].symbol
