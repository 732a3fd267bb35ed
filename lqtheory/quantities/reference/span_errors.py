"""Ball versions of distances to spans, codes and dictionaries, written from the definitions."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from lqtheory import balls

__all__ = [
    "ball_code_error",
    "ball_decoder_error",
    "ball_dictionary_error",
    "ball_kernel_ratio",
    "ball_projection",
    "ball_row_rank",
    "ball_span_distance",
    "ball_worst_unit_distance",
]


def _dot(a: list[Any], b: list[Any]) -> Any:
    return balls.total(u * v for u, v in zip(a, b, strict=True))


def _orthogonal(rows: list[list[Any]]) -> list[list[Any]] | None:
    """Orthogonal vectors with the span of the rows (Gram-Schmidt); nothing if the rank is not decided."""
    basis: list[list[Any]] = []
    for row in rows:
        rest = row
        for e in basis:
            share = _dot(rest, e) / _dot(e, e)
            rest = [v - share * u for v, u in zip(rest, e, strict=True)]
        size = _dot(rest, rest)
        if size > 0:
            basis.append(rest)
        elif not size.is_zero():
            return None
    return basis


def _distance(x: list[Any], basis: list[list[Any]] | None) -> Any:
    whole = _dot(x, x)
    if basis is None:
        return balls.hull(0, whole.upper().sqrt() if whole > 0 else 0)
    rest = x
    for e in basis:
        share = _dot(rest, e) / _dot(e, e)
        rest = [v - share * u for v, u in zip(rest, e, strict=True)]
    return balls.power(_dot(rest, rest), 0.5)


def _unit(j: int, n: int) -> list[Any]:
    return [balls.ball(int(i == j)) for i in range(n)]


def ball_span_distance(x: list[Any], L: list[list[Any]]) -> Any:
    """Norm of what Gram-Schmidt leaves of x."""
    return _distance(x, _orthogonal(L))


def ball_row_rank(L: list[list[Any]]) -> Any:
    """Number of vectors that Gram-Schmidt leaves; every rank possible where that is open."""
    basis = _orthogonal(L)
    return balls.hull(0, min(len(L), len(L[0]))) if basis is None else balls.ball(len(basis))


def ball_projection(x: list[Any], L: list[list[Any]]) -> list[Any]:
    """Projection on the span of the rows; without bounds where the rank is open."""
    basis = _orthogonal(L)
    if basis is None:
        return [balls.ball(0) * balls.infinity()] * len(x)
    shares = [_dot(x, e) / _dot(e, e) for e in basis]
    return [balls.total(share * e[j] for share, e in zip(shares, basis, strict=True)) for j in range(len(x))]


def ball_worst_unit_distance(L: list[list[Any]]) -> Any:
    """Maximum over the unit vectors."""
    basis, n = _orthogonal(L), len(L[0])
    return balls.maximum(_distance(_unit(j, n), basis) for j in range(n))


def _flat(n: int, s: int, q: Any) -> list[list[Any]]:
    level = balls.power(balls.ball(s), -1 / balls.ball(q))
    return [[level if i in chosen else balls.ball(0) for i in range(n)] for chosen in combinations(range(n), s)]


def _norm(v: list[Any], p: Any) -> Any:
    magnitudes = [abs(u) for u in v]
    if balls.is_infinite(p):
        return balls.maximum(magnitudes)
    return balls.power(balls.total(balls.power(u, p) for u in magnitudes), 1 / balls.ball(p))


def ball_code_error(C: list[list[Any]], s: int, q: Any, p: Any) -> Any:
    """Definition: largest over the flat points of the least distance to a word."""
    errors = []
    for point in _flat(len(C[0]), s, q):
        gaps = ([u - v for u, v in zip(point, word, strict=True)] for word in C)
        errors.append(balls.minimum(_norm(gap, p) for gap in gaps))
    return balls.maximum(errors)


def ball_dictionary_error(D: list[list[Any]], m: int, s: int, q: Any) -> Any:
    """Definition: largest over the flat points of the least distance to a span of m atoms."""
    spans = [_orthogonal(list(rows)) for rows in combinations(D, m)]
    return balls.maximum(balls.minimum(_distance(x, basis) for basis in spans) for x in _flat(len(D[0]), s, q))


def _determinant(rows: list[list[Any]]) -> Any:
    """Expansion along the first row: the matrices are tiny, and zeros stay exact."""
    if not rows:
        return balls.ball(1)
    total = balls.ball(0)
    for j, entry in enumerate(rows[0]):
        if not entry.is_zero():
            minor = [[*row[:j], *row[j + 1 :]] for row in rows[1:]]
            total = total + (entry if j % 2 == 0 else -entry) * _determinant(minor)
    return total


def ball_kernel_ratio(A: list[list[Any]], q: Any, p: Any) -> Any:
    """Maximum over the kernel vectors of least support, by Cramer's rule on the rows that are independent."""
    n = len(A[0])
    if len(A) >= n:  # trivial or not: the rank is not looked at
        return balls.hull(0, 1)
    found = _least_supports(A)
    return _any_ratio(n, q, p) if found is None else balls.maximum(_norm(v, p) / _norm(v, q) for _, v in found)


def _least_supports(A: list[list[Any]]) -> list[tuple[tuple[int, ...], list[Any]]] | None:
    """Places and entries of the kernel vectors of least support; nothing where the rank is smaller or undecided."""
    n, size = len(A[0]), len(A)
    found = []
    for chosen in combinations(range(n), size + 1):
        block = [[row[j] for j in chosen] for row in A]
        v = [_determinant([[*row[:i], *row[i + 1 :]] for row in block]) for i in range(size + 1)]
        if all(u.is_zero() for u in v):
            continue
        if not any(u > 0 or u < 0 for u in v):
            return None
        found.append((chosen, [u if i % 2 == 0 else -u for i, u in enumerate(v)]))
    return found or None


def ball_decoder_error(A: list[list[Any]], y: list[Any], q: Any, p: Any) -> Any:
    """Maximum over the kernel vectors of least support and their signs; without bounds where these are not decided."""
    n = len(A[0])
    found = None if len(A) >= n else _least_supports(A)
    if found is None:
        return balls.ball(0) * balls.infinity()
    errors = []
    for chosen, v in found:
        size = _norm(v, q)
        whole = [balls.ball(0)] * n
        for j, u in zip(chosen, v, strict=True):
            whole[j] = u / size
        errors += [_norm([sign * a - b for a, b in zip(whole, y, strict=True)], p) for sign in (1, -1)]
    return balls.maximum(errors)


def _any_ratio(n: int, q: Any, p: Any) -> Any:
    """Every vector of n entries has its ratio here."""
    inverse = balls.ball(0) if balls.is_infinite(p) else 1 / balls.ball(p)
    return balls.hull(balls.power(balls.ball(n), inverse - 1 / balls.ball(q)), 1)
