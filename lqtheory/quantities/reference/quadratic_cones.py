"""Ball version of the statistical dimension of quadratic cones: the trapezoid rule with a proven relative error.

The integrand f(t, s), μ = e^t and w = √(1+μ²) e^s, is a product of powers of terms X + Y e^{2t} or X + Y e^{2s} with
X, Y >= 0. In the strip |Im t| <= d < π/2 such a term is at least cos(d) times its value on the real line, so that |f|
is at most κ f there, and the rule is off by at most a share 2κ/(e^{2πd/h} - 1) of the integral (Trefethen and Weideman
2014, Theorem 5.1). Beyond the ends of the grid f falls like a power of e^t or e^s, up to factors bounded by hand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError

__all__ = ["ball_quadratic_cone_dimension", "trapezoid_grid"]

#: Relative accuracy asked of the double integral, in binary digits, beside the rounding of floats.
DIGITS = 44

#: Products below this are left out and bounded, far above the floats that lose digits.
SMALLEST = 1e-280


@dataclass(frozen=True)
class Grid:
    """Nodes h·first, ..., h·last of the trapezoid rule in t and s, and the half width d of the strip."""

    step: float
    width: float
    first_t: int
    last_t: int
    first_s: int
    last_s: int


def trapezoid_grid(n: int, low: float, high: float, digits: int) -> Grid:
    """A grid with which the rule should be as accurate as asked; what it achieves is bounded elsewhere.

    Parameters
    ----------
    n : int
        Number of weights.
    low, high : float
        Smallest and largest weight, > 0.
    digits : int
        Binary digits.

    Returns
    -------
    Grid
    """
    goal, power = digits * math.log(2.0) + 2.0, n / 2 + 2
    step, width = max(
        (2.0 * math.pi * d / (goal - power * math.log(math.cos(d)) - math.log(math.cos(d / 2.0))), d)
        for d in (0.1 * i for i in range(1, 16))
    )
    small, large = math.log(min(low, 1.0)), math.log(max(high, 1.0))
    ends = (
        -goal - large - 2.0,
        goal / 3.0 - small + 2.0,
        -goal - 2.0,
        goal / (n + 3) + max(large, -small) / 2.0 + 2.0,
    )
    first_t, first_s = (math.floor(end / step) for end in (ends[0], ends[2]))
    last_t, last_s = (math.ceil(end / step) for end in (ends[1], ends[3]))
    return Grid(step, width, first_t, last_t, first_s, last_s)


def ball_quadratic_cone_dimension(omega: list[Any]) -> Any:
    """Share inside times the dimension, plus the energy from the boundary; a zero weight adds one."""
    curved = [v for v in omega if not v == 0]
    if not omega or not all(v > 0 for v in curved):
        raise DomainError("omega must be >= 0, zero or not, and not empty (quadratic_cone_dimension)")
    flat = balls.ball(len(omega) - len(curved))
    if not curved:
        return flat + balls.ball(1) / 2
    return flat + (len(curved) + 1) * _inside(curved) + _boundary(curved)


def _inside(a: list[Any]) -> Any:
    """(1/π) ∫_0^{π/2} Π sin φ/√(sin²φ + ω_j) dφ."""

    def integrand(t: Any, analytic: bool) -> Any:
        sine = t.sin()
        value = 1 + 0 * sine
        for v in a:
            value = value * sine / (sine * sine + v).sqrt(analytic=analytic)
        return value

    whole = circle_constant()
    return integral(integrand, 0, whole / 2, balls.ball(2) ** -min(working_bits(), DIGITS + 8)) / whole


def _columns(a: np.ndarray, grid: Grid) -> tuple[list[np.ndarray], float]:
    """The integrand at e^t = μ and all nodes e^s, one column for each μ, and the sum of what has underflowed.

    Sums, products, quotients and roots of positive floats: each rounds once, by a share of at most 2^-53, and an error
    of an input is one more. From the inputs on, at most 15 n + 60 of them meet in a value.
    """
    h = balls.ball(grid.step)
    v = np.array([float((j * h).exp().mid()) for j in range(grid.first_s, grid.last_s + 1)])
    more, square, found, lost = 1.0 + a, v * v, [], 0.0
    for i in range(grid.first_t, grid.last_t + 1):
        mu = float((i * h).exp().mid())
        far = 1.0 + mu * mu
        c = ((more * (1.0 + mu * mu * a))[:, None]) + square * (far * a)[:, None]
        # (1 + μω)² <= (1 + ω)(1 + μ²ω) <= C, so that all partial products are at most 1 and fall.
        product = ((1.0 + mu * a)[:, None] / np.sqrt(c)).prod(axis=0)
        first, second = (a * more / (1.0 + mu * a))[:, None] / c, more[:, None] / c
        rest = first.sum(axis=0) * second.sum(axis=0) + 2.0 * (first * second).sum(axis=0)
        rest = mu * np.sqrt(far) * v * rest
        small = product < SMALLEST
        lost += float(rest[small].sum()) * SMALLEST
        found.append(np.where(small, 0.0, product * rest))
    return found, lost


def _boundary(a: list[Any]) -> Any:
    """The double integral over π: the sum over the grid, what is beyond its ends, and the error of the rule."""
    floats = np.array([float(v.mid()) for v in a])
    grid = trapezoid_grid(len(a), float(floats.min()), float(floats.max()), DIGITS)
    h, ends = balls.ball(grid.step), _tails(a, grid)
    columns, lost = _columns(floats, grid)
    sums = [
        balls.ball(math.fsum(row)) + balls.hull(0, 1) * (ends[0] * balls.ball(row[0]) + ends[1] * balls.ball(row[-1]))
        for row in np.stack(columns, axis=1).tolist()
    ]
    total = balls.total(sums) + balls.hull(0, 1) * (ends[2] * sums[0] + ends[3] * sums[-1] + 2 * balls.ball(lost))
    return total * h * h / circle_constant() * _error(len(a), grid) * _rounding(a)


def _rounding(a: list[Any]) -> Any:
    """The factor between exact values and floats: (1 - u)^±k, u the share by which a weight or an operation errs."""
    share = balls.maximum((v.rad() / v.mid()).abs_upper() for v in a) + balls.ball(2) ** -52
    if not share < 1:
        raise DomainError("the weights are too wide (quadratic_cone_dimension); give narrower balls")
    least = (1 - share) ** (15 * len(a) + 60)
    return least.union(1 / least)


def _tails(a: list[Any], grid: Grid) -> tuple[Any, Any, Any, Any]:
    """Bounds of what is beyond each end, as multiples of the values there: before and after in t, then in s.

    From a node on, f falls like e^{-t}, e^{3t}, e^{-s} and e^{(n+3)s} would, but for the terms C and 1 + μω, which
    change by less than the factors in front.
    """
    h, one, n = balls.ball(grid.step), balls.ball(1), len(a)
    least, most = balls.minimum(v.lower() for v in a), balls.maximum(v.upper() for v in a)
    power = balls.ball(n) / 2 + 2
    near, far = (grid.first_t * h).exp(), (-grid.last_t * h).exp()
    low, high = (grid.first_s * h).exp(), (-grid.last_s * h).exp()
    return (
        (1 + near**2 * most.max(one)) ** power * (1 + near * most) / (h.exp() - 1),
        (1 + far**2 * (1 / least).max(one)) ** power * (1 + far / least) / ((3 * h).exp() - 1),
        (1 + low**2) ** power / (h.exp() - 1),
        (1 + high**2 * (1 + (1 / least).max(most))) ** power / (((n + 3) * h).exp() - 1),
    )


def _error(n: int, grid: Grid) -> Any:
    """The factor between the integral and the sum over all nodes, in t and in s."""
    width, factor = balls.ball(grid.width), balls.ball(1)
    kappa = width.cos() ** -(balls.ball(n) / 2 + 2)
    decay = (2 * circle_constant() * width / balls.ball(grid.step)).exp() - 1
    for share in (2 * kappa / (width / 2).cos() / decay, 2 * kappa / decay):
        factor = factor / (1 + balls.hull(-1, 1) * share)
    return factor
