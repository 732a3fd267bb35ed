"""Ball version of the intrinsic volumes of weighted l_1 descent cones: rigorous integrals over τ and over ξ = t + ic.

What is cut off is bounded: erf is at most 1, and |w(z)| <= w(i Im z).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, working_bits
from lqtheory.errors import DomainError

__all__ = ["ball_weighted_descent_exact_dimension", "ball_weighted_descent_volumes"]

#: Bits for what sums and products lose.
_GUARD = 24


def ball_weighted_descent_volumes(active: Sequence[float], inactive: Sequence[float]) -> list[Any]:
    """v_0, ..., v_d; the weights are floats, which are exact."""
    on, off = tuple(map(float, active)), tuple(map(float, inactive))
    if not on or not min(on) > 0 or (off and not min(off) >= 0):
        raise DomainError("weights must be > 0 on the support and >= 0 off it (weighted_descent_volumes)")
    return _volumes(tuple(sorted(on)), tuple(sorted(off)), working_bits())


def ball_weighted_descent_exact_dimension(active: Sequence[float], inactive: Sequence[float]) -> Any:
    """Sum of k v_k."""
    return balls.total(k * v for k, v in enumerate(ball_weighted_descent_volumes(active, inactive)))


@functools.lru_cache(maxsize=4096)
def _volumes(on: tuple[float, ...], off: tuple[float, ...], bits: int) -> list[Any]:
    from lqtheory.quantities.weighted_volumes import weighted_subsets

    curved = tuple(v for v in off if v > 0)
    lines, found = len(off) - len(curved), [balls.ball(0)] * (len(on) + len(off) + 1)
    with balls.precision(bits + _GUARD):
        energy = balls.total(balls.ball(w) ** 2 for w in on)
        for often, inside, outside in weighted_subsets(curved):
            place = len(on) - 1 + len(inside) + lines
            found[place] = found[place] + often * _share(energy, inside, outside)
        found[-1] = 1 - balls.total(found[:-1]) if curved else balls.ball(1) / 2
    return found


def _share(energy: Any, inside: tuple[float, ...], outside: tuple[float, ...]) -> Any:
    whole = energy + balls.total([balls.ball(0), *(balls.ball(w) ** 2 for w in inside)])
    return 2 ** len(inside) * _central(outside, whole) * (whole / energy).sqrt() * _corner(inside, energy)


def _end() -> Any:
    """Where a Gaussian integrand of unit width is cut off."""
    return balls.ball(2 * working_bits()).sqrt().mid()


def _error(scale: Any) -> Any:
    return (scale * balls.ball(2) ** (_GUARD // 2 - working_bits())).mid()


def _central(outside: tuple[float, ...], whole: Any) -> Any:
    half, end, root = balls.ball(0.5).sqrt(), _end(), whole.sqrt()

    def integrand(t: Any, _: bool) -> Any:
        value = (-t * t / 2).exp()
        for w in outside:
            value = value * (t * half * w / root).erf()
        return value

    beyond = balls.hull(0, ((-end * end / 2).exp() / end).upper())
    return (integral(integrand, 0, end, _error(balls.ball(1))) + beyond) / (2 * circle_constant()).sqrt()


def _corner(inside: tuple[float, ...], energy: Any) -> Any:
    """Real part of the integral over ξ; exp(-z²) erfc(-iz) is w(z)."""
    if not inside:
        return balls.ball(1)
    from lqtheory.quantities.weighted_volumes import corner_saddle

    scale, end = 1 / (2 * energy).sqrt(), _end()
    c = balls.ball(corner_saddle(np.array(inside) / float(energy.mid()) ** 0.5))

    def integrand(t: Any, _: bool) -> Any:
        unit = type(t)(0, 1)
        xi = t + unit * c
        value = (-xi * xi / 2).exp()
        for w in inside:
            z = xi * scale * w
            value = value * (-z * z).exp() * (-unit * z).erfc() / 2
        return value

    on_axis = (c * c / 2).exp()
    for w in inside:
        x = c * scale * w
        on_axis = on_axis * (x * x).exp() * x.erfc() / 2
    inner = integral(integrand, 0, end, _error(on_axis), 60_000) * 2 / (2 * circle_constant()).sqrt()
    beyond = (on_axis * (end * balls.ball(0.5).sqrt()).erfc()).upper()
    return inner + balls.hull(-beyond, beyond)
