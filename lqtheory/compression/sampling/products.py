"""The product of two matrices in which sums are maxima."""

from __future__ import annotations

import warnings

import numpy as np
import torch

__all__ = ["raise_to_products"]

#: Products that are held at a time, and columns of a block on the CPU, few enough for its cache.
_BLOCK, _COLUMNS = 1 << 22, 256


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
    products: of 2^22 elsewhere, of m rows and 256 columns on the CPU.

    Examples
    --------
    >>> table = torch.zeros(2, 1, dtype=torch.float64)
    >>> raise_to_products(table, torch.tensor([[1.0, 2.0], [3.0, 0.0]]).double(), torch.tensor([[5.0], [2.0]]).double())
    >>> table.tolist()
    [[6.0], [10.0]]
    """
    if left.device.type == "cpu":
        columns = _sparse_columns(left)
        for ours, others in zip(result.split(_COLUMNS, 1), right.split(_COLUMNS, 1), strict=True):
            torch.maximum(ours, torch.sparse.mm(columns, others.contiguous(), reduce="amax"), out=ours)
        return
    step = max(1, _BLOCK // result.numel())
    for rows, others in zip(left.split(step), right.split(step), strict=True):
        torch.maximum(result, (rows[:, :, None] * others[:, None, :]).amax(dim=0), out=result)


def _sparse_columns(left: torch.Tensor) -> torch.Tensor:
    """The transpose in compressed sparse rows; through NumPy, since torch takes half as long again."""
    columns = left.T.contiguous().numpy()
    m, p = columns.shape
    places = np.flatnonzero(columns != 0)  # of truth values it is four times faster than of floats
    starts = np.searchsorted(places, np.arange(m + 1) * p)
    points = places - np.repeat(np.arange(m) * p, np.diff(starts))
    rows, entries, values = (torch.from_numpy(part) for part in (starts, points, columns.reshape(-1)[places]))
    with warnings.catch_warnings():  # torch says once in every process that these tensors are in beta
        warnings.simplefilter("ignore", UserWarning)
        return torch.sparse_csr_tensor(rows, entries, values, size=(m, p))
