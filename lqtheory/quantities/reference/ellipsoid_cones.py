"""Ball versions for cones of sublevel sets, written from the definitions; s by bisection with decided signs."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import monotone_root, newton_root
from lqtheory.errors import DomainError, ShapeError

__all__ = [
    "ball_cone_level",
    "ball_effective_count",
    "ball_local_width",
    "ball_quadratic_cone_second_order",
    "ball_quadratic_cone_variance",
    "ball_quadratic_cone_width",
]


def ball_effective_count(omega: list[Any], s: Any) -> Any:
    """Definition."""
    s = balls.ball(s)
    if not s > 0 or any(v < 0 for v in omega):
        raise DomainError("omega must be >= 0 and s > 0 (effective_count)")
    return balls.total(s / (v + s) for v in omega)


def ball_cone_level(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Root in the bracket [2ε/‖y‖², Σ λ²y²/c]: s(c) solves Σ λ²y²/(s+λ) = c, which is at most Σ λ²y²/s."""
    if len(omega) != len(y):
        raise ShapeError(f"omega has {len(omega)} entries, y has {len(y)} (cone_level); give two vectors alike")
    e = balls.ball(epsilon)
    excess = balls.total(a * v * v for a, v in zip(omega, y, strict=True)) - 2 * e
    if not (e > 0 and excess > 0) or any(v < 0 for v in omega):
        raise DomainError("take lambda >= 0 and 0 < 2 epsilon < sum of lambda_i y_i^2 (cone_level)")

    def equation(s: Any) -> tuple[Any, Any]:
        """The concave rising function, and its slope Σ y²λ²/(λ+s)²."""
        shares = [(a / (a + s), v) for a, v in zip(omega, y, strict=True)]
        return s * balls.total(v * v * q for q, v in shares) - 2 * e, balls.total((v * q) ** 2 for q, v in shares)

    found = newton_root(equation, _level_in_floats(omega, y, e))
    if found is not None and found > 0:
        return found
    low = (e / balls.total(v * v for v in y)).lower()
    high = (2 * balls.total(a * a * v * v for a, v in zip(omega, y, strict=True)) / excess).upper()
    return monotone_root(lambda s: equation(s)[0], low, high)


def _level_in_floats(omega: list[Any], y: list[Any], e: Any) -> float:
    """A first guess: Newton's method from below."""
    pairs = [(float(a.mid()), float(v.mid()) ** 2) for a, v in zip(omega, y, strict=True)]
    goal = 2 * float(e.mid())
    s = goal / max(sum(w for _, w in pairs), 1e-300)
    for _ in range(100):
        value = sum(w * a * s / (a + s) for a, w in pairs) - goal
        slope = sum(w * (a / (a + s)) ** 2 for a, w in pairs)
        step = -value / slope if slope > 0 else 0.0
        s += step
        if not abs(step) > 1e-13 * s:
            break
    return s


def ball_quadratic_cone_width(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition."""
    return _width_at(ball_cone_level(omega, y, epsilon), omega, y)


def _width_at(s: Any, omega: list[Any], y: list[Any]) -> Any:
    pairs = list(zip(omega, y, strict=True))
    above = balls.total(a * a * v * v / (s + a) ** 3 for a, v in pairs)
    below = balls.total(a * a * v * v / (s + a) ** 2 for a, v in pairs)
    return balls.total(s / (a + s) for a in omega) - s * above / below


def ball_quadratic_cone_second_order(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition."""
    s = ball_cone_level(omega, y, epsilon)
    theta = balls.total(a * a / (s + a) ** 3 for a in omega) / balls.total(a / (s + a) ** 2 for a in omega)
    return _width_at(s, omega, y) + theta


def ball_quadratic_cone_variance(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition."""
    s = ball_cone_level(omega, y, epsilon)
    return 2 * balls.total(a * s / (a + s) ** 2 for a in omega)


def ball_local_width(omega: list[Any], y: list[Any], epsilon: Any) -> Any:
    """Definition, with radii: r²/(R² + r²) is 2ε/(λR² + 2ε)."""
    e = balls.ball(epsilon)
    if e < 0 or any(v < 0 for v in omega):
        raise DomainError("take lambda >= 0 and epsilon >= 0 (local_width)")
    square = balls.total(v * v for v in y)
    terms = []
    for a in omega:
        denominator = a * square + 2 * e
        terms.append(balls.ball(1) if denominator == 0 else 2 * e / denominator)
    return balls.total(terms)
