"""Entries of weight matrices sampled without regard to data: uniform, l_1, l_2, their mean, and Bernstein rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from scipy.optimize import brentq

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.inputs import Subject
from lqtheory.compression.report import row_blocks
from lqtheory.compression.sampling.drawing import Urn
from lqtheory.compression.sampling.options import EdgeSample
from lqtheory.quantities.sampled_rows import bernstein_rows
from lqtheory.rng import generator_for

__all__ = ["ENTRYWISE", "DrawnEntries", "entry_probabilities", "sample_entries", "told_of_entries"]

ENTRYWISE = ("uniform", "l1", "l2", "l1_l2", "bernstein_rows")
_DELTA = 0.1
#: Numbers of draws are exact in floating point up to this.
_MOST_DRAWS = 2.0**53


def entry_probabilities(matrix: torch.Tensor, method: str, s: float = 1.0, delta: float = _DELTA) -> torch.Tensor:
    """Probabilities with which the entries of a matrix are drawn.

    1/nnz on nonzero entries; |A|/‖A‖_1; A²/‖A‖_F²; the mean of the last two; or ρ_i |A_ij|/‖A_(i)‖_1 with
    ρ_i = (α r_i/(2ζ) + ((α r_i/(2ζ))² + β r_i/ζ)^{1/2})², r_i = ‖A_(i)‖_1, α = (L/s)^{1/2}, β = L/(3s),
    L = ln((d_1 + d_2)/δ), and ζ such that Σ ρ_i = 1.

    Parameters
    ----------
    matrix : torch.Tensor of float64, shape (d_1, d_2)
        A.
    method : {"uniform", "l1", "l2", "l1_l2", "bernstein_rows"}
        Which.
    s : float
        Number of draws, for the last.
    delta : float
        Probability of failure, for the last.

    Returns
    -------
    torch.Tensor of float64, shape (d_1, d_2)
        Of sum 1; zeros for a zero matrix.

    References
    ----------
    drineas_zouzias_2011, achlioptas_2013, kundu_drineas_2014; dossier baseline.probs, baseline.akl.

    Examples
    --------
    >>> entry_probabilities(torch.tensor([[3.0, -1.0]]).double(), "l1_l2").tolist()
    [[0.825, 0.175]]
    """
    shares = _Shares(matrix, method, delta)
    return torch.cat([shares.of(rows, block, s) for rows, block in row_blocks(matrix)])


class _Shares:
    """What probabilities of entries need to know of the whole matrix, some rows of which are looked at at a time."""

    def __init__(self, matrix: torch.Tensor, method: str, delta: float = _DELTA) -> None:
        low, high = (float(end) for end in matrix.aminmax())
        self.top, self.nonzero, self._method, self._delta = max(-low, high), 0, method, delta
        self._size = sum(matrix.shape)
        self._sums = [0.0, 0.0, 0.0]
        self._rows = torch.zeros(len(matrix), dtype=torch.float64, device=matrix.device)
        for rows, block in row_blocks(matrix):
            self.nonzero += int(block.count_nonzero())
            scaled = self._scaled(block)
            for i, part in enumerate(((scaled > 0).double(), scaled, scaled.square())):
                self._sums[i] += float(part.sum())
            self._rows[rows] = scaled.sum(dim=1)

    def _scaled(self, block: torch.Tensor) -> torch.Tensor:
        # Contiguous, so that sums do not depend on how the matrix is stored.
        wide = block.detach().double().contiguous().abs()
        return wide / self.top if self.top > 0 else wide

    def of(self, rows: slice, block: torch.Tensor, s: float) -> torch.Tensor:
        """Probabilities of the entries of some rows."""
        scaled = self._scaled(block)
        if self.top == 0:
            return scaled
        plain, first, second = self._sums
        if self._method == "uniform":
            return (scaled > 0).double() / plain
        if self._method in ("l1", "l2"):
            return scaled / first if self._method == "l1" else scaled.square() / second
        if self._method == "l1_l2":
            return (scaled / first + scaled.square() / second) / 2
        shares = self._row_shares(s)[rows]
        own = self._rows[rows]
        return shares[:, None] * scaled / torch.where(own > 0, own, 1.0)[:, None]

    def _row_shares(self, s: float) -> torch.Tensor:
        if self._known is None or self._known[0] != s:
            self._known = s, torch.from_numpy(bernstein_rows(self._rows, s, self._size, self._delta))
        return self._known[1].to(self._rows.device)

    _known: tuple[float, torch.Tensor] | None = None


class DrawnEntries:
    """A weight matrix of which entries are drawn with replacement and re-weighed, some rows at a time.

    ŵ_ij = c_ij w_ij/(s p_ij), c ~ Mult(s, p); s such that a number of entries is stored on average.

    Parameters
    ----------
    matrix : torch.Tensor, shape (r, n)
        Weights, of any floating dtype.
    method : str
        One of :data:`ENTRYWISE`.
    kept : int
        Number of entries stored on average.
    seed : int
        Root seed.
    name : str
        Name of the weight, which has random numbers of its own.

    Examples
    --------
    >>> drawn = DrawnEntries(torch.tensor([[3.0, -1.0], [0.0, 2.0]]), "l1", 3, 0, "fc.weight")
    >>> drawn.told(), [new.tolist() for _, new, _ in drawn.blocks()]
    ({'name': 'fc.weight', 'draws': None, 'expected': 3.0}, [[[3.0, -1.0], [0.0, 2.0]]])
    """

    def __init__(self, matrix: torch.Tensor, method: str, kept: int, seed: int, name: str) -> None:
        self._matrix, self._shares = matrix.detach(), _Shares(matrix, method)
        self._names = (seed, "compression", method, name)
        self._draws, self._expected = _draws(self._matrix, self._shares, kept)

    def told(self) -> dict[str, Any]:
        """Name, number of draws (``None`` for a layer that is kept whole) and entries stored on average."""
        draws = None if math.isinf(self._draws) else int(self._draws)
        return {"name": self._names[-1], "draws": draws, "expected": self._expected}

    def blocks(self) -> Iterator[tuple[slice, torch.Tensor, torch.Tensor]]:
        """Rows, their new weights in float64, and which of them are stored."""
        if math.isinf(self._draws):
            for rows, block in row_blocks(self._matrix):
                yield rows, block.double(), block != 0
            return
        rng = generator_for(*self._names)
        counts = self._counts_of_blocks(rng)
        for (rows, block), count in zip(row_blocks(self._matrix), counts, strict=True):
            p = self._shares.of(rows, block, max(self._draws, 1))
            flat = p.reshape(-1).cpu().numpy()
            live = np.flatnonzero(flat)
            times = np.zeros(len(flat))
            if len(live):
                times[live] = Urn(np.array([count]), flat[live], np.zeros(len(live), dtype=np.int64)).times(rng)
            drawn = torch.from_numpy(times.reshape(block.shape)).to(block.device)
            mask = drawn > 0
            weights = drawn * block.double() / (max(self._draws, 1) * torch.where(p > 0, p, 1.0))
            yield rows, torch.where(mask, weights, 0.0), mask

    def _counts_of_blocks(self, rng: np.random.Generator) -> list[int]:
        """How many of the draws fall into each block: multinomial, too."""
        masses = [float(self._shares.of(r, block, max(self._draws, 1)).sum()) for r, block in row_blocks(self._matrix)]
        whole = np.array(masses)
        live = np.flatnonzero(whole)
        counts = np.zeros(len(whole), dtype=np.int64)
        if len(live) == 1:
            counts[live] = int(self._draws)
        elif len(live):
            only = np.zeros(len(live), dtype=np.int64)
            counts[live] = Urn(np.array([int(self._draws)]), whole[live], only).times(rng)
        return [int(count) for count in counts]


def sample_entries(subject: Subject, method: str, goal: Goal, seed: int) -> EdgeSample:
    """New weights of all layers, entries of each drawn with replacement and re-weighed.

    Parameters
    ----------
    subject : Subject
        A network or a state dict.
    method : str
        One of :data:`ENTRYWISE`.
    goal : Goal
        Number of entries stored on average; the same share of every layer.
    seed : int
        Root seed.

    Returns
    -------
    EdgeSample

    Notes
    -----
    A layer of which all nonzero entries would be stored but half a one on average is kept whole.

    References
    ----------
    Dossier baseline.probs, baseline.to_output.
    """
    assert goal.kept is not None
    parts = apportion(goal.kept, [layer.n for layer in subject.layers])
    weights, masks, layers = [], [], []
    for layer, kept in zip(subject.layers, parts, strict=True):
        drawn = DrawnEntries(layer.matrix, method, kept, seed, layer.name)
        blocks = list(drawn.blocks())
        weights.append(torch.cat([new for _, new, _ in blocks]))
        masks.append(torch.cat([mask for _, _, mask in blocks]))
        layers.append(drawn.told())
    return EdgeSample(weights, masks, told_of_entries(layers, goal.kept, seed))


def told_of_entries(layers: list[dict[str, Any]], kept: int, seed: int) -> dict[str, Any]:
    """What a report says of entries that were drawn.

    Parameters
    ----------
    layers : list of dict
        Of every layer, see :meth:`DrawnEntries.told`.
    kept, seed : int
        Number asked for, and root seed.

    Returns
    -------
    dict
    """
    told: dict[str, Any] = {"seed": seed, "requested": kept, "layers": layers}
    return {**told, "expected": sum(one["expected"] for one in layers)}


def _draws(matrix: torch.Tensor, shares: _Shares, kept: int) -> tuple[float, float]:
    """Number of draws, infinite for a layer that is kept whole, and the expected number of entries stored."""
    nonzero = shares.nonzero
    if kept >= nonzero:
        return math.inf, float(nonzero)
    if kept == 0:
        return 0.0, 0.0

    def stored(s: float) -> float:
        parts = (shares.of(rows, block, s) for rows, block in row_blocks(matrix))
        return math.fsum(float(-torch.expm1(s * torch.log1p(-p.clamp(max=1.0))).sum()) for p in parts)

    most = math.log(_MOST_DRAWS)
    if stored(_MOST_DRAWS) <= kept:  # so uneven that no number of draws meets that many
        return _MOST_DRAWS, stored(_MOST_DRAWS)
    # SciPy keeps the function in a cycle of references, which would hold on to the matrix: it gets one that lets go.
    held = [stored]
    # One draw stores one entry, so that the number of draws is at least that of entries.
    log_draws = brentq(lambda log: held[0](math.exp(log)) - kept, math.log(kept) - 1.0, most, xtol=1e-9)
    held.clear()
    s = float(round(math.exp(log_draws)))
    expected = stored(s)
    return (math.inf, float(nonzero)) if expected >= nonzero - 0.5 else (s, expected)
