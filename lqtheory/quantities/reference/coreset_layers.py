"""Ball versions of the error recursion over layers and of its budgets, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_cancellation_ratio",
    "ball_equal_split_saving",
    "ball_least_split_cost",
    "ball_optimal_layer_accuracies",
    "ball_propagated_error",
    "ball_published_cancellation_margin",
    "ball_published_layer_accuracies",
    "ball_published_point_count",
    "ball_refined_cancellation_margin",
    "ball_sharp_layer_accuracies",
]


def ball_cancellation_ratio(x: Any, y: Any, t: Any) -> Any:
    """Definition; infinite where the sum is exactly 0 and its parts are not."""
    if len(x) != len(y):
        raise DomainError(f"{len(x)} weights and {len(y)} inputs (cancellation_ratio)")
    products = [a * b for a, b in zip(x, y, strict=True)]
    parts, sums = balls.total(abs(v) for v in products), abs(balls.total(products) + balls.ball(t))
    if sums == 0:  # certainly
        return balls.ball(1) if parts == 0 else balls.infinity()
    return parts / sums


def _scale_and_level(n: int, d: int, delta: Any, where: str) -> tuple[Any, Any]:
    delta = balls.ball(delta)
    if not (n >= 1 and d >= 1 and delta > 0 and delta < 1):
        raise DomainError(f"n={n}, d={d}, delta={delta} are out of range ({where})")
    size = balls.ball(n * d)
    return size.log() / 2, (8 * size / delta).log()


def ball_published_cancellation_margin(n: int, d: int, delta: Any) -> Any:
    """Definition."""
    scale, level = _scale_and_level(n, d, delta, "published_cancellation_margin")
    return (2 * scale).sqrt() + 2 * scale * level


def ball_refined_cancellation_margin(n: int, d: int, delta: Any) -> Any:
    """Definition."""
    scale, level = _scale_and_level(n, d, delta, "refined_cancellation_margin")
    return scale * (1 + level) + 2 * scale * (level / ball_published_point_count(n, d, delta)).sqrt()


def ball_published_point_count(n: int, d: int, delta: Any) -> Any:
    """Definition."""
    scale, level = _scale_and_level(n, d, delta, "published_point_count")
    return balls.maximum([balls.ball(1), (2 * scale * level).ceil()])


def _positive(*values: Any) -> None:
    if not all(v > 0 for v in values):
        raise DomainError("all arguments must be > 0 (error recursion over layers)")


def ball_propagated_error(omega: Any, w: Any) -> Any:
    """Definition, layer by layer."""
    _positive(*omega, *w)
    error = balls.ball(0)
    for delta, accuracy in zip(omega, w, strict=True):
        error = delta * ((1 + error) * (1 + accuracy) - 1)
    return error


def _products(omega: Any) -> list[Any]:
    found = []
    for start in range(len(omega)):
        product = balls.ball(1)
        for v in omega[start:]:
            product = product * v
        found.append(product)
    return found


def ball_published_layer_accuracies(omega: Any, epsilon: Any) -> list[Any]:
    """Definition."""
    epsilon = balls.ball(epsilon)
    _positive(epsilon, *omega)
    return [epsilon / (2 * len(omega) * product) for product in _products(omega)]


def ball_sharp_layer_accuracies(omega: Any, epsilon: Any) -> list[Any]:
    """Definition."""
    epsilon = balls.ball(epsilon)
    _positive(epsilon, *omega)
    share = ((1 + epsilon).log() / len(omega)).exp() - 1
    return [share / product for product in _products(omega)]


def ball_equal_split_saving(epsilon: Any, d: int) -> Any:
    """Definition."""
    epsilon = balls.ball(epsilon)
    if not (d >= 1 and epsilon > 0):
        raise DomainError(f"epsilon={epsilon}, d={d} are out of range (equal_split_saving)")
    return ((((1 + epsilon).log() / d).exp() - 1) / (epsilon / (2 * d))) ** 2


def _cube_root(value: Any) -> Any:
    return balls.power(value, balls.ball(1) / 3)


def ball_optimal_layer_accuracies(omega: Any, w: Any, epsilon: Any) -> list[Any]:
    """Definition."""
    epsilon = balls.ball(epsilon)
    _positive(epsilon, *omega, *w)
    total = balls.total(_cube_root(c) * _cube_root(p) ** 2 for p, c in zip(omega, w, strict=True))
    return [epsilon * _cube_root(c) / _cube_root(p) / total for p, c in zip(omega, w, strict=True)]


def ball_least_split_cost(omega: Any, w: Any, epsilon: Any) -> Any:
    """Definition."""
    epsilon = balls.ball(epsilon)
    _positive(epsilon, *omega, *w)
    return balls.total(_cube_root(c) * _cube_root(p) ** 2 for p, c in zip(omega, w, strict=True)) ** 3 / epsilon**2
