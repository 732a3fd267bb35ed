"""Small convolutions with stride, zero padding, dilation and groups: instances and quantities of ``lq.net.conv``.

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take objects and are not offered by ``eval``.
Those of the layers of a network are bounded by :func:`lqtheory.compression.certificates.conv_norm_bounds`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import small_convolutions as reference

__all__ = [
    "CONVOLUTION",
    "CONVOLUTION_QUANTITIES",
    "SmallConvolution",
    "ball_convolution",
    "convolution_quantity",
    "small_convolution",
]


@dataclass(frozen=True, eq=False)
class SmallConvolution:
    """A kernel and the images it is applied to, with zero padding.

    Parameters
    ----------
    kernel : array (out, in / groups, height, width) or nested lists of balls
        Filters.
    shape, stride, padding, dilation : pair of int
        Size of the images, and how the filters move.
    groups : int
        Number of groups of channels, each with its own filters.
    """

    kernel: Any
    shape: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]
    groups: int

    def __repr__(self) -> str:
        parts = (self.shape, self.stride, self.padding, self.dilation, self.groups)
        return f"SmallConvolution({np.asarray(self.kernel).tolist()}, {', '.join(map(str, parts))})"

    @property
    def positions(self) -> list[tuple[int, int]]:
        """Pixels under the first entry of the kernel, for every position; outside the image in the padding."""
        height, width = len(self.kernel[0][0]), len(self.kernel[0][0][0])
        ranges = []
        for size, k, s, p, d in zip(self.shape, (height, width), self.stride, self.padding, self.dilation, strict=True):
            ranges.append(range(-p, size + p - d * (k - 1), s))
        return [(top, left) for top in ranges[0] for left in ranges[1]]

    @property
    def torus(self) -> tuple[int, int]:
        """Size of a torus on which no filter meets the image from both sides: image plus reach of the kernel."""
        sizes = (len(self.kernel[0][0]), len(self.kernel[0][0][0]))
        rows, columns = (n + d * (k - 1) for n, d, k in zip(self.shape, self.dilation, sizes, strict=True))
        return rows, columns


def small_convolution(rng: np.random.Generator, **_: Any) -> SmallConvolution:
    """A random convolution with at most two channels and filters a group on images of at most three by three pixels.

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
    groups = int(rng.choice((1, 1, 2)))
    filters, channels, height, width = (int(v) for v in rng.integers(1, 3, 4))
    height += int(rng.random() < 0.2)
    sizes = (groups * filters, channels if groups == 1 else 1, height, width)
    kernel = np.ones(sizes) if rng.random() < 0.3 else np.round(rng.standard_normal(sizes), 1)
    stride, dilation = (tuple(int(v) for v in rng.choice(sizes, 2)) for sizes in ((1, 1, 2, 3), (1, 1, 2)))
    padding = tuple(int(v) for v in rng.integers(0, 3, 2))
    reach = [d * (k - 1) + 1 - 2 * p for d, k, p in zip(dilation, (height, width), padding, strict=True)]
    shape = tuple(max(int(v), least) for v, least in zip(rng.integers(1, 4, 2), reach, strict=True))
    return SmallConvolution(kernel, shape, stride, padding, dilation, groups)  # type: ignore[arg-type]


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
    return SmallConvolution(kernel, value.shape, value.stride, value.padding, value.dilation, value.groups)


#: Member of a domain.
CONVOLUTION = Object(
    small_convolution,
    ball=ball_convolution,
    description="a convolution with stride, zero padding, dilation and groups",
    of=(),
)


def _operator(value: SmallConvolution) -> np.ndarray:
    """The convolution as a matrix: a row for each filter and position, a column for each channel and pixel."""
    filters, channels, height, width = value.kernel.shape
    (rows, columns), (down, right) = value.shape, value.dilation
    matrix = np.zeros((filters, len(value.positions), channels * value.groups, rows, columns))
    for number, (top, left) in enumerate(value.positions):
        for i, j in itertools.product(range(height), range(width)):
            r, c = top + down * i, left + right * j
            if 0 <= r < rows and 0 <= c < columns:
                for o in range(filters):
                    first = o // (filters // value.groups) * channels
                    matrix[o, number, first : first + channels, r, c] += value.kernel[o, :, i, j]
    return matrix.reshape(filters * len(value.positions), -1)


def _groups(value: SmallConvolution) -> np.ndarray:
    """Filters by groups, shape (groups, filters, channels, height, width)."""
    return value.kernel.reshape(value.groups, -1, *value.kernel.shape[1:])


def _patch_norm(value: SmallConvolution) -> float:
    return max(_spectral(part.reshape(len(part), -1)) for part in _groups(value))


