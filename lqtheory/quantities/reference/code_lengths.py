"""Ball versions of code lengths and codebook errors, from the definitions."""

from __future__ import annotations

import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError

__all__ = [
    "ball_bias_code_length",
    "ball_codebook_code_length",
    "ball_codebook_error",
    "ball_codebook_ratio",
    "ball_combined_relative_error",
    "ball_line_code_length",
    "ball_support_code_length",
    "ball_value_code_length",
    "ball_weight_code_length",
]


def _bits(count: int) -> Any:
    return balls.ball(count).log() / balls.ball(2).log()


def ball_support_code_length(n: int, k: int) -> Any:
    """Definition."""
    if not 0 <= k <= n:
        raise DomainError(f"n={n}, k={k} are out of range (support_code_length)")
    return _bits((n + 1) * math.comb(n, k))


def ball_line_code_length(m: int, n: int, i: int, j: int, k: int) -> Any:
    """Logarithm of the number of words of as many rows, columns and weights, and of such numbers."""
    if not (0 <= i <= m and 0 <= j <= n and 0 <= k <= i * j):
        raise DomainError(f"m={m}, n={n}, i={i}, j={j}, k={k} are out of range (line_code_length)")
    return _bits((m + 1) * math.comb(m, i) * (n + 1) * math.comb(n, j) * (i * j + 1) * math.comb(i * j, k))


def ball_codebook_code_length(b: int) -> Any:
    """Logarithm of the number of codebooks, entries in any order."""
    if not 0 <= b <= 16:
        raise DomainError(f"b={b} is out of range (codebook_code_length)")
    return balls.ball(2**b) * _bits(2**16)


def ball_bias_code_length(n: int) -> Any:
    """Logarithm of the number of ends and of levels."""
    if n < 0:
        raise DomainError(f"n={n} is out of range (bias_code_length)")
    return 2 * _bits(2**16) + n * _bits(2**6)


def ball_value_code_length(k: int, m: int) -> Any:
    """Number of types times that of the sequences of the largest type."""
    if k < 0 or m < 1:
        raise DomainError(f"k={k}, m={m} are out of range (value_code_length)")
    counts = [k // m + (j < k % m) for j in range(m)]
    sequences = math.factorial(k) // math.prod(math.factorial(c) for c in counts)
    return _bits(math.comb(k + m - 1, m - 1) * sequences)


def ball_weight_code_length(n: int, k: int, b: int) -> Any:
    """Sum of the parts."""
    if not 0 <= b <= 16:
        raise DomainError(f"b={b} is out of range (weight_code_length)")
    return 16 * 2**b + ball_support_code_length(n, k) + ball_value_code_length(k, 2**b)


def ball_codebook_ratio(R: Any, b: int) -> Any:
    """Definition."""
    R = balls.ball(R)
    if not R >= 1 or b < 1:
        raise DomainError(f"R={R}, b={b} are out of range (codebook_ratio)")
    return balls.power(R, balls.ball(1) / (2**b - 1))


def ball_codebook_error(R: Any, b: int) -> Any:
    """Definition; 1 - 2/(ρ + 1) names ρ once."""
    return 1 - 2 / (ball_codebook_ratio(R, b) + 1)


def ball_combined_relative_error(epsilon: Any, eta: Any) -> Any:
    """Definition."""
    epsilon, eta = balls.ball(epsilon), balls.ball(eta)
    if not (epsilon >= 0 and eta >= 0):
        raise DomainError(f"epsilon={epsilon}, eta={eta} are out of range (combined_relative_error)")
    return (1 + epsilon) * (1 + eta) - 1
