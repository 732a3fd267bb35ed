"""Ball versions of the quantities of small maps, written with lists from the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm

Ball = Any


def _root(value: Ball) -> Ball:
    return balls.power(value, Fraction(1, 2))


def _norm(x: list[Ball]) -> Ball:
    return _root(balls.total(a * a for a in x))


def _masked(value: Any) -> list[list[Ball]]:
    return [[a * m for a, m in zip(row, kept, strict=True)] for row, kept in zip(value.weight, value.mask, strict=True)]


def _row_norm(rows: list[list[Ball]]) -> Ball:
    return balls.maximum(balls.total(abs(a) for a in row) for row in rows)


def ball_full_spectral_norm(value: Any) -> Ball:
    """Spectral norm of the matrix."""
    return spectral_norm(value.weight)


def ball_masked_spectral_norm(value: Any) -> Ball:
    """Spectral norm of what is kept."""
    return spectral_norm(_masked(value))


def ball_full_frobenius_norm(value: Any) -> Ball:
    """Frobenius norm of the matrix."""
    return _norm([a for row in value.weight for a in row])


def ball_masked_frobenius_norm(value: Any) -> Ball:
    """Frobenius norm of what is kept."""
    return _norm([a for row in _masked(value) for a in row])


def ball_full_row_norm(value: Any) -> Ball:
    """Largest row sum of the matrix."""
    return _row_norm(value.weight)


def ball_masked_row_norm(value: Any) -> Ball:
    """Largest row sum of what is kept."""
    return _row_norm(_masked(value))


def _minus(x: list[Ball], y: list[Ball]) -> list[Ball]:
    return [a - b for a, b in zip(x, y, strict=True)]


def _inner(value: Any, x: list[Ball]) -> list[Ball]:
    sums = [balls.total(a * t for a, t in zip(row, x, strict=True)) for row in value.weight]
    return [(s + b).max(balls.ball(0)) for s, b in zip(sums, value.bias, strict=True)]


def ball_input_distance(value: Any) -> Ball:
    """Distance of the inputs."""
    return _norm(_minus(value.x, value.y))


def ball_inner_distance(value: Any) -> Ball:
    """Distance of the images under the inner map."""
    return _norm(_minus(_inner(value, value.x), _inner(value, value.y)))


def ball_block_distance(value: Any) -> Ball:
    """Distance of the outputs of the residual block."""
    inner = _minus(_inner(value, value.x), _inner(value, value.y))
    return _norm([a + b for a, b in zip(_minus(value.x, value.y), inner, strict=True)])


def _operator(value: Any) -> list[list[Ball]]:
    """One row for each filter and position, from the definition of a convolution with zero padding."""
    (rows, columns), (down, right), (top, left) = value.shape, value.stride, value.padding
    height, width = len(value.kernel[0][0]), len(value.kernel[0][0][0])
    found = []
    for filters in value.kernel:
        for i in range(-top, rows + top - height + 1, down):
            for j in range(-left, columns + left - width + 1, right):
                row = []
                for plane in filters:
                    for r in range(rows):
                        for c in range(columns):
                            hit = 0 <= r - i < height and 0 <= c - j < width
                            row.append(plane[r - i][c - j] if hit else balls.ball(0))
                found.append(row)
    return found


def _filters(value: Any) -> list[list[Ball]]:
    return [[a for plane in filters for row in plane for a in row] for filters in value.kernel]


def ball_convolution_norm(value: Any) -> Ball:
    """Spectral norm of the explicit matrix."""
    return spectral_norm(_operator(value))


def ball_patch_norm(value: Any) -> Ball:
    """Spectral norm of the matrix of filters."""
    return spectral_norm(_filters(value))


def ball_patch_extraction_norm(value: Any) -> Ball:
    """Spectral norm of the map from images to patches: rows of the operator of every unit filter."""
    channels, height, width = (len(value.kernel[0]), len(value.kernel[0][0]), len(value.kernel[0][0][0]))
    units = [
        [[[balls.ball(int((c, i, j) == at)) for j in range(width)] for i in range(height)] for c in range(channels)]
        for at in [(c, i, j) for c in range(channels) for i in range(height) for j in range(width)]
    ]
    return spectral_norm(_operator(type(value)(units, value.shape, value.stride, value.padding)))


def ball_window_overlap(value: Any) -> Ball:
    """How many windows one pixel lies in, at most."""
    sizes = (len(value.kernel[0][0]), len(value.kernel[0][0][0]))
    counts = [len(range(0, size, step)) for size, step in zip(sizes, value.stride, strict=True)]
    return balls.ball(counts[0] * counts[1])


def ball_convolution_row_norm(value: Any) -> Ball:
    """Largest row sum of the explicit matrix."""
    return _row_norm(_operator(value))


def ball_filter_row_norm(value: Any) -> Ball:
    """Largest l_1 norm of a filter."""
    return _row_norm(_filters(value))


def ball_convolution_frobenius(value: Any) -> Ball:
    """Frobenius norm of the explicit matrix."""
    return _norm([a for row in _operator(value) for a in row])


def ball_filter_frobenius(value: Any) -> Ball:
    """Norm of all filters together."""
    return _norm([a for row in _filters(value) for a in row])


def ball_output_positions(value: Any) -> Ball:
    """Number of positions of a filter."""
    return balls.ball(len(_operator(value)) // len(value.kernel))
