"""The product of two matrices in which sums are maxima."""

from __future__ import annotations

import numpy as np
import torch

__all__ = ["raise_to_products"]

#: Entries of a block of products that is held at a time.
_BLOCK = 1 << 18


def raise_to_products(result: torch.Tensor, left: torch.Tensor, right: torch.Tensor) -> None:
    """Raise every entry to the largest product of two columns, in place.

    r_ij ← max(r_ij, max_p left_pi right_pj).

    Parameters
    ----------
    result : torch.Tensor of float64, shape (m, n)
        At least 0; changed.
    left, right : torch.Tensor of float64, shapes (p, m), (p, n)
        At least 0.

    Notes
    -----
    Cost O(p m n), where rows with left_pi = 0 cost nothing on the CPU: activations are mostly 0. Memory for a block of
    2^18 products.

    Examples
    --------
    >>> table = torch.zeros(2, 1, dtype=torch.float64)
    >>> raise_to_products(table, torch.tensor([[1.0, 2.0], [3.0, 0.0]]).double(), torch.tensor([[5.0], [2.0]]).double())
    >>> table.tolist()
    [[6.0], [10.0]]
    """
    if left.device.type == "cpu":
        step = max(1, _BLOCK // right.shape[1])
        for rows, others in zip(left.split(step), right.split(step), strict=True):
            _raise_by_columns(result, rows.T.contiguous(), others)
        return
    step = max(1, _BLOCK * 16 // result.numel())
    for rows, others in zip(left.split(step), right.split(step), strict=True):
        torch.maximum(result, (rows[:, :, None] * others[:, None, :]).amax(dim=0), out=result)


def _raise_by_columns(result: torch.Tensor, columns: torch.Tensor, right: torch.Tensor) -> None:
    buffer = torch.empty_like(right)
    largest, products, entries = result.numpy(), buffer.numpy(), columns.numpy()
    for i, column in enumerate(entries):
        (active,) = column.nonzero()
        if len(active):
            some = buffer[: len(active)]
            torch.index_select(right, 0, torch.from_numpy(active), out=some)
            some.mul_(torch.from_numpy(column[active])[:, None])
            np.maximum(largest[i], products[: len(active)].max(axis=0), out=largest[i])
