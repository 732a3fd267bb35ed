"""Whole curves of best k-term errors of a long vector for several norms, with accurate tails."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.curves import curve_of_magnitudes
from lqtheory.quantities.selection import plain_vector

__all__ = ["sigma_curves"]

#: Consecutive sums without correction: 2^-53 of it, over p, is the relative error left, well below 1e-12.
RUN = 2048

#: Runs handled at a time: their float64 sums stay in the second-level cache.
RUNS_AT_ONCE = 16


def sigma_curves(x: Any, ps: Sequence[float]) -> np.ndarray:
    r"""Best k-term errors of a long vector for every k and several norms, from one sort.

    (σ_0(x)_p, …, σ_n(x)_p) for every p.

    Parameters
    ----------
    x : array-like, shape (n,)
        Real entries; float32 is sorted as such.
    ps : sequence of float
        Exponents of the error norms in (0, inf].

    Returns
    -------
    numpy.ndarray of float64, shape (len(ps), n + 1)
        Each row is nonincreasing from ‖x‖_p to 0.

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric vector or an exponent is not in (0, inf].

    Notes
    -----
    Cost of one sort and O(n) for each p; memory that of the result and of the sorted copy. Sums run from the small
    end in runs of 2048 at most, whose offsets are carried with a correction, so every value, however small the tail,
    has relative error below 1e-12. Vectors whose powers would leave the range of float64 go through
    :func:`lqtheory.quantities.curves.curve_of_magnitudes`.

    References
    ----------
    foucart_rauhut_2013, Definition 2.2; dossier lq.sigma.

    Examples
    --------
    >>> sigma_curves([3.0, 0.0, -4.0], [2, float("inf")]).tolist()
    [[5.0, 3.0, 0.0, 0.0], [4.0, 3.0, 0.0, 0.0]]
    """
    vector = plain_vector(x, "sigma_curves")
    exponents = [check_exponent(p, "p", "sigma_curves", infinite=True) for p in ps]
    if not exponents:
        raise ShapeError("ps is empty (sigma_curves); give at least one exponent")
    ascending = np.abs(vector)
    ascending.sort()
    if not math.isfinite(ascending[-1]):  # NaN and infinity sort to the end
        raise DomainError("x must be finite, but holds NaN or infinity (sigma_curves); drop or replace them")
    curves = np.empty((len(exponents), vector.size + 1))
    curves[:, -1] = 0.0
    for curve, p in zip(curves, exponents, strict=True):
        if math.isinf(p):
            curve[:-1] = ascending[::-1]
        elif _powers_fit(ascending, p):
            _fill(curve, ascending, p)
        else:
            curve[...] = curve_of_magnitudes(ascending.astype(np.float64), p)
    return curves


def _powers_fit(ascending: np.ndarray, p: float) -> bool:
    """Whether all p-th powers and all their sums and roots are normal float64 numbers."""
    # A Python zero would make NumPy convert the whole array first.
    first = int(np.searchsorted(ascending, ascending.dtype.type(0), side="right"))
    if first == ascending.size:
        return True
    low, high = math.log(ascending[first]), math.log(ascending[-1]) + math.log(ascending.size) / min(p, 1.0)
    return max(p, 1.0) * max(-low, high) < 600.0


def _fill(curve: np.ndarray, ascending: np.ndarray, p: float) -> None:
    """Write the curve of one finite p: run by run, each offset by the corrected sum of all smaller entries."""
    n = ascending.size
    run = max(32, int(RUN * min(1.0, p)))
    total, correction = 0.0, 0.0
    buffer, offsets = np.empty(run * RUNS_AT_ONCE), np.zeros(RUNS_AT_ONCE + 1)
    for start in range(0, n, buffer.size):
        block = ascending[start : start + buffer.size]
        sums = _powers(block, p, buffer[: block.size])
        whole = block.size // run
        table = sums[: whole * run].reshape(whole, run)
        np.cumsum(table, axis=1, out=table)
        np.cumsum(table[:, -1], out=offsets[1 : whole + 1])
        rest = sums[whole * run :]
        np.cumsum(rest, out=rest)
        below = total + correction
        table += (offsets[:whole] + below)[:, None]
        rest += offsets[whole] + below
        # Two-sum: what rounding takes from the total is kept in the correction.
        gain = float(offsets[whole])
        new = total + gain
        correction += (total - (new - (new - total))) + (gain - (new - total))
        total = new
        _root(sums, p)
        curve[n - start - block.size : n - start] = sums[::-1]


def _powers(block: np.ndarray, p: float, out: np.ndarray) -> np.ndarray:
    """``block ** p`` in float64, by cheaper functions where they exist."""
    if p == 2.0:
        np.multiply(block, block, out=out, dtype=np.float64, casting="same_kind")
    elif p == 0.5:
        np.sqrt(block, out=out, dtype=np.float64, casting="same_kind")
    elif p == 1.0:
        out[...] = block
    else:
        np.power(block, p, out=out, dtype=np.float64, casting="same_kind")
    return out


def _root(sums: np.ndarray, p: float) -> None:
    """``sums ** (1/p)`` in place."""
    if p == 2.0:
        np.sqrt(sums, out=sums)
    elif p == 0.5:
        np.multiply(sums, sums, out=sums)
    elif p != 1.0:
        np.power(sums, 1.0 / p, out=sums)
