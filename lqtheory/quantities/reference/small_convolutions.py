"""Ball versions of the quantities of small convolutions, written with lists from the definitions."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Any

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm

Ball = Any
Matrix = list[list[Ball]]


def _norm(values: list[Ball]) -> Ball:
    return balls.power(balls.total(a * a for a in values), Fraction(1, 2))


def _row_norm(rows: Matrix) -> Ball:
    return balls.maximum(balls.total(abs(a) for a in row) for row in rows)


def _size(value: Any) -> tuple[int, int]:
    return len(value.kernel[0][0]), len(value.kernel[0][0][0])


def _starts(value: Any) -> list[tuple[int, int]]:
    """Where the first entry of the kernel lies, for every position."""
    found = []
    for axis in range(2):
        k, n = _size(value)[axis], value.shape[axis]
        s, p, d = value.stride[axis], value.padding[axis], value.dilation[axis]
        found.append([a * s - p for a in range((n + 2 * p - d * (k - 1) - 1) // s + 1)])
    return [(i, j) for i in found[0] for j in found[1]]


def _entry(value: Any, o: int, channel: int, i: int, j: int) -> Ball:
    """The weight that a filter has for a channel at a distance from its first entry; 0 where it has none."""
    per_group, filters = len(value.kernel[0]), len(value.kernel)
    (height, width), (down, right) = _size(value), value.dilation
    inside = channel // per_group == o // (filters // value.groups)
    if not inside or i % down or j % right or not (0 <= i < down * height and 0 <= j < right * width):
        return balls.ball(0)
    return value.kernel[o][channel % per_group][i // down][j // right]


def _operator(value: Any) -> Matrix:
    channels = range(len(value.kernel[0]) * value.groups)
    pixels = [(c, r, s) for c in channels for r in range(value.shape[0]) for s in range(value.shape[1])]
    return [
        [_entry(value, o, c, r - top, s - left) for c, r, s in pixels]
        for o in range(len(value.kernel))
        for top, left in _starts(value)
    ]


def _filters(value: Any) -> list[Matrix]:
    """Flattened filters of every group."""
    flat = [[a for plane in filters for row in plane for a in row] for filters in value.kernel]
    each = len(flat) // value.groups
    return [flat[g * each : (g + 1) * each] for g in range(value.groups)]


def ball_convolution_norm(value: Any) -> Ball:
    """Spectral norm of the explicit matrix."""
    return spectral_norm(_operator(value))


def ball_patch_norm(value: Any) -> Ball:
    """Largest spectral norm of the matrix of filters of a group."""
    return balls.maximum(spectral_norm(part) for part in _filters(value))


def _extraction(value: Any) -> Matrix:
    """Rows of the operator of every unit filter, with the channels of one group."""
    channels, (height, width) = len(value.kernel[0]), _size(value)
    places = [(c, i, j) for c in range(channels) for i in range(height) for j in range(width)]
    units = [
        [[[balls.ball(int((c, i, j) == at)) for j in range(width)] for i in range(height)] for c in range(channels)]
        for at in places
    ]
    moved = (value.shape, value.stride, value.padding, value.dilation)
    return _operator(type(value)(units, *moved, 1))


def ball_patch_extraction_norm(value: Any) -> Ball:
    """Spectral norm of the map from images to patches."""
    return spectral_norm(_extraction(value))


def ball_windows_over_pixel(value: Any) -> Ball:
    """Largest number of windows over one pixel: pairs of a position and an entry of the kernel that lie there."""
    (height, width), (down, right) = _size(value), value.dilation
    counts: dict[tuple[int, int], int] = {}
    for top, left in _starts(value):
        for i in range(height):
            for j in range(width):
                pixel = (top + down * i, left + right * j)
                if 0 <= pixel[0] < value.shape[0] and 0 <= pixel[1] < value.shape[1]:
                    counts[pixel] = counts.get(pixel, 0) + 1
    return balls.ball(max(counts.values(), default=0))


def ball_window_overlap(value: Any) -> Ball:
    """Formula."""
    result = 1
    for k, s, d in zip(_size(value), value.stride, value.dilation, strict=True):
        result *= len(range(0, k, s // gcd(s, d)))
    return balls.ball(result)


def ball_convolution_row_norm(value: Any) -> Ball:
    """Largest row sum of the explicit matrix."""
    return _row_norm(_operator(value))


def ball_filter_row_norm(value: Any) -> Ball:
    """Largest l_1 norm of a filter."""
    return balls.maximum(_row_norm(part) for part in _filters(value))


def ball_convolution_frobenius(value: Any) -> Ball:
    """Frobenius norm of the explicit matrix."""
    return _norm([a for row in _operator(value) for a in row])


def ball_filter_frobenius(value: Any) -> Ball:
    """Norm of all filters together."""
    return _norm([a for part in _filters(value) for row in part for a in row])


def ball_output_positions(value: Any) -> Ball:
    """Number of positions of a filter."""
    return balls.ball(len(_starts(value)))


def ball_circular_norm(value: Any) -> Ball:
    """Spectral norm of the convolution with stride 1 on the torus, as an explicit matrix."""
    sizes = [n + d * (k - 1) for n, d, k in zip(value.shape, value.dilation, _size(value), strict=True)]
    places = [(a, b) for a in range(sizes[0]) for b in range(sizes[1])]
    filters, channels = len(value.kernel) // value.groups, len(value.kernel[0])
    return balls.maximum(  # a direct sum over the groups
        spectral_norm(
            [
                [_entry(value, o, c, (r - a) % sizes[0], (s - b) % sizes[1]) for c in own for r, s in places]
                for o in range(g * filters, (g + 1) * filters)
                for a, b in places
            ]
        )
        for g in range(value.groups)
        for own in [range(g * channels, (g + 1) * channels)]
    )


def ball_transfer_norm(value: Any) -> Ball:
    """Largest norm of a transfer matrix, as the real matrix ((Re, -Im), (Im, Re)) of twice the size."""
    sizes = [n + d * (k - 1) for n, d, k in zip(value.shape, value.dilation, _size(value), strict=True)]
    norms = []
    for u in range(sizes[0]):
        for v in range(sizes[1]):
            turns = [
                Fraction(value.dilation[0] * i * u, sizes[0]) + Fraction(value.dilation[1] * j * v, sizes[1])
                for _ in value.kernel[0]
                for i in range(_size(value)[0])
                for j in range(_size(value)[1])
            ]
            waves = [(balls.ball(2 * t).cos_pi(), balls.ball(2 * t).sin_pi()) for t in turns]
            norms += [spectral_norm(_real_form(part, waves, len(value.kernel[0]))) for part in _filters(value)]
    return balls.maximum(norms)


def _real_form(filters: Matrix, waves: list[tuple[Ball, Ball]], channels: int) -> Matrix:
    """The matrix of a group at one frequency, with real entries."""
    each = len(waves) // channels

    def part(row: list[Ball], c: int, which: int) -> Ball:
        span = range(c * each, (c + 1) * each)
        return balls.total(row[t] * waves[t][which] for t in span)

    real, imaginary = ([[part(row, c, which) for c in range(channels)] for row in filters] for which in (0, 1))
    top = [[*a, *(-x for x in b)] for a, b in zip(real, imaginary, strict=True)]
    return top + [[*b, *a] for a, b in zip(real, imaginary, strict=True)]
