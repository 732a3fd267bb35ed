"""Ball versions of risk bounds from code lengths, from the definitions."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.unseen_limits import ball_clopper_pearson_upper, monotone_root

__all__ = [
    "ball_code_risk_binomial",
    "ball_code_risk_bound",
    "ball_code_risk_hoeffding",
    "ball_kl_inverse",
    "ball_published_complexity_term",
]


def _surprise(p: Any, q: Any) -> Any:
    """kl(p‖q) - (p ln p + (1-p) ln(1-p))."""
    return -(balls.ball(0) if p.is_zero() else p * q.log()) - (balls.ball(0) if p == 1 else (1 - p) * (1 - q).log())


def _entropy(p: Any) -> Any:
    terms = (part * part.log() for part in (p, 1 - p) if not part.is_zero())
    return -balls.total(terms)


def ball_kl_inverse(p: Any, c: Any) -> Any:
    """Definition, for each end of an interval of shares: kl⁻¹ rises in both arguments."""
    p, c = balls.ball(p), balls.ball(c)
    if p < 0 or p > 1 or not c >= 0:  # a share that is 1 up to rounding is cut back to at most 1 below
        raise DomainError(f"p={p}, c={c} are out of range (kl_inverse)")
    ends = [balls.ball(end) for end in (p.lower(), p.upper())]
    return balls.hull(*(_kl_root(balls.minimum([balls.ball(1), balls.maximum([balls.ball(0), e])]), c) for e in ends))


def _kl_root(p: Any, c: Any) -> Any:
    if p == 1:
        return balls.ball(1)
    target = _entropy(p) + c
    return monotone_root(
        lambda q: q <= p or (q > p and _surprise(p, q) < target),
        lambda q: q > p and _surprise(p, q) > target,
        _proposed(float(p.mid()), float(target.mid())),
    )


def _proposed(p: float, target: float) -> float:
    """The root in floats, where p ln(1/q) + (1-p) ln(1/(1-q)) is the target."""
    low, high = p, 1.0
    for _ in range(50):
        q = 0.5 * (low + high)
        if not low < q < high:
            break
        surprise = -(p * math.log(q) if p else 0.0) - (1.0 - p) * math.log1p(-q)
        low, high = (q, high) if surprise < target else (low, q)
    return 0.5 * (low + high)


def _complexity(p: Any, Lambda: Any, n: int, delta: Any, where: str) -> tuple[Any, Any]:
    p, Lambda, delta = balls.ball(p), balls.ball(Lambda), balls.ball(delta)
    if not (p >= 0 and p <= 1 and Lambda >= 0 and n >= 1 and delta > 0 and delta < 1):
        raise DomainError(f"p={p}, Lambda={Lambda}, n={n}, delta={delta} are out of range ({where})")
    return p, (Lambda * balls.ball(2).log() + (1 / delta).log()) / n


def ball_code_risk_bound(p: Any, Lambda: Any, n: int, delta: Any) -> Any:
    """Definition."""
    return ball_kl_inverse(*_complexity(p, Lambda, n, delta, "code_risk_bound"))


def ball_code_risk_hoeffding(p: Any, Lambda: Any, n: int, delta: Any) -> Any:
    """Definition."""
    p, c = _complexity(p, Lambda, n, delta, "code_risk_hoeffding")
    return p + (c / 2).sqrt()


def ball_code_risk_binomial(k: int, n: int, Lambda: Any, delta: Any) -> Any:
    """Definition."""
    if n < 1 or not 0 <= k <= n:
        raise DomainError(f"k={k} is outside 0..n with n={n} (code_risk_binomial)")
    _complexity(balls.ball(0), Lambda, n, delta, "code_risk_binomial")
    return ball_clopper_pearson_upper(k, n, balls.ball(delta) * (-balls.ball(Lambda) * balls.ball(2).log()).exp())


def ball_published_complexity_term(F: Any, s: Any, gamma: Any, n: int) -> Any:
    """Definition."""
    F, s, gamma = balls.ball(F), balls.ball(s), balls.ball(gamma)
    if not (F >= 0 and s >= 0 and gamma > 0 and n >= 1):
        raise DomainError(f"F={F}, s={s}, gamma={gamma}, n={n} are out of range (published_complexity_term)")
    return F * (s / n).sqrt() / gamma
