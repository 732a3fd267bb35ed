"""Ball versions of the quantities of small maps, written with lists from the definitions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.matrices import spectral_norm

Ball = Any


def _root(value: Ball) -> Ball:
    return balls.power(value, Fraction(1, 2))


def _norm(x: list[Ball]) -> Ball:
    return _root(balls.total(a * a for a in x))


def _masked(value: Any) -> list[list[Ball]]:
    return [[a * m for a, m in zip(row, kept, strict=True)] for row, kept in zip(value.weight, value.mask, strict=True)]


def _row_norm(rows: list[list[Ball]]) -> Ball:
    return balls.maximum(balls.total(abs(a) for a in row) for row in rows)


def _columns(rows: list[list[Ball]]) -> list[list[Ball]]:
    return [list(column) for column in zip(*rows, strict=True)]


def ball_full_spectral_norm(value: Any) -> Ball:
    """Spectral norm of the matrix."""
    return spectral_norm(value.weight)


def ball_masked_spectral_norm(value: Any) -> Ball:
    """Spectral norm of what is kept."""
    return spectral_norm(_masked(value))


def ball_full_frobenius_norm(value: Any) -> Ball:
    """Frobenius norm of the matrix."""
    return _norm([a for row in value.weight for a in row])


def ball_masked_frobenius_norm(value: Any) -> Ball:
    """Frobenius norm of what is kept."""
    return _norm([a for row in _masked(value) for a in row])


def ball_full_row_norm(value: Any) -> Ball:
    """Largest row sum of the matrix."""
    return _row_norm(value.weight)


def ball_full_column_norm(value: Any) -> Ball:
    """Largest column sum of the matrix."""
    return _row_norm(_columns(value.weight))


def ball_gram_row_norm(value: Any) -> Ball:
    """Largest row sum of the matrix of inner products of columns."""
    columns = _columns(value.weight)
    return _row_norm([[balls.total(a * b for a, b in zip(u, v, strict=True)) for v in columns] for u in columns])


def ball_masked_row_norm(value: Any) -> Ball:
    """Largest row sum of what is kept."""
    return _row_norm(_masked(value))
