"""Norms, best k-term errors and keep counts of a vector that comes in pieces, in memory that does not grow with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.bulk_norms import lq_norms
from lqtheory.quantities.instance_keep_counts import KEEP_TOLERANCE
from lqtheory.quantities.selection import CHUNK, bucket_edges, leading_bits, magnitude_histogram, plain_vector

__all__ = ["StreamedErrors", "streamed_errors", "streamed_norms"]

Pieces = Callable[[], Iterable[np.ndarray]]
_DIGIT = 1 << 16


@dataclass(frozen=True, eq=False)
class StreamedErrors:
    """Best k-term errors of a long vector in the 2-norm.

    Parameters
    ----------
    n, zeros : int
        Number of entries, and how many are zero.
    norm : float
        The 2-norm.
    errors : tuple of float
        σ_k(x)_2/‖x‖_2 for every count that was asked for; 0 for a zero vector.
    kept : tuple of int
        Least k with σ_k(x)_2 <= η‖x‖_2 for every tolerance that was asked for.
    edges : numpy.ndarray of float64, shape (m,)
        Magnitudes, ascending.
    curve_kept : numpy.ndarray of int64, shape (m,)
        For each of them the number of entries at least as large.
    curve_errors : numpy.ndarray of float64, shape (m,)
        The relative error of keeping just those.
    """

    n: int
    zeros: int
    norm: float
    errors: tuple[float, ...]
    kept: tuple[int, ...]
    edges: np.ndarray
    curve_kept: np.ndarray
    curve_errors: np.ndarray


def streamed_norms(pieces: Pieces, qs: Sequence[float]) -> np.ndarray:
    r"""The l_q norms of a vector that comes in pieces.

    ‖x‖_q = ‖(‖x^{(1)}‖_q, ‖x^{(2)}‖_q, …)‖_q for pieces x^{(j)}.

    Parameters
    ----------
    pieces : callable
        Returns a new iterator over the pieces, arrays of float32 or float64 of shape (m,).
    qs : sequence of float
        Exponents in (0, inf].

    Returns
    -------
    numpy.ndarray of float64, shape (len(qs),)

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        As :func:`lqtheory.quantities.bulk_norms.lq_norms`, or if there is no piece.

    Notes
    -----
    One pass; memory for one piece and one number for each piece.

    References
    ----------
    Dossier lq.lognorm.

    Examples
    --------
    >>> streamed_norms(lambda: iter([np.array([3.0]), np.array([0.0, -4.0])]), [1, 2]).tolist()
    [7.0, 5.0]
    """
    parts = np.array([lq_norms(piece, qs) for piece in pieces()])
    if not parts.size:
        raise ShapeError("there is no piece (streamed_norms); give at least one entry")
    return np.array([lq_norms(column, [q])[0] for column, q in zip(parts.T, qs, strict=True)])


def streamed_errors(pieces: Pieces, counts: Sequence[int] = (), tolerances: Sequence[float] = ()) -> StreamedErrors:
    r"""Best k-term errors and exact keep counts of a vector that comes in pieces, without sorting it.

    σ_k(x)_2 for given k, min{k : σ_k(x)_2 <= η‖x‖_2} for given η, and a whole curve.

    Parameters
    ----------
    pieces : callable
        Returns a new iterator over the pieces, arrays of shape (m,), all of float32 or all of float64.
    counts : sequence of int
        Numbers k in {0, ..., n}.
    tolerances : sequence of float
        Relative errors η, at least 0.

    Returns
    -------
    StreamedErrors
        The curve has a point for every value of the leading bits that occurs: steps of a relative 1/128 to 1/256 in the
        magnitude for float32, 1/16 to 1/32 for float64.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If a piece is not a finite, nonempty vector, there is none, or a count or a tolerance is out of range.

    Notes
    -----
    The magnitudes are taken for numbers with digits of 16 bits. A first pass counts the leading digits and adds up
    the squares; each further one, one for float32 and three for float64, does so for the next digit inside the
    buckets that hold an answer, until all entries of a bucket are equal. Extra memory is a piece and a table for each
    question; sums of squares have relative error below 1e-10. Ties at the boundary count as met (relative 1e-12).

    References
    ----------
    foucart_rauhut_2013, Definition 2.2; dossier lq.sigma, lq.kmin.

    Examples
    --------
    >>> found = streamed_errors(lambda: iter([np.array([3.0, 0.0]), np.array([-4.0])]), [0, 1, 2], [0.6, 0.5])
    >>> found.errors, found.kept
    ((1.0, 0.6, 0.0), (1, 2))
    """
    where = "streamed_errors"
    etas = [check_real(eta, "eta", where, 0.0) for eta in tolerances]
    peak = float(streamed_norms(pieces, [math.inf])[0])
    scale = math.ldexp(1.0, math.frexp(peak)[1]) if peak > 0 else 1.0
    dtype, sizes, masses, zeros = _leading(pieces, scale, where)
    n, total = int(sizes.sum()), float(masses.sum())
    questions = [_Question(dropped=n - check_count(k, "k", 0, n, where)) for k in counts]
    questions += [_Question(limit=(eta * (1.0 + KEEP_TOLERANCE)) ** 2 * total) for eta in etas]
    for question in questions:
        question.descend(sizes, masses)
    digits = dtype.itemsize // 2
    for level in range(1, digits):
        _refine(pieces, [q for q in questions if not q.done], dtype, level, level == digits - 1, scale)
    answers = [question.answer() for question in questions]
    whole = total or 1.0
    lost = [math.sqrt(max(mass, 0.0) / whole) for _, mass in answers[: len(counts)]]
    kept = [n - dropped for dropped, _ in answers[len(counts) :]]
    used = np.flatnonzero(sizes)
    below_sizes, below_masses = np.cumsum(sizes) - sizes, np.cumsum(masses) - masses
    return StreamedErrors(
        n, zeros, scale * math.sqrt(total), tuple(lost), tuple(kept), bucket_edges(dtype)[used],
        n - below_sizes[used], np.sqrt(below_masses[used] / whole),
    )  # fmt: skip


class _Question:
    """Where the smallest entries have a given number or a given sum of squares, narrowed down digit by digit."""

    def __init__(self, dropped: int | None = None, limit: float = math.inf) -> None:
        self.dropped, self.limit = dropped, limit
        self.prefix, self.count, self.mass = 0, 0, 0.0  # bucket looked into, and all that lies below it
        self.done = False

    def descend(self, sizes: np.ndarray, masses: np.ndarray, value: float | None = None) -> None:
        """Go into the bucket that holds the answer; the table has one line for each next digit."""
        counts, sums = self.count + np.cumsum(sizes), self.mass + np.cumsum(masses)
        beyond = sums > self.limit if self.dropped is None else counts > self.dropped
        digit = int(np.argmax(beyond)) if beyond.any() else len(sizes)
        if digit:
            self.count, self.mass = int(counts[digit - 1]), float(sums[digit - 1])
        self.done = digit == len(sizes) or self.count == self.dropped
        self.prefix = (self.prefix << 16) | digit

    def finish(self, size: int, square: float) -> None:
        """Take as many of the equal entries of the last bucket as still fit."""
        if self.dropped is None:
            more = min(size - 1, int((self.limit - self.mass) / square)) if square > 0 else 0
        else:
            more = self.dropped - self.count
        self.count, self.mass, self.done = self.count + more, self.mass + more * square, True

    def answer(self) -> tuple[int, float]:
        """Number of the smallest entries, and the sum of their squares."""
        return self.count, self.mass


def _leading(pieces: Pieces, scale: float, where: str) -> tuple[np.dtype[Any], np.ndarray, np.ndarray, int]:
    """Dtype, and sizes and sums of squares of the buckets of leading digits; number of zeros."""
    sizes, masses, zeros, dtypes = np.zeros(_DIGIT // 2, np.int64), np.zeros(_DIGIT // 2), 0, set()
    for piece in pieces():
        vector = plain_vector(piece, where)
        found, none = magnitude_histogram(vector, where)
        sizes, zeros = sizes + found, zeros + none
        dtypes.add(vector.dtype)
        for i in range(0, vector.size, CHUNK):
            part = vector[i : i + CHUNK]
            masses += np.bincount(leading_bits(part) & 0x7FFF, weights=_squares(part, scale), minlength=_DIGIT // 2)
    if len(dtypes) != 1:
        raise DomainError(f"the pieces have dtypes {sorted(map(str, dtypes))} ({where}); give all the same")
    return dtypes.pop(), sizes, masses, zeros


def _squares(part: np.ndarray, scale: float) -> np.ndarray:
    values = part.astype(np.float64)
    values /= scale
    np.multiply(values, values, out=values)
    return values


def _refine(
    pieces: Pieces, questions: list[_Question], dtype: np.dtype[Any], level: int, last: bool, scale: float
) -> None:
    """Read the next digit of all entries in buckets that hold an answer."""
    if not questions:
        return
    parents = np.unique([question.prefix for question in questions])
    sizes = np.zeros(len(parents) * _DIGIT, np.int64)
    masses = np.zeros(0 if last else sizes.size)
    word: Any = np.uint32 if dtype.itemsize == 4 else np.uint64
    bits_below = 8 * dtype.itemsize - 16 * (level + 1)
    for piece in pieces():
        vector = plain_vector(piece, "streamed_errors")
        codes, members = _codes(vector, word, bits_below, parents)
        sizes += np.bincount(codes, minlength=sizes.size)
        if not last:
            masses += np.bincount(codes, weights=_squares(members, scale), minlength=sizes.size)
    for question in questions:
        start = int(np.searchsorted(parents, question.prefix)) * _DIGIT
        table = sizes[start : start + _DIGIT]
        if not last:
            question.descend(table, masses[start : start + _DIGIT])
            continue
        bits = word(question.prefix << 16) + np.arange(_DIGIT, dtype=word)
        squares = _squares(np.where(np.isfinite(bits.view(dtype)), bits.view(dtype), 0), scale)
        question.descend(table, table * squares)
        if not question.done:
            question.finish(int(table[question.prefix & 0xFFFF]), float(squares[question.prefix & 0xFFFF]))


def _codes(vector: np.ndarray, word: Any, bits_below: int, parents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For entries in the buckets looked into: bucket and next digit as one number, and the entries themselves."""
    magnitude = word((1 << (8 * vector.dtype.itemsize - 1)) - 1)
    leading = np.zeros(_DIGIT // 2, bool)
    leading[parents >> (8 * vector.dtype.itemsize - 32 - bits_below)] = True
    codes, members = [], []
    for i in range(0, vector.size, CHUNK):
        part = vector[i : i + CHUNK]
        near = np.flatnonzero(leading[leading_bits(part) & 0x7FFF])
        bits = (part[near].view(word) & magnitude) >> word(bits_below)
        above = (bits >> word(16)).astype(np.int64)
        slots = np.minimum(np.searchsorted(parents, above), len(parents) - 1)
        inside = np.flatnonzero(parents[slots] == above)
        codes.append((slots[inside] << 16) | (bits[inside] & word(0xFFFF)).astype(np.int64))
        members.append(part[near[inside]])
    return np.concatenate(codes), np.concatenate(members)
