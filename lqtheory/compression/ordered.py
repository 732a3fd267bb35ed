"""The entries of a layer by falling magnitude, without sorting it: known at some places, the others looked up."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

__all__ = ["Blocks", "Ordered", "falling"]

#: Returns a new iterator over blocks of finite entries, all of float32 or all of float64.
Blocks = Callable[[], Iterable[np.ndarray]]
_DIGIT = 16


def falling(blocks: Blocks, most: int) -> Iterator[np.ndarray]:
    """All magnitudes, the largest first, so many at a time at most.

    Parameters
    ----------
    blocks : callable
        Returns a new iterator over blocks of entries, of any shapes.
    most : int
        Entries in memory at a time, beside a block.

    Yields
    ------
    array of float32 or float64, shape (at most ``most``,)

    Notes
    -----
    One pass over the blocks counts leading bits; each piece takes one pass more, and one to look closer where many
    entries share these bits.

    Examples
    --------
    >>> [part.tolist() for part in falling(lambda: iter([np.array([1.0, -3.0]), np.array([2.0])]), 2)]
    [[3.0, 2.0], [1.0]]
    """
    word = _bits(next(iter(blocks()))).dtype
    end = int(np.array([np.inf], np.float32 if word == np.uint32 else np.float64).view(word)[0])
    for low, high, count in _groups(blocks, 0, end, most):
        if high - low == 1:
            value = np.array([low], word).view(np.float32 if word == np.uint32 else np.float64)
            for start in range(0, count, most):
                yield np.repeat(value, min(most, count - start))
            continue
        parts = []
        for block in blocks():
            bits = _bits(block)
            parts.append(block.reshape(-1)[(bits >= low) & (bits < high)])
        yield np.sort(np.abs(np.concatenate(parts)))[::-1]


def _bits(block: np.ndarray) -> Any:
    """Magnitudes as integers, which have the same order."""
    flat = np.abs(block).reshape(-1)
    return flat.view(np.uint32 if flat.dtype == np.float32 else np.uint64)


def _groups(blocks: Blocks, low: int, high: int, most: int) -> Iterator[tuple[int, int, int]]:
    """Ranges of magnitudes from the top, as integers, and how many entries each has: few, or all of them equal."""
    shift = max(0, (high - low - 1).bit_length() - _DIGIT)
    counts = np.zeros((high - low - 1 >> shift) + 1, np.int64)
    for block in blocks():
        bits = _bits(block)
        inside = bits[(bits >= low) & (bits < high)] - bits.dtype.type(low)
        counts += np.bincount((inside >> bits.dtype.type(shift)).astype(np.int64), minlength=len(counts))
    top, size = high, 0
    for cell in np.flatnonzero(counts)[::-1].tolist():
        start, count = low + (cell << shift), int(counts[cell])
        stop = min(start + (1 << shift), high)
        if size + count > most and size:
            yield stop, top, size
            top, size = stop, 0
        if count > most:
            if shift == 0:
                yield start, stop, count
            else:
                yield from _groups(blocks, start, stop, most)
            top = start
        else:
            size += count
    if size:
        yield low, top, size


class Ordered:
    """A layer by falling magnitude: entries and best k-term errors in the 2-norm.

    Parameters
    ----------
    blocks : callable
        Returns a new iterator over blocks of entries, of any shapes.
    n : int
        Number of entries.
    step : int
        Entries and errors are kept at multiples of it; others take a pass over the blocks.
    most : int
        Entries in memory at a time, beside a block; what is found does not depend on it.

    Examples
    --------
    >>> layer = Ordered(lambda: iter([np.array([3.0, -4.0]), np.array([12.0])]), 3, 2, 10)
    >>> layer.entry(2), layer.error(0), layer.error(1), layer.between(1)
    (3.0, 13.0, 5.0, (3.0, 13.0))
    """

    def __init__(self, blocks: Blocks, n: int, step: int, most: int) -> None:
        self._blocks, self.n, self._step = blocks, n, step
        entries, norms = [], []
        for segment in _segments(falling(blocks, most), step):
            entries.append(float(segment[0]))
            norms.append(_norm(segment))
        self.entries = np.array(entries)
        self.errors = np.array([math.hypot(*norms[i:]) for i in range(len(norms) + 1)])
        self._cached: tuple[int, np.ndarray] = (-1, np.zeros(0))

    def entry(self, rank: int) -> float:
        """The magnitude behind so many larger ones; the rank is a multiple of the step."""
        return float(self.entries[rank // self._step])

    def error(self, kept: int) -> float:
        """The 2-norm of all but the largest entries."""
        place, rest = divmod(kept, self._step)
        if kept >= self.n:
            return 0.0
        return float(self._errors_within(place)[rest] if rest else self.errors[place])

    def between(self, kept: int) -> tuple[float, float]:
        """Two numbers between which the error lies, known without a pass."""
        place, rest = divmod(kept, self._step)
        if kept >= self.n:
            return 0.0, 0.0
        return float(self.errors[place + 1 if rest else place]), float(self.errors[place])

    def _errors_within(self, place: int) -> np.ndarray:
        """Errors of all counts between two places."""
        if self._cached[0] != place:
            rising = self._segment(place)[::-1].astype(np.float64)
            sums = np.hypot.accumulate(np.concatenate([self.errors[place + 1 : place + 2], rising]))
            self._cached = place, sums[::-1]
        return self._cached[1]

    def _segment(self, place: int) -> np.ndarray:
        first, last = place * self._step, min((place + 1) * self._step, self.n)
        high = self.entries[place]
        low = self.entries[place + 1] if place + 1 < len(self.entries) else -1.0
        larger, between = 0, []
        for block in self._blocks():
            magnitudes = np.abs(block).reshape(-1)
            larger += int(np.count_nonzero(magnitudes >= high))
            between.append(magnitudes[(magnitudes < high) & (magnitudes > low)])
        equal = np.full(min(larger, last) - first, high)
        found = np.concatenate([equal, np.sort(np.concatenate(between))[::-1]])
        return np.concatenate([found, np.full(last - first - len(found), low)])


def _segments(parts: Iterable[np.ndarray], step: int) -> Iterator[np.ndarray]:
    """The same numbers in pieces of one length, the last one perhaps shorter."""
    waiting: list[np.ndarray] = []
    size = 0
    for part in parts:
        start = 0
        while size + len(part) - start >= step:
            taken = step - size
            yield np.concatenate([*waiting, part[start : start + taken]])
            start, waiting, size = start + taken, [], 0
        if start < len(part):
            waiting.append(part[start:].copy())
            size += len(part) - start
    if waiting:
        yield np.concatenate(waiting)


def _norm(segment: np.ndarray) -> float:
    """The 2-norm of falling magnitudes, of whatever size they are."""
    top = float(segment[0])
    if top == 0.0:
        return 0.0
    scaled = segment.astype(np.float64) / top
    return top * math.sqrt(float((scaled * scaled).sum()))
