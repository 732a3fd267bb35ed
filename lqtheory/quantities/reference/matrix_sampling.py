"""Ball versions of errors of sampled matrices, from the definitions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.unseen_limits import monotone_root

__all__ = [
    "ball_bernstein_row_level",
    "ball_bernstein_row_share",
    "ball_entry_sampling_error",
    "ball_l1_sampling_error",
    "ball_l2_sampling_error",
    "ball_matrix_bernstein_radius",
    "ball_rank_at_storage",
    "ball_uniform_sampling_error",
    "enumerated_sampling_error",
]


def _draws(s: int, where: str) -> None:
    if s < 1:
        raise DomainError(f"s={s} is below 1 ({where})")


def ball_entry_sampling_error(x: Sequence[Any], w: Sequence[Any], s: int) -> Any:
    """Definition, with 1/p_i - 1 = (sum of the other weights)/w_i."""
    _draws(s, "entry_sampling_error")
    if not all(v > 0 for v in w):
        raise DomainError("a weight is not positive (entry_sampling_error)")
    others = [balls.total(v for j, v in enumerate(w) if j != i) for i in range(len(w))]
    return balls.total(v * v * o / u for v, o, u in zip(x, others, w, strict=True)) / s


def enumerated_sampling_error(x: Sequence[Any], w: Sequence[Any], s: int) -> Any:
    """E‖B - A‖_F² over all n^s sequences of draws."""
    total, terms = balls.total(w), []
    for draws in itertools.product(range(len(x)), repeat=s):
        chance, error = balls.ball(1), balls.ball(0)
        for i in draws:
            chance = chance * w[i] / total
        for i, v in enumerate(x):
            error = error + (draws.count(i) * v * total / (s * w[i]) - v) ** 2
        terms.append(chance * error)
    return balls.total(terms)


def _support(x: Sequence[Any]) -> tuple[int, int]:
    """Least and largest possible number of nonzero entries."""
    return sum(bool(v != 0) for v in x), sum(not v.is_zero() for v in x)


def _alike(x: Sequence[Any], s: int) -> Any:
    least, most = _support(x)
    count = balls.hull(balls.ball(max(0, least - 1)), balls.ball(max(0, most - 1)))
    return count * balls.total(v * v for v in x) / s


def ball_uniform_sampling_error(x: Sequence[Any], s: int) -> Any:
    """Every nonzero entry with probability 1/nnz."""
    _draws(s, "uniform_sampling_error")
    return _alike(x, s)


def ball_l1_sampling_error(x: Sequence[Any], s: int) -> Any:
    """Twice the sum over pairs."""
    _draws(s, "l1_sampling_error")
    return 2 * balls.total(abs(a * b) for a, b in itertools.combinations(x, 2)) / s


def ball_l2_sampling_error(x: Sequence[Any], s: int) -> Any:
    """x_i²/p_i is ‖x‖² for each nonzero entry; by the definition where all entries are decided."""
    _draws(s, "l2_sampling_error")
    least, most = _support(x)
    if least != most:
        return _alike(x, s)
    total = balls.total(v * v for v in x)
    return (balls.total(v * v / (v * v / total) for v in x if not v.is_zero()) - total) / s


def ball_matrix_bernstein_radius(variance: Any, R: Any, n: int, delta: Any) -> Any:
    """Definition."""
    variance, R, delta = balls.ball(variance), balls.ball(R), balls.ball(delta)
    if not (variance >= 0 and R >= 0 and n >= 2 and delta > 0 and delta < 1):
        raise DomainError(
            f"variance={variance}, R={R}, n={n}, delta={delta} are out of range (matrix_bernstein_radius)"
        )
    level = (n / delta).log()
    return level * R / 3 + ((level * R / 3) ** 2 + 2 * level * variance).sqrt()


def ball_bernstein_row_share(a: Any, alpha: Any, beta: Any, zeta: Any) -> Any:
    """Definition."""
    a, alpha, beta, zeta = (balls.ball(v) for v in (a, alpha, beta, zeta))
    if not (a >= 0 and alpha >= 0 and beta >= 0 and zeta > 0):
        raise DomainError(f"a={a}, alpha={alpha}, beta={beta}, zeta={zeta} are out of range (bernstein_row_share)")
    half = alpha * a / (2 * zeta)
    return (half + (half * half + beta * a / zeta).sqrt()) ** 2


def ball_bernstein_row_level(x: Sequence[Any], s: Any, m: int, delta: Any) -> Any:
    """Definition: the sum of the shares falls in the level; between 0 and more than all rows need."""
    s, delta = balls.ball(s), balls.ball(delta)
    if not (s > 0 and m >= 2 and delta > 0 and delta < 1) or all(v.is_zero() for v in x):
        raise DomainError(f"s={s}, m={m}, delta={delta} or the norms are out of range (bernstein_row_level)")
    logarithm = (m / delta).log()
    alpha, beta = (logarithm / s).sqrt(), logarithm / (3 * s)
    norms = [abs(v) for v in x]

    def total(zeta: Any) -> Any:
        return balls.total(ball_bernstein_row_share(r.max(balls.ball(0)), alpha, beta, zeta) for r in norms)

    high = balls.ball((balls.maximum(norms) * (alpha + beta) * (len(x) + 1)).upper())
    share = monotone_root(lambda u: u > 0 and total(u * high) > 1, lambda u: u > 0 and total(u * high) < 1)
    return share * high


def ball_rank_at_storage(k: int, m: int, n: int) -> Any:
    """Definition."""
    if k < 0 or m < 1 or n < 1:
        raise DomainError(f"k={k}, m={m}, n={n} are out of range (rank_at_storage)")
    return balls.ball(k // (m + n))
