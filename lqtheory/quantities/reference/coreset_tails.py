"""Ball versions of the tails of one class of edges, from their definitions."""

# pyright: reportAttributeAccessIssue=false
from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_bennett_function",
    "ball_bernstein_lower_tail",
    "ball_bernstein_upper_tail",
    "ball_binary_divergence",
    "ball_kl_lower_tail",
    "ball_kl_upper_tail",
]


def _xlogy(x: Any, y: Any) -> Any:
    """The product x ln y, 0 for x = 0; an x that may be 0 gives a ball from there on."""
    if x.is_zero():
        return balls.ball(0)
    if not x > 0 and not x < 0 and y > 0:
        return x * y.log()
    return x * balls.log(y)


def ball_bennett_function(u: Any) -> Any:
    """Definition; a ball that reaches down to -1 is cut there, between 0 and the values at its ends."""
    u = balls.ball(u)
    if u == -1:
        return balls.ball(1)
    if u < -1:
        raise DomainError(f"u={u} is below -1 (bennett_function)")
    if not u > -1:  # convex with its least value 0 at 0, and 1 at -1
        top = u.upper()
        return balls.ball(0).union(balls.maximum([balls.ball(1), (1 + top) * (1 + top).log() - top]))
    value = (1 + u) * (1 + u).log() - u
    if u.is_exact():
        return value
    # Increasing away from 0: the ends of the argument give a tighter enclosure than the formula.
    ends = [((1 + e) * (1 + e).log() - e) for e in (u.lower(), u.upper())]
    inside = balls.ball(0) if u.contains(0) else ends[0]
    return inside.union(ends[0]).union(ends[1])


def ball_binary_divergence(p: Any, q: Any) -> Any:
    """Definition."""
    p, q = balls.ball(p), balls.ball(q)
    if p < 0 or p > 1 or q < 0 or q > 1:
        raise DomainError(f"p={p}, q={q} are not in [0, 1] (binary_divergence)")
    if (q == 0 or q == 1) and p == q:
        return balls.ball(0)
    if (q == 0 and p > 0) or (q == 1 and p < 1):
        return balls.infinity()
    first = balls.ball(0) if p == 0 else _xlogy(p, p / q)
    second = balls.ball(0) if p == 1 else _xlogy(1 - p, (1 - p) / (1 - q))
    return first + second


def _checked(m: Any, B: Any, epsilon: Any, where: str) -> tuple[Any, Any, Any]:
    m, B, e = balls.ball(m), balls.ball(B), balls.ball(epsilon)
    if m < 0 or B < 1 or e <= 0:
        raise DomainError(f"m={m}, B={B}, epsilon={e} are out of range ({where})")
    return m, B, e


def _share(value: Any) -> Any:
    """A probability whose enclosure is cut at its ends."""
    return value.max(balls.ball(0)).min(balls.ball(1)) if value.is_finite() else balls.hull(0, 1)


def _bernstein(m: Any, room: Any, exponent: Any) -> Any:
    """exp(-m exponent), and 0 where there is no room; both where that is not decided."""
    if m == 0:
        return balls.ball(1)
    if room == 0:
        return balls.ball(0) if m > 0 else balls.hull(0, 1)
    value = _share((-m * exponent).exp())
    return value if room > 0 else value.union(balls.ball(0))


def ball_bernstein_upper_tail(m: Any, B: Any, epsilon: Any) -> Any:
    """Definition; 0 at B = 1."""
    m, B, e = _checked(m, B, epsilon, "bernstein_upper_tail")
    return _bernstein(m, B - 1, 3 * e**2 / ((6 + 2 * e) * (B - 1)) if not B == 1 else balls.ball(0))


def ball_bernstein_lower_tail(m: Any, B: Any, epsilon: Any) -> Any:
    """Definition; 0 at B = 1."""
    m, B, e = _checked(m, B, epsilon, "bernstein_lower_tail")
    return _bernstein(m, B - 1, e**2 / (2 * (B - 1) + 2 * e / 3))


def _kl(m: Any, B: Any, target: Any) -> Any:
    """exp(-m kl(target/B ‖ 1/B)), 0 where the target cannot be reached."""
    if m == 0:
        return balls.ball(1)
    if target > B or target < 0 or (B == 1 and not target == 1):
        return balls.ball(0) if m > 0 else balls.hull(0, 1)
    if target == B:
        return (-m * B.log()).exp()
    if target == 0:
        return _share((m * (1 - 1 / B).log()).exp())
    if not (target < B and target > 0 and B > 1):
        return balls.hull(0, 1)
    return _share((-m * ball_binary_divergence(target / B, 1 / B)).exp())


def ball_kl_upper_tail(m: Any, B: Any, epsilon: Any) -> Any:
    """Definition."""
    m, B, e = _checked(m, B, epsilon, "kl_upper_tail")
    return _kl(m, B, 1 + e)


def ball_kl_lower_tail(m: Any, B: Any, epsilon: Any) -> Any:
    """Definition."""
    m, B, e = _checked(m, B, epsilon, "kl_lower_tail")
    return _kl(m, B, 1 - e)
