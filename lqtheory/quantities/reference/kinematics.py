"""Ball versions of exact kinematics: sums of binomial weights in whole numbers, up to a bounded rounding."""

from __future__ import annotations

from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import working_bits
from lqtheory.balls.special import binomial
from lqtheory.errors import DomainError

__all__ = ["ball_orthant_meets_subspace"]

#: Dimension up to which the leading weight is a whole number, beyond that a ball.
_WHOLE = 20_000


def ball_orthant_meets_subspace(d: int, k: int) -> Any:
    """Twice the sum of every other binomial weight from the codimension plus one on, which is Σ_{j<k} C(d-1,j)/2^{d-1}.

    By C(d,j) = C(d-1,j) + C(d-1,j-1) two neighbours of the one sum are one term of the other.
    """
    if d < 1 or not 0 <= k <= d:
        raise DomainError(f"k={k} is outside {{0,...,d}} with d={d} (orthant_meets_subspace)")
    if k in (0, d):
        return balls.ball(0 if k == 0 else 1)
    if d <= 64:
        return balls.ball(2 * sum(comb(d, j) for j in range(d - k + 1, d + 1, 2))) / balls.ball(2**d)
    return 1 - _below(d - 1, d - k) if 2 * k > d else _below(d - 1, k)


def _below(n: int, k: int) -> Any:
    """Σ_{j<k} C(n,j)/2^n for k <= n/2 + 1, as the largest term times a falling sum in fixed point."""
    bits = working_bits() + 40
    term = total = 1 << bits
    count, j = 0, k - 1
    while j > 0 and term:
        term = term * j // (n - j + 1)
        total, j, count = total + term, j - 1, count + 1
    # Each quotient is rounded down by less than 1, and the factors are at most 1: a term is low by at most its index.
    # When it is 0 the true term is at most that many units, and so are all that follow, at most n of them.
    excess = count * (count + 1) + (n if j > 0 else 0) * (count + 1)
    half = balls.ball(total) + balls.hull(0, excess)
    largest = balls.ball(comb(n, k - 1)) if n <= _WHOLE else binomial(n, k - 1)
    return largest * half / balls.ball(2) ** (bits + n)
