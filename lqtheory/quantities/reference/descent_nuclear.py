"""Ball versions of the excesses of singular values over a threshold, by elliptic integrals.

With u = a √(1 - m sin²φ), a = 1 + √y and m = 4√y/a², the limit law of singular values is (4/π) sin²2φ/u² dφ on
(0, π/2), and u > t where sin²φ < (a² - t²)/(4√y). The moments are elementary, and one is an elliptic integral:
∫ sin²φ cos²φ/Δ dφ = (F - (2-m) D - sin φ cos φ Δ)/(3m), Δ = √(1 - m sin²φ), D = (F - E)/m.
"""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, working_bits
from lqtheory.balls.special import angle as angle_of
from lqtheory.balls.special import carlson_d, carlson_f
from lqtheory.errors import DomainError

__all__ = ["ball_singular_excess", "ball_singular_excess_square", "excess_chance", "excess_moments"]


#: Enclosures are not made tighter than this, whatever the working precision: at an equality no precision decides.
_BITS = 180
#: Bits for what cancels next to the edges of the law, at most.
_GUARD = 400


def excess_moments(t: Any, y: Any) -> tuple[Any, Any, Any]:
    """P(u > t), E (u-t)_+ and E (u-t)_+² for aspect ratio y in (0, 1] and a threshold of at least 0.

    Parameters
    ----------
    t, y : arb
        Threshold and aspect ratio.

    Returns
    -------
    tuple of arb
        Not finite where the ball of y leaves open whether it is 1 and the threshold is below the law.

    Examples
    --------
    >>> chance, mean, square = excess_moments(balls.ball(0), balls.ball(1))
    >>> [bool(v.contains(balls.ball(1))) for v in (chance, square)], round(float(mean), 12)
    ([True, True], 0.848826363157)
    """
    root = y.sqrt()
    share = (((1 + root) ** 2 - t * t) / (4 * root)).max(balls.ball(0)).min(balls.ball(1))
    small = max(float(share.mid()), 1e-30)
    guard = 40 - 2.5 * math.log2(small) - 3.5 * math.log2(max(float(y.mid()), 1e-60))
    with balls.precision(working_bits() + min(int(guard), _GUARD)):
        return _moments(t, y)


def excess_chance(t: Any, y: Any) -> Any:
    """P(u > t) alone, which takes no elliptic integral.

    Parameters
    ----------
    t, y : arb
        Threshold and aspect ratio.

    Returns
    -------
    arb

    Examples
    --------
    >>> bool(excess_chance(balls.ball(0), balls.ball(1)).contains(balls.ball(1)))
    True
    """
    root, _, _, sine, cosine, angle = _places(t, y)
    second = (angle - 2 * sine * cosine) / 4 if y == 1 else _over_square(y, root, sine, cosine, angle)
    return 4 / circle_constant() * second


def _places(t: Any, y: Any) -> tuple[Any, Any, Any, Any, Any, Any]:
    """√y, sin²φ and cos²φ where u = t, sin φ, cos φ and 2φ."""
    root = y.sqrt()
    square = (((1 + root) ** 2 - t * t) / (4 * root)).max(balls.ball(0)).min(balls.ball(1))
    rest = (1 - square).max(balls.ball(0))
    sine, cosine = square.sqrt(), rest.sqrt()
    angle = (cosine * cosine - square).max(balls.ball(-1)).min(balls.ball(1)).acos() if square < 0.5 else None
    return root, square, rest, sine, cosine, 2 * cosine.acos() if angle is None else angle


def _moments(t: Any, y: Any) -> tuple[Any, Any, Any]:
    root, square, rest, sine, cosine, angle = _places(t, y)
    a, product = 1 + root, sine * cosine
    whole = (angle - 2 * product * (rest - square)) / 4  # ∫ sin²2φ
    if y == 1:
        first, second = 2 * sine * square / 3, (angle - 2 * product) / 4
    else:
        first, second = _over_length(a, root, square, rest, sine, product), _over_square(y, root, sine, cosine, angle)
    scale = 4 / circle_constant()
    mean, chance = first - t * second, second
    return scale * chance, scale * mean, scale * (whole - 2 * t * first + t * t * second)


def _over_length(a: Any, root: Any, square: Any, rest: Any, sine: Any, product: Any) -> Any:
    """∫ sin²2φ/u dφ, by Carlson's symmetric integrals."""
    m = 4 * root / (a * a)
    delta = rest + square * ((1 - root) / a) ** 2
    f, d = sine * carlson_f(rest, delta, 1), sine * square * carlson_d(rest, delta, 1) / 3
    return 4 / a * (f - (2 - m) * d - product * delta.sqrt()) / (3 * m)


def _over_square(y: Any, root: Any, sine: Any, cosine: Any, angle: Any) -> Any:
    """∫ sin²2φ/u² dφ with ψ = 2φ: half of Aψ/B² - sin ψ/B - ((A²-B²)/B²) ∫dψ/(A + B cos ψ), A = 1+y, B = 2√y."""
    turned = angle_of((1 - root) * sine, (1 + root) * cosine)
    return ((1 + y) * angle / (4 * y) - sine * cosine / root - (1 - y) * turned / (2 * y)) / 2


def _mean(t: Any, y: Any, power: int) -> Any:
    """E (u-t)_+^power for an exact threshold."""
    if y <= 0 or y > 1 or t < 0:
        raise DomainError(f"t={t}, nu={y} is outside [0, inf) x (0, 1] (singular_excess)")
    if t >= 1 + y.sqrt():
        return balls.ball(0)
    with balls.precision(min(working_bits(), _BITS)):
        value = excess_moments(t, y)[power]
    return value.max(balls.ball(0)) if value.is_finite() else balls.hull(0, 4)


def ball_singular_excess(t: Any, y: Any) -> Any:
    """E (u-t)_+, between its values at the ends of t because it falls."""
    return _over(balls.ball(t), balls.ball(y), 1)


def ball_singular_excess_square(t: Any, y: Any) -> Any:
    """E (u-t)_+²."""
    return _over(balls.ball(t), balls.ball(y), 2)


def _over(t: Any, y: Any, power: int) -> Any:
    if not y.is_finite() or not t.is_finite():
        return balls.hull(0, 4)
    if t.is_exact():
        return _mean(t, y, power)
    return _mean(t.lower().max(balls.ball(0)), y, power).union(_mean(t.upper(), y, power))
