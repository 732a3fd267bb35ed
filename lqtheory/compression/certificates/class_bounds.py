"""The change of a layer bounded by the l_q norms of its rows and how many entries each keeps (bound B5)."""

from __future__ import annotations

import numpy as np
import torch

from lqtheory.compression.certificates.pairs import AffinePair
from lqtheory.errors import DomainError

__all__ = ["class_bound_of_change", "is_restriction", "sufficient_keep_counts"]


def is_restriction(pair: AffinePair) -> bool:
    """Whether the pruned weights are the original ones with some entries set to zero.

    Parameters
    ----------
    pair : AffinePair
        The layer in both networks.

    Returns
    -------
    bool
    """
    pruned = pair.pruned.weight
    return bool(((pruned == pair.original.weight) | (pruned == 0)).all())


def sufficient_keep_counts(weight: torch.Tensor, pruned: torch.Tensor) -> np.ndarray:
    """For each row a number k of kept entries such that the entries set to zero are among all but the k largest.

    Parameters
    ----------
    weight, pruned : torch.Tensor, shape (rows, n)
        A matrix, and the same with entries set to zero.

    Returns
    -------
    array of int64, shape (rows,)
        The number of nonzero entries kept where a row keeps its largest ones; less where it does not; n where all
        entries are kept.
    """
    magnitudes = weight.abs()
    zeroed = (pruned == 0) & (weight != 0)
    largest = torch.where(zeroed, magnitudes, torch.full_like(magnitudes, -1.0)).amax(1, keepdim=True)
    # Entries above the largest one that went are all kept; of those equal to it, the kept ones may come first.
    above = (magnitudes > largest).sum(1)
    equal = ((magnitudes == largest) & ~zeroed).sum(1)
    counts = torch.where(largest[:, 0] < 0, torch.full_like(above, weight.shape[1]), above + equal)
    counts = torch.minimum(counts, (pruned != 0).sum(1))
    return counts.cpu().numpy().astype(np.int64)


def class_bound_of_change(pair: AffinePair, q: float, *, closed: bool) -> float:
    r"""Upper bound of ‖W̃ − W‖_F from keep counts and l_q norms: √(Σ_i (W(k_i,n,q,2) ‖w_i‖_q)²).

    Parameters
    ----------
    pair : AffinePair
        A layer that is pruned by setting entries to zero.
    q : float
        Exponent, in (0, 2].
    closed : bool
        Whether to use Stechkin's C_{q,2} k^{1/2 − 1/q} for the exact worst case W; rows that keep nothing use ‖w_i‖_q.

    Returns
    -------
    float
        Times √(number of windows that share an input) for convolutions; 0 for a layer in which nothing changed.

    Raises
    ------
    DomainError
        If q is not in (0, 2], or in (0, 2) for the closed form.

    References
    ----------
    Dossier lq.net.chain, lq.worst, lq.stechkin.
    """
    if not 0 < q <= 2 or (closed and q == 2):
        raise DomainError(f"q={q} is outside (0, 2{')' if closed else ']'} (network_bounds)")
    if not bool(pair.change.weight.any()):
        return 0.0
    weight = pair.original.weight.double().flatten(1)
    counts = sufficient_keep_counts(weight, pair.pruned.weight.double().flatten(1))
    n = weight.shape[1]
    log_norms = _log_norms(weight.cpu().numpy(), q)
    with np.errstate(over="ignore", under="ignore"):
        log_rows = _log_worst(counts, n, q, closed) + log_norms
        finite = log_rows[np.isfinite(log_rows)]
        if not finite.size:
            return 0.0
        peak = float(finite.max())
        root = 0.5 * np.log(np.sum(np.exp(2 * (finite - peak))))
        # Every logarithm is a sum of a few terms of size at most |log| + 50/q, each off by a few units.
        slack = 64 * 2.0**-53 * (64 + float(np.abs(finite).max()) + (n + 50) / q)
        return pair.original.patches * float(np.exp(peak + root + slack)) * (1 + 1e-14)


def _log_norms(weight: np.ndarray, q: float) -> np.ndarray:
    """Logarithms of ‖w_i‖_q of every row, -inf for a zero row."""
    magnitudes = np.abs(weight)
    largest = magnitudes.max(1)
    safe = np.where(largest > 0, largest, 1.0)
    with np.errstate(divide="ignore"):
        powers = np.exp(q * np.log(magnitudes / safe[:, None]))
        return np.where(largest > 0, np.log(safe) + np.log(powers.sum(1)) / q, -np.inf)


def _log_worst(counts: np.ndarray, n: int, q: float, closed: bool) -> np.ndarray:
    """Logarithms of W(k, n, q, 2), by its known maximiser, or of C_{q,2} k^{1/2-1/q}; -inf at k = n."""
    k = counts.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        if closed:
            a = q / 2
            constant = (a * np.log(a) + (1 - a) * np.log1p(-a)) / q
            value = np.where(k > 0, constant + (0.5 - 1 / q) * np.log(k), 0.0)
        else:
            peak = np.full_like(k, float(n)) if q == 2 else np.minimum(k / (1 - q / 2), n)
            # One integer more on either side: rounding of the peak then cannot hide the maximiser.
            beside = [np.clip(np.floor(peak) + step, k + 1, n) for step in (-1.0, 0.0, 1.0, 2.0)]
            value = np.max([0.5 * np.log(m - k) - np.log(m) / q for m in beside], axis=0)
    return np.where(counts >= n, -np.inf, value)