def _extraction(value: SmallConvolution) -> np.ndarray:
    """The map that takes an image of one group of channels to all its patches."""
    size = value.kernel[0].size
    kernel = np.eye(size).reshape(size, *value.kernel.shape[1:])
    return _operator(SmallConvolution(kernel, value.shape, value.stride, value.padding, value.dilation, 1))


def _windows(value: SmallConvolution) -> int:
    """Largest number of windows over one pixel, counted."""
    return int((_extraction(value) != 0).reshape(-1, *value.shape).sum(0).max()) // value.kernel.shape[1]


def _overlap(value: SmallConvolution) -> int:
    sizes = zip(value.kernel.shape[2:], value.stride, value.dilation, strict=True)
    return math.prod(-(-k * math.gcd(s, d) // s) for k, s, d in sizes)


def _circular(value: SmallConvolution) -> np.ndarray:
    """The convolution with stride 1 on the torus, as a matrix."""
    filters, channels, height, width = value.kernel.shape
    (rows, columns), (down, right) = value.torus, value.dilation
    matrix = np.zeros((filters, rows, columns, channels * value.groups, rows, columns))
    places = itertools.product(range(rows), range(columns), range(height), range(width), range(filters))
    for a, b, i, j, o in places:
        first = o // (filters // value.groups) * channels
        pixel = (a + down * i) % rows, (b + right * j) % columns
        matrix[(o, a, b, slice(first, first + channels), *pixel)] += value.kernel[o, :, i, j]
    return matrix.reshape(filters * rows * columns, -1)


def _transfers(value: SmallConvolution) -> Iterator[np.ndarray]:
    """Transfer matrices of the groups at all frequencies of the torus."""
    height, width = value.kernel.shape[2:]
    (rows, columns), (down, right) = value.torus, value.dilation
    for u, v in itertools.product(range(rows), range(columns)):
        angles = (np.arange(height)[:, None] * down * u / rows, np.arange(width) * right * v / columns)
        waves = np.exp(2j * np.pi * (angles[0] + angles[1]))
        for part in _groups(value):
            yield np.sum(part * waves, axis=(2, 3))


def _spectral(matrix: np.ndarray) -> float:
    return float(np.linalg.norm(matrix, 2))


def _row_sum(matrix: np.ndarray) -> float:
    return float(np.abs(matrix).sum(1).max())


def _quantity(name: str, array: Callable[[Any], Any], latex: str) -> Quantity:
    ball = getattr(reference, f"ball_{name}")
    return Quantity(name, ("K",), array, ball, latex, "lq.net.conv", sign="nonnegative")


#: Everything by name.
CONVOLUTION_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("convolution_norm", lambda v: _spectral(_operator(v)), r"\|\mathrm{{conv}}({K})\|"),
        _quantity("patch_norm", _patch_norm, r"\max_g\|\mathrm{{mat}}({K}_g)\|"),
        _quantity("patch_extraction_norm", lambda v: _spectral(_extraction(v)), r"\|P({K})\|"),
        _quantity("windows_over_pixel", lambda v: float(_windows(v)), r"\max_x\#\{{w\ni x\}}({K})"),
        _quantity(
            "window_overlap",
            lambda v: float(_overlap(v)),
            r"\prod_i\lceil k_i\gcd(s_i,d_i)/s_i\rceil({K})",
        ),
        _quantity("convolution_row_norm", lambda v: _row_sum(_operator(v)), r"\|\mathrm{{conv}}({K})\|_{{\infty}}"),
        _quantity("filter_row_norm", lambda v: _row_sum(v.kernel.reshape(len(v.kernel), -1)), r"\max_o\|{K}_o\|_1"),
        _quantity(
            "convolution_frobenius", lambda v: float(np.linalg.norm(_operator(v))), r"\|\mathrm{{conv}}({K})\|_F"
        ),
        _quantity("filter_frobenius", lambda v: float(np.linalg.norm(v.kernel)), r"\|{K}\|_F"),
        _quantity("output_positions", lambda v: float(len(v.positions)), r"H_{{out}}W_{{out}}({K})"),
        _quantity("circular_norm", lambda v: _spectral(_circular(v)), r"\|\mathrm{{circ}}({K})\|"),
        _quantity(
            "transfer_norm",
            lambda v: max(_spectral(part) for part in _transfers(v)),
            r"\max_{{g,\omega}}\|\hat {K}_g(\omega)\|",
        ),
    )
}


def convolution_quantity(name: str) -> Any:
    """The SymPy head of a quantity of small convolutions, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``CONVOLUTION_QUANTITIES``.

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
    >>> str(convolution_quantity("patch_norm"))
    'patch_norm'
    """
    if name not in CONVOLUTION_QUANTITIES:
        names = ", ".join(CONVOLUTION_QUANTITIES)
        raise DomainError(f"there is no quantity {name!r} of convolutions; there are {names}")
    return CONVOLUTION_QUANTITIES[name].symbol
