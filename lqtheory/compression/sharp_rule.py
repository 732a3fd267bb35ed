"""A budget shared by the sharp counts of a reconstructed rule, from the norms of the neurons alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from lqtheory.compression.report import row_blocks
from lqtheory.compression.selection import largest_of_rows
from lqtheory.quantities.allocation_rules import RowNorms, norm_rule_for_budget, row_norms

__all__ = ["always_first", "norms_of", "sharp_counts", "sharp_first"]

#: Above every score.
_ALWAYS = 1e300


def sharp_first(values: list[torch.Tensor], scores: list[torch.Tensor], kept: int, q: float) -> list[torch.Tensor]:
    """Scores in which the sharp counts of the least tolerance for a budget come before everything else.

    Parameters
    ----------
    values, scores : list of torch.Tensor, shapes (out, in * kernel)
        Values of the weights, and their scores for a budget.
    kept : int
        The budget.
    q : float
        Exponent in (0, 2).

    Returns
    -------
    list of torch.Tensor
    """
    blocks = (block for part in values for _, block in row_blocks(part))
    counts = sharp_counts([norms_of(block, q) for block in blocks], kept, q)
    split = counts.to(values[0].device).split([len(part) for part in values])
    return [
        always_first(score, largest_of_rows(part, count))
        for part, count, score in zip(values, split, scores, strict=True)
    ]


def norms_of(rows: torch.Tensor, q: float) -> RowNorms:
    """What the sharp rule needs of some rows.

    Parameters
    ----------
    rows : torch.Tensor, shape (r, n)
        Entries.
    q : float
        Exponent in (0, 2).

    Returns
    -------
    lqtheory.quantities.allocation_rules.RowNorms
    """
    return row_norms(rows.detach().cpu().double().contiguous().numpy(), q, 2.0)


def sharp_counts(norms: Sequence[RowNorms], kept: int, q: float) -> torch.Tensor:
    """Sharp counts of all rows for the least tolerance that a budget allows.

    Parameters
    ----------
    norms : sequence of RowNorms
        Of all rows, see :func:`norms_of`.
    kept : int
        The budget.
    q : float
        Exponent in (0, 2).

    Returns
    -------
    torch.Tensor of int64
        Of sum at most ``kept``.
    """
    return torch.from_numpy(np.asarray(norm_rule_for_budget(norms, kept, "sharp", q, 2.0).counts))


def always_first(scores: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    """Scores in which what was chosen comes before everything else.

    Parameters
    ----------
    scores : torch.Tensor of float64
        Scores.
    chosen : torch.Tensor of bool
        Mask of the same shape.

    Returns
    -------
    torch.Tensor

    Examples
    --------
    >>> always_first(torch.tensor([1.0, 2.0], dtype=torch.float64), torch.tensor([True, False])).argmax().item()
    0
    """
    return torch.where(chosen, _ALWAYS, scores)
