"""Entries of weight matrices sampled without regard to data: uniform, l_1, l_2, their mean, and Bernstein rows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from scipy.optimize import brentq

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.inputs import Subject
from lqtheory.compression.sampling.drawing import Urn
from lqtheory.compression.sampling.options import EdgeSample
from lqtheory.quantities.sampled_rows import bernstein_rows
from lqtheory.rng import generator_for

__all__ = ["ENTRYWISE", "entry_probabilities", "sample_entries"]

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
    top = float(matrix.abs().max())
    if top == 0:
        return torch.zeros_like(matrix)
    scaled = matrix.abs() / top
    if method == "uniform":
        plain = (scaled > 0).double()
        return plain / plain.sum()
    first, second = scaled / scaled.sum(), scaled.square() / scaled.square().sum()
    if method in ("l1", "l2"):
        return first if method == "l1" else second
    if method == "l1_l2":
        return (first + second) / 2
    rows = scaled.sum(dim=1)
    shares = torch.from_numpy(bernstein_rows(rows, s, sum(matrix.shape), delta)).to(matrix.device)
    return shares[:, None] * scaled / torch.where(rows > 0, rows, 1.0)[:, None]


def sample_entries(subject: Subject, method: str, goal: Goal, seed: int) -> EdgeSample:
    """New weights of all layers, entries of each drawn with replacement and re-weighed.

    ŵ_ij = c_ij w_ij/(s p_ij), c ~ Mult(s, p); s such that the same share of every layer is stored on average.

    Parameters
    ----------
    subject : Subject
        A network or a state dict.
    method : str
        One of :data:`ENTRYWISE`.
    goal : Goal
        Number of entries stored on average.
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
        matrix = layer.matrix.detach().double()
        s, expected = _draws(matrix, method, kept)
        if math.isinf(s):
            mask = matrix != 0
            new = matrix
        else:
            p = entry_probabilities(matrix, method, max(s, 1))
            rng = generator_for(seed, "compression", method, layer.name)
            flat = p.reshape(-1).cpu().numpy()
            live = np.flatnonzero(flat)
            times = np.zeros(len(flat))
            times[live] = Urn(np.array([int(s)]), flat[live], np.zeros(len(live), dtype=np.int64)).times(rng)
            drawn = torch.from_numpy(times.reshape(matrix.shape)).to(matrix.device)
            mask = drawn > 0
            new = torch.where(mask, drawn * matrix / (max(s, 1) * torch.where(p > 0, p, 1.0)), 0.0)
        weights.append(new)
        masks.append(mask)
        layers.append({"name": layer.name, "draws": None if math.isinf(s) else int(s), "expected": expected})
    told: dict[str, Any] = {"seed": seed, "requested": goal.kept, "layers": layers}
    return EdgeSample(weights, masks, {**told, "expected": sum(one["expected"] for one in layers)})


def _draws(matrix: torch.Tensor, method: str, kept: int) -> tuple[float, float]:
    """Number of draws, infinite for a layer that is kept whole, and the expected number of entries stored."""
    nonzero = int((matrix != 0).sum())
    if kept >= nonzero:
        return math.inf, float(nonzero)
    if kept == 0:
        return 0.0, 0.0
    stored = _stored(matrix, method)
    most = math.log(_MOST_DRAWS)
    if stored(_MOST_DRAWS) <= kept:  # so uneven that no number of draws meets that many
        return _MOST_DRAWS, stored(_MOST_DRAWS)
    # One draw stores one entry, so that the number of draws is at least that of entries.
    s = float(round(math.exp(brentq(lambda log: stored(math.exp(log)) - kept, math.log(kept) - 1.0, most, xtol=1e-9))))
    expected = stored(s)
    return (math.inf, float(nonzero)) if expected >= nonzero - 0.5 else (s, expected)


def _stored(matrix: torch.Tensor, method: str) -> Callable[[float], float]:
    fixed = None if method == "bernstein_rows" else entry_probabilities(matrix, method)

    def stored(s: float) -> float:
        p = entry_probabilities(matrix, method, s) if fixed is None else fixed
        return float(-torch.expm1(s * torch.log1p(-p.clamp(max=1.0))).sum())

    return stored
