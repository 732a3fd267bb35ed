"""The k largest of more scores than fit into memory: where they begin, found without keeping or sorting them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import torch

__all__ = ["Largest", "Scores", "largest_of"]

Scores = Callable[[], Iterable[torch.Tensor]]
#: Scores that are collected and sorted once no more of them are left.
FEW = 1 << 22
_DIGIT = 1 << 16


class Largest:
    """The largest scores, told one block after another, the first of equal ones coming first.

    Parameters
    ----------
    threshold : float
        Scores above it are among the largest.
    ties : int
        So many of those equal to it are, too.

    Examples
    --------
    >>> found = Largest(1.0, 1)
    >>> [found.mask(block).tolist() for block in (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.0]))]
    [[True, True], [False, False]]
    """

    def __init__(self, threshold: float, ties: int) -> None:
        self.threshold, self._ties = threshold, ties

    def mask(self, scores: torch.Tensor) -> torch.Tensor:
        """Which scores of the next block are among the largest."""
        scores = scores.contiguous()
        mask = scores > self.threshold
        equal = (scores == self.threshold).reshape(-1).nonzero()[: self._ties, 0]
        mask.view(-1)[equal] = True
        self._ties -= len(equal)
        return mask


def largest_of(scores: Scores, kept: int, n: int) -> Largest:
    """Where the largest scores begin.

    Parameters
    ----------
    scores : callable
        Returns a new iterator over blocks of scores, all of float32 or all of float64, at least 0 and finite.
    kept : int
        How many are wanted.
    n : int
        How many scores there are.

    Returns
    -------
    Largest

    Notes
    -----
    Scores are taken for numbers with digits of 16 bits, and counted digit by digit, one pass for each, until few share
    the digits of the threshold; these are collected.

    Examples
    --------
    >>> blocks = [torch.tensor([3.0, 1.0]), torch.tensor([2.0, 1.0])]
    >>> largest_of(lambda: iter(blocks), 2, 4).threshold
    2.0
    """
    if kept == 0:
        return Largest(math.inf, 0)
    if kept == n:
        return Largest(-1.0, 0)
    above, prefix, size, shift = 0, 0, n, 0
    for shift in _shifts(scores):
        counts = np.zeros(_DIGIT, np.int64)
        for bits in _below(scores, shift + 16, prefix):
            counts += np.bincount(((bits >> shift) & (_DIGIT - 1)).astype(np.int64), minlength=_DIGIT)
        from_top = np.cumsum(counts[::-1])
        place = int(np.searchsorted(from_top, kept - above))
        above += int(from_top[place - 1]) if place else 0
        digit = _DIGIT - 1 - place
        prefix, size = (prefix << 16) | digit, int(counts[digit])
        if size <= FEW:
            break
    if shift == 0:
        return Largest(_as_float(prefix, scores), kept - above)
    members = np.sort(np.concatenate(list(_below(scores, shift, prefix))))[::-1]
    found = int(members[kept - above - 1])
    return Largest(_as_float(found, scores), kept - above - int(np.count_nonzero(members > found)))


def _first(scores: Scores) -> torch.Tensor:
    return next(iter(scores()))


def _shifts(scores: Scores) -> tuple[int, ...]:
    return (48, 32, 16, 0) if _first(scores).dtype == torch.float64 else (16, 0)


def _as_float(bits: int, scores: Scores) -> float:
    wide = _first(scores).dtype == torch.float64
    return float(np.array([bits], np.uint64).view(np.float64)[0] if wide else np.array([bits], np.uint32).view("f4")[0])


def _below(scores: Scores, shift: int, prefix: int) -> Iterator[np.ndarray]:
    """The bits of all scores whose leading digits, those above a shift, are given."""
    for block in scores():
        array = block.contiguous().reshape(-1).cpu().numpy()
        wide = array.dtype == np.float64
        bits: np.ndarray = array.view(np.uint64) if wide else array.view(np.uint32)
        yield bits if shift == (64 if wide else 32) else bits[(bits >> shift) == prefix]
