"""Ball versions of what is computed from a sequence of intrinsic volumes, from the definitions."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.descent_intrinsic_volumes import ball_l1_descent_volume

__all__ = [
    "ball_cone_meets_cone",
    "ball_cone_meets_subspace",
    "ball_generating_value",
    "ball_half_tail_sum",
    "ball_l1_recovery_probability",
    "ball_orthant_volumes",
    "ball_polar_volumes",
    "ball_product_volumes",
    "ball_spherical_steiner",
    "ball_tail_sum",
    "ball_volume_mean",
    "ball_volume_variance",
]


def _checked(v: list[Any], where: str) -> list[Any]:
    """The sequence, unless it certainly has a negative entry or another sum than one."""
    total = balls.total(v)
    if any(x < 0 for x in v) or total < 1 - _slack() or total > 1 + _slack():
        raise DomainError(f"v has sum {total} ({where}); intrinsic volumes are nonnegative numbers with sum 1")
    return v


def _slack() -> Any:
    """What sums of rounded volumes may be off."""
    return balls.ball(2) ** -30


def _index(k: int, high: int, where: str) -> int:
    if not 0 <= k <= high:
        raise DomainError(f"index {k} is outside {{0,...,{high}}} ({where})")
    return k


def ball_volume_mean(v: list[Any]) -> Any:
    """Definition."""
    return balls.total(k * x for k, x in enumerate(_checked(v, "volume_mean")))


def ball_volume_variance(v: list[Any]) -> Any:
    """Definition; never negative."""
    mean = ball_volume_mean(v)
    return balls.total((k - mean) ** 2 * x for k, x in enumerate(v))


def ball_generating_value(v: list[Any], t: Any) -> Any:
    """Horner's rule."""
    value = balls.ball(0)
    for x in reversed(_checked(v, "generating_value")):
        value = value * t + x
    return value


def ball_polar_volumes(v: list[Any]) -> list[Any]:
    """The sequence backwards."""
    return _checked(v, "polar_volumes")[::-1]


def ball_product_volumes(v: list[Any], w: list[Any]) -> list[Any]:
    """Convolution."""
    found = [balls.ball(0)] * (len(v) + len(w) - 1)
    for i, x in enumerate(_checked(v, "product_volumes")):
        for j, y in enumerate(_checked(w, "product_volumes")):
            found[i + j] = found[i + j] + x * y
    return found


def ball_orthant_volumes(d: int) -> list[Any]:
    """Binomial coefficients over 2^d."""
    if d < 1:
        raise DomainError(f"d={d} is outside {{1,2,...}} (orthant_volumes)")
    return [balls.ball(Fraction(comb(d, k), 2**d)) for k in range(d + 1)]


def ball_spherical_steiner(v: list[Any], level: Any) -> Any:
    """Definition, by incomplete beta functions; rises with the level."""
    level = balls.ball(level)
    if level < 0 or level > 1:
        raise DomainError(f"level={level} is outside [0, 1] (spherical_steiner)")
    if not level.is_exact():
        return _steiner(v, level.lower().max(balls.ball(0))).union(_steiner(v, level.upper().min(balls.ball(1))))
    return _steiner(v, level)


def _steiner(v: list[Any], level: Any) -> Any:
    d = len(_checked(v, "spherical_steiner")) - 1
    if level >= 1:
        return balls.total(v)
    if level <= 0:
        return v[d]
    shares = [
        v[k] * level.beta_lower(balls.ball(Fraction(d - k, 2)), balls.ball(Fraction(k, 2)), regularized=True)
        for k in range(1, d)
    ]
    inner = balls.total([*shares, v[d]]) if d else balls.ball(0)
    return inner.max(balls.ball(0)).min(balls.ball(1)) if inner.is_finite() else balls.hull(0, 1)


def ball_tail_sum(v: list[Any], k: int) -> Any:
    """Definition."""
    if k < 0:
        raise DomainError(f"k={k} is outside {{0,1,...}} (tail_sum)")
    return balls.total(_checked(v, "tail_sum")[k:])


def ball_half_tail_sum(v: list[Any], k: int) -> Any:
    """Definition."""
    if k < 0:
        raise DomainError(f"k={k} is outside {{0,1,...}} (half_tail_sum)")
    return balls.total(_checked(v, "half_tail_sum")[k::2])


def ball_cone_meets_subspace(v: list[Any], m: int) -> Any:
    """Twice every other volume above the codimension; not for a subspace."""
    _checked(v, "cone_meets_subspace")
    _index(m, len(v) - 1, "cone_meets_subspace")
    if any(x == 1 for x in v):
        raise DomainError("the volumes are those of a subspace (cone_meets_subspace)")
    return 2 * balls.total(v[m + 1 :: 2])


def ball_cone_meets_cone(v: list[Any], w: list[Any]) -> Any:
    """Twice every other volume of the product above d; not for two subspaces."""
    if len(v) != len(w) or (any(x == 1 for x in v) and any(y == 1 for y in w)):
        raise DomainError("give two cones of one space, not both subspaces (cone_meets_cone)")
    return 2 * balls.total(ball_product_volumes(v, w)[len(v) :: 2])


def ball_l1_recovery_probability(d: int, s: int, m: int) -> Any:
    """Twice every other volume below the number of measurements: positive terms, so that tiny chances keep digits."""
    _index(m, d, "l1_recovery_probability")
    if not 1 <= s <= d:
        raise DomainError(f"s={s} is outside {{1,...,d}} with d={d} (l1_recovery_probability)")
    if m == d:  # by Gauss-Bonnet the volumes of either parity add up to ½
        return balls.ball(1)
    return 2 * balls.total(ball_l1_descent_volume(d, s, k) for k in range(m - 1, s - 2, -2))
