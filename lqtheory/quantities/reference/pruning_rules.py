"""Ball versions of the retained counts of the PQ index, written from the definitions."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.best_k_term import rank

__all__ = [
    "ball_head_tail_ratio",
    "ball_pqi_retain",
    "ball_pqi_retain_sharp",
    "ball_sap_retained_count",
]


def ball_head_tail_ratio(x: list[Any], r: int, p: Any) -> Any:
    """Definition."""
    r = rank(r, 0, len(x), "head_tail_ratio")
    powers = [balls.power(v, p) for v in balls.sort_descending(abs(v) for v in x)]
    return balls.total(powers[r:]) / balls.total(powers[:r])


def ball_pqi_retain(d: int, index: Any, eta: Any, p: Any, q: Any) -> Any:
    """Definition."""
    p, eta = balls.ball(p), balls.ball(eta)
    ratio = balls.ball(1) if balls.is_infinite(q) else balls.ball(q) / (balls.ball(q) - p)
    return d * balls.power(1 + eta, -ratio) * balls.power(1 - balls.ball(index), ratio * p)


def ball_pqi_retain_sharp(d: int, index: Any, eta: Any, p: Any, q: Any) -> Any:
    """Try r = 1, 2, ... with the defining inequality; undecided ones widen the ball."""
    index, eta, p, q = balls.ball(index), balls.ball(eta), balls.ball(p), balls.ball(q)
    tau, c = eta / (1 + eta), q / p
    right = balls.power(d * balls.power(1 - index, q * p / (q - p)), 1 - c)
    first = None
    for r in range(1, d + 1):
        if r > d * (1 - tau):
            break
        head = balls.power(balls.ball(r), 1 - c) * balls.power(1 - tau, c)
        tail = balls.ball(0) if tau.is_zero() else balls.power(balls.ball(d - r), 1 - c) * balls.power(tau, c)
        truth = balls.compare(head + tail, "<=", right)
        if truth is not balls.Truth.NO and first is None:
            first = r
        if truth is balls.Truth.YES:
            return balls.hull(first, r)
    if first is None:
        raise DomainError("no vector has this (d, I, eta) (pqi_retain_sharp); measure them on a vector")
    return balls.hull(first, d)


def ball_sap_retained_count(x: list[Any], p: Any, q: Any, eta: Any) -> Any:
    """Definition through the PQ index."""
    infinite = balls.is_infinite(q)
    p = balls.ball(p)
    norms = [balls.power(balls.total(balls.power(abs(v), e) for v in x), 1 / e) for e in ([p] if infinite else [p, q])]
    upper = balls.maximum(abs(v) for v in x) if infinite else norms[1]
    inverse = balls.ball(0) if infinite else 1 / balls.ball(q)
    index = 1 - balls.power(balls.ball(len(x)), inverse - 1 / p) * norms[0] / upper
    return ball_pqi_retain(len(x), index, eta, p, q)
