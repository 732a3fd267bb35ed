"""Masks from scores: the largest overall, or so many of each row."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from lqtheory.quantities.keep_counts import KEEP_TOLERANCE
from lqtheory.quantities.selection import kth_largest_magnitude

__all__ = ["count_for_tolerance", "largest", "largest_of_rows", "ranks_in_rows"]


def largest(scores: Sequence[torch.Tensor], kept: int) -> list[torch.Tensor]:
    """Masks of the entries with the largest absolute scores of all tensors together.

    Parameters
    ----------
    scores : sequence of torch.Tensor
        Finite scores of any shapes, on one device.
    kept : int
        Number of entries kept, at most the number of all entries.

    Returns
    -------
    list of torch.Tensor of bool
        Of the shapes of the scores, with exactly ``kept`` entries True; among equal scores the first are kept.

    Notes
    -----
    Cost O(n): the smallest score kept is found without sorting; on the CPU from a histogram of leading bits.

    Examples
    --------
    >>> [mask.tolist() for mask in largest([torch.tensor([1.0, -3.0]), torch.tensor([2.0, 1.0])], 3)]
    [[True, True], [True, False]]
    """
    if kept == 0 or kept == sum(part.numel() for part in scores):
        return [torch.full(part.shape, kept > 0, device=part.device) for part in scores]
    flat = scores[0].reshape(-1) if len(scores) == 1 else torch.cat([part.reshape(-1) for part in scores])
    if flat.dtype not in (torch.float32, torch.float64):
        flat = flat.float()
    magnitudes = flat.abs()
    mask = magnitudes >= _smallest_kept(magnitudes, kept)
    excess = int(mask.count_nonzero()) - kept
    if excess:
        tied = (magnitudes == magnitudes[mask].min()).nonzero()[-excess:, 0]
        mask[tied] = False
    parts = mask.split([part.numel() for part in scores])
    return [part.reshape(score.shape) for part, score in zip(parts, scores, strict=True)]


def _smallest_kept(magnitudes: torch.Tensor, kept: int) -> float:
    if magnitudes.device.type == "cpu":
        return kth_largest_magnitude(magnitudes.numpy(), kept)
    return float(torch.topk(magnitudes, kept, sorted=False).values.min())


def ranks_in_rows(rows: torch.Tensor) -> torch.Tensor:
    """Place of every entry among the magnitudes of its row, 0 for the largest.

    Parameters
    ----------
    rows : torch.Tensor, shape (r, n)
        Entries.

    Returns
    -------
    torch.Tensor of int64, shape (r, n)
        Among equal magnitudes the first comes first.

    Examples
    --------
    >>> ranks_in_rows(torch.tensor([[1.0, -3.0, 1.0]])).tolist()
    [[1, 0, 2]]
    """
    order = torch.argsort(rows.abs(), dim=1, descending=True, stable=True)
    places = torch.arange(rows.shape[1], device=rows.device).expand_as(order)
    return torch.empty_like(order).scatter_(1, order, places)


def largest_of_rows(rows: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """Mask of the largest magnitudes of each row.

    Parameters
    ----------
    rows : torch.Tensor, shape (r, n)
        Entries.
    counts : torch.Tensor of int64, shape (r,)
        How many of each row.

    Returns
    -------
    torch.Tensor of bool, shape (r, n)

    Examples
    --------
    >>> largest_of_rows(torch.tensor([[1.0, -3.0], [2.0, 2.0]]), torch.tensor([0, 1])).tolist()
    [[False, False], [True, False]]
    """
    return ranks_in_rows(rows) < counts[:, None]


def count_for_tolerance(values: torch.Tensor, tolerance: float) -> torch.Tensor:
    """Least number of entries of each row without which at most a share of its 2-norm is lost.

    Parameters
    ----------
    values : torch.Tensor, shape (r, n)
        Entries.
    tolerance : float
        Relative error allowed, in [0, 1).

    Returns
    -------
    torch.Tensor of int64, shape (r,)
        0 for zero rows. Ties at the boundary count as met, as for :func:`lqtheory.quantities.keep_counts.kmin`.

    Examples
    --------
    >>> count_for_tolerance(torch.tensor([[4.0, -2.0, 1.0, 0.5, 0.25]]), 0.3).tolist()
    [2]
    """
    ascending = values.abs().double().sort(dim=1).values
    top = ascending[:, -1:]
    sums = (ascending / torch.where(top > 0, top, torch.ones_like(top))).square_().cumsum(dim=1)
    return (sums > (tolerance * (1 + KEEP_TOLERANCE)) ** 2 * sums[:, -1:]).sum(dim=1)
