"""Ball versions of the numbers of draws, from their definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.coreset_tails import ball_kl_lower_tail, ball_kl_upper_tail

__all__ = ["ball_bernstein_count", "ball_iclr_count", "ball_kl_count", "ball_sample_set_size"]


def _checked(B: Any, epsilon: Any, delta: Any, where: str) -> tuple[Any, Any, Any]:
    B, e, d = balls.ball(B), balls.ball(epsilon), balls.ball(delta)
    if B < 1 or e <= 0 or d <= 0 or d >= 1:
        raise DomainError(f"B={B}, epsilon={e}, delta={d} are out of range ({where})")
    return B, e, d


def whole(value: Any) -> Any:
    """Smallest integer that is at least the value and 1; an interval of them where the value is not exact."""
    ends = (balls.maximum([end.ceil(), balls.ball(1)]) for end in (value.lower(), value.upper()))
    low, high = ends
    return low.union(high)


def ball_bernstein_count(B: Any, epsilon: Any, delta: Any) -> Any:
    """Definition; 0 at B = 1."""
    B, e, d = _checked(B, epsilon, delta, "bernstein_count")
    if B == 1:
        return balls.ball(0)
    reach = balls.maximum([B - 1, balls.ball(1)])
    value = (2 / d).log() * (2 * (B - 1) + balls.ball(2) / 3 * e * reach) / e**2
    return value if B > 1 else value.union(balls.ball(0))


def ball_kl_count(B: Any, epsilon: Any, delta: Any) -> Any:
    """Definition, by bisection; an interval of counts where a comparison is not decided."""
    B, e, d = _checked(B, epsilon, delta, "kl_count")

    def truth(m: int) -> balls.Truth:
        return balls.compare(ball_kl_upper_tail(m, B, e) + ball_kl_lower_tail(m, B, e), "<=", d)

    def least(accepted: tuple[balls.Truth, ...]) -> int:
        low, high = 0, 1
        while truth(high) not in accepted:
            low, high = high, 2 * high
            if high > 1 << 400:
                raise DomainError(f"no count below 2^400 is enough at B={B}, epsilon={e} (kl_count)")
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if truth(middle) in accepted else (middle, high)
        return high

    return balls.hull(least((balls.Truth.YES, balls.Truth.UNDECIDED)), least((balls.Truth.YES,)))


def ball_iclr_count(S: Any, K: Any, epsilon: Any, eta: Any, delta: Any) -> Any:
    """Definition."""
    S, K, e, eta, d = (balls.ball(v) for v in (S, K, epsilon, eta, delta))
    if S < 1 or K < 1 or e <= 0 or eta < 1 or d <= 0 or d >= 1:
        raise DomainError(f"S={S}, K={K}, epsilon={e}, eta={eta}, delta={d} are out of range (iclr_count)")
    return whole(8 * S * K * (8 * eta / d).log() / e**2)


def ball_sample_set_size(K: Any, eta: int, width: int, delta: Any) -> Any:
    """Definition."""
    K, d = balls.ball(K), balls.ball(delta)
    if K <= 0 or eta < 1 or width < 1 or d <= 0 or d >= 1:
        raise DomainError(f"K={K}, eta={eta}, width={width}, delta={d} are out of range (sample_set_size)")
    return whole(K * (balls.ball(8 * eta * width) / d).log())
