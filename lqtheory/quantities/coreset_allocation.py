"""Samples shared out over classes of edges: one multiplier for all classes (dossier ``coreset.alloc.*``).

A class is one sign of one neuron. Its error is a convex, decreasing function of the number of its samples, so that one
number, the multiplier, decides all classes at once: every class takes samples until one more helps less than the
multiplier. The multiplier is found by one outer Brent iteration on its logarithm, over all classes together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, as_vector, check_real, is_numpy, namespace, on_cpu
from lqtheory.quantities.coreset_class_errors import (
    BernsteinErrors,
    MeanSquareErrors,
    SquareRootErrors,
    bernstein_samples,
    per_class,
)

__all__ = ["SampleAllocation", "allocate_samples", "allocate_to_largest_error", "water_filling"]

Errors = SquareRootErrors | BernsteinErrors | MeanSquareErrors


class SampleAllocation(NamedTuple):
    """Samples of all classes.

    Parameters
    ----------
    counts : array of float64, shape (r,)
        Samples of the classes; together never more than the budget.
    multiplier : float
        What one more sample would take off the objective; 0 if every class is at its cap.
    value : float
        The objective there.
    residual : float
        Largest relative violation of the Karush-Kuhn-Tucker conditions, recomputed from the counts: the conditions
        are necessary and sufficient, because the objective is convex.
    """

    counts: Array
    multiplier: float
    value: float
    residual: float


def allocate_samples(errors: Errors, budget: float, floors: Any = 1.0, caps: Any = math.inf) -> SampleAllocation:
    r"""Samples that make the sum of the errors of all classes least, for a budget of samples.

    min Σ_i f_i(m_i) over Σ m_i <= M, ℓ_i <= m_i <= h_i, for convex decreasing f_i.

    Parameters
    ----------
    errors : SquareRootErrors, BernsteinErrors or MeanSquareErrors
        Errors of the r classes as functions of their samples.
    budget : float
        M, at least the sum of the floors.
    floors : float or array-like, shape (r,)
        Least samples ℓ of every class, at least 0.
    caps : float or array-like, shape (r,)
        Most samples h of every class, at least the floors; ``inf`` for none.

    Returns
    -------
    SampleAllocation
        Real counts in the library and on the device of the errors' coefficients. Classes whose error is 0 for any
        count stay at their floors, unless all classes fit at their caps.

    Raises
    ------
    DomainError
        If the floors do not fit into the budget or into the caps, or an argument is out of range.
    InputTypeError, ShapeError
        If an argument has the wrong type or shape.

    Notes
    -----
    One Brent iteration on the logarithm of the multiplier; every step is O(r) without an inner iteration for Bernstein
    and mean-square errors, and with a few Newton steps for all classes at once for square-root errors.

    References
    ----------
    Dossier coreset.alloc.sqrt, coreset.alloc.bernstein, coreset.alloc.mse.

    Examples
    --------
    >>> result = allocate_samples(SquareRootErrors([1, 8, 27], [0, 0, 0]), budget=36)
    >>> result.counts.round(9).tolist(), round(result.value**2, 9)
    ([6.0, 12.0, 18.0], 6.0)
    """
    where = "allocate_samples"
    size, live = errors.costs.size, errors.live
    low, high, budget = _limits(size, budget, floors, caps, where)
    if _fits(high, budget):
        return _result(errors, high, 0.0, low, high, budget)
    counts = np.where(live, high, low)
    if _fits(counts, budget):  # only classes without error are left to fill
        return _result(errors, counts, 0.0, low, high, budget)
    spare = budget - math.fsum(low.tolist())
    if spare <= 0.0:
        counts = low.copy()
        slopes = errors.slopes(counts)[live & (high > low)]
        return _result(errors, counts, float(slopes.max(initial=0.0)), low, high, budget)
    least = _log_slopes(errors, np.full(size, budget))[live].min()
    most = _log_slopes(errors, np.maximum(low, spare / size))[live].max()

    def clipped(log_multiplier: float) -> np.ndarray:
        return np.where(live, np.clip(errors.counts(log_multiplier), low, high), low)

    root = _root(lambda t: float(clipped(t).sum()) - budget, least, most)
    counts = _spend(clipped(root), low, high, live, budget)
    return _result(errors, counts, math.exp(root), low, high, budget)


def allocate_to_largest_error(
    A: Any, budget: float, costs: Any = 1.0, floors: Any = 1.0, caps: Any = math.inf
) -> SampleAllocation:
    r"""Samples that make the largest weighted Bernstein error of all classes least.

    min max_i c_i ε_i(m_i) over Σ m_i <= M, ℓ_i <= m_i <= h_i; m_i(e) = A_i (2 c_i²/e² + 2 c_i/(3e)).

    Parameters
    ----------
    A : array-like, shape (r,)
        (B_i - 1) ln(2/δ) of every class, at least 0.
    budget, floors, caps
        As in :func:`allocate_samples`.
    costs : float or array-like, shape (r,)
        Weights c of the errors, > 0.

    Returns
    -------
    SampleAllocation
        ``value`` is the largest weighted error and ``multiplier`` the level that the other classes are brought to; a
        class at its cap may stay above it. ``residual`` is the share of the budget that the level leaves over or
        overspends.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        As :func:`allocate_samples`.

    References
    ----------
    Dossier coreset.alloc.minmax.

    Examples
    --------
    >>> result = allocate_to_largest_error([10, 40], budget=150)
    >>> result.counts.round(6).tolist(), round(result.value, 6)
    ([30.0, 120.0], 0.935133)
    """
    where = "allocate_to_largest_error"
    errors = BernsteinErrors(A, costs)
    size, live = errors.costs.size, errors.live
    low, high, budget = _limits(size, budget, floors, caps, where)

    def clipped(log_level: float) -> np.ndarray:
        wanted = bernstein_samples(math.exp(log_level) / errors.costs, errors.A)
        return np.where(live, np.clip(wanted, low, high), low)

    def finish(counts: np.ndarray, level: float, residual: float) -> SampleAllocation:
        value = float(errors.values(counts).max())
        return SampleAllocation(_like(errors.source, counts), level, value, residual)

    full = np.where(live, high, low)
    if _fits(full, budget):
        return finish(full, 0.0, 0.0)
    spare = budget - math.fsum(low.tolist())
    if spare <= 0.0:
        return finish(low.copy(), math.inf, 0.0)
    levels = [np.log(errors.values(np.full(size, m))[live]) for m in (budget, spare / size)]
    root = _root(lambda t: float(clipped(t).sum()) - budget, levels[0].min(), levels[1].max())
    counts = clipped(root)
    residual = abs(math.fsum(counts.tolist()) - budget) / budget
    return finish(_spend(counts, low, high, live, budget), math.exp(root), residual)


def water_filling(weights: Any, total: float, caps: Any = 1.0) -> Array:
    r"""Numbers proportional to weights, except where a cap is met, with a given sum: the exact solution.

    x_i = min(h_i, c w_i) with Σ x_i = T: the minimum of Σ w_i²/x_i. With caps 1 these are the inclusion probabilities
    of independent sampling of T edges on average; with v = w² it is ``coreset.alloc.mse``.

    Parameters
    ----------
    weights : array-like, shape (n,)
        Weights, at least 0.
    total : float
        T, at least 0.
    caps : float or array-like, shape (n,)
        Caps, > 0.

    Returns
    -------
    array of float64, shape (n,)
        All caps of positive weights if T is at least their sum; 0 where the weight is 0.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or shape.

    Notes
    -----
    Sorts h_i/w_i once, O(n log n): no iteration. Only ratios of weights count, so that tiny ones lose nothing.

    References
    ----------
    Dossier coreset.alloc.mse, coreset.poisson.

    Examples
    --------
    >>> water_filling([4, 2, 1, 10], 30, [50, 50, 50, 12]).round(6).tolist()
    [10.285714, 5.142857, 2.571429, 12.0]
    """
    where = "water_filling"
    array = as_vector(weights, "weights", where)
    w = on_cpu(array)
    if w.ndim != 1 or (w < 0).any():
        raise DomainError(f"weights must be one list of numbers >= 0, got {w.tolist()!r:.60} ({where}); use |weights|")
    total = check_real(total, "total", where, 0.0, closed="left")
    h = per_class(caps, w.size, "caps", where)
    if not (h > 0).all():
        raise DomainError(f"caps must be > 0 ({where}); drop what may not be taken at all")
    live = w > 0
    x = np.zeros(w.size)
    if live.any():
        x[live] = _fill(w[live] / w.max(), h[live], total)
    return _like(array, x)


def _fill(w: np.ndarray, h: np.ndarray, total: float) -> np.ndarray:
    """Water-filling for positive weights: the classes at their caps are those with the least h/w."""
    if _fits(h, total):
        return h.copy()
    order = np.argsort(h / w, kind="stable")
    taken = np.concatenate([[0.0], np.cumsum(h[order])[:-1]])  # caps of all classes before
    left = np.cumsum(w[order][::-1])[::-1]  # weights from here on
    level = (total - taken) / left
    first = int(np.argmax(level * w[order] < h[order]))  # the first class that is not filled
    x = h.copy()
    x[order[first:]] = level[first] * w[order[first:]]
    return np.minimum(x, h)


def _limits(size: int, budget: Any, floors: Any, caps: Any, where: str) -> tuple[np.ndarray, np.ndarray, float]:
    """Floors and caps of all classes, and the budget, checked."""
    budget = check_real(budget, "budget", where, 0.0, math.inf, "neither")
    low, high = per_class(floors, size, "floors", where), per_class(caps, size, "caps", where)
    if not (low >= 0).all() or not np.isfinite(low).all():
        raise DomainError(f"floors must be finite and >= 0 ({where}); use 0 or 1")
    if (low > high).any():
        i = int(np.argmax(low > high))
        raise DomainError(f"floors[{i}]={low[i]:g} is above caps[{i}]={high[i]:g} ({where}); lower the floor")
    least = math.fsum(low.tolist())
    if least > budget:
        raise DomainError(f"budget={budget:g} is below the sum {least:g} of the floors ({where}); raise the budget")
    return low, high, budget


def _like(source: Array, counts: np.ndarray) -> Array:
    """Counts in the library and on the device of the coefficients."""
    return counts if is_numpy(source) else namespace(source).asarray(counts, device=source.device)


def _fits(counts: np.ndarray, budget: float) -> bool:
    return bool(np.isfinite(counts).all()) and math.fsum(counts.tolist()) <= budget


def _log_slopes(errors: Errors, counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(errors.slopes(counts))


def _root(excess: Callable[[float], float], low: float, high: float) -> float:
    """Root of a falling function whose bracket is right up to rounding."""
    from scipy.optimize import brentq

    step = 1e-9
    while excess(low) < 0.0:
        low, step = low - step, 2 * step
    step = 1e-9
    while excess(high) > 0.0:
        high, step = high + step, 2 * step
    return float(brentq(excess, low, high, xtol=1e-15, rtol=8.9e-16, maxiter=500)) if low < high else low


def _spend(counts: np.ndarray, low: np.ndarray, high: np.ndarray, live: np.ndarray, budget: float) -> np.ndarray:
    """Free classes scaled by what rounding left of the budget, never beyond it."""
    free = live & (counts > low) & (counts < high)
    for _ in range(64):
        total = math.fsum(counts.tolist())
        if not free.any() or (total <= budget and budget - total <= 4e-16 * budget):
            return counts
        part = math.fsum(counts[free].tolist())
        factor = 1.0 + (budget - total) / part
        if total > budget:
            factor = min(factor, 1.0 - 2.3e-16)
        counts = counts.copy()
        counts[free] = np.clip(counts[free] * factor, low[free], high[free])
    return counts


def _result(
    errors: Errors, counts: np.ndarray, multiplier: float, low: np.ndarray, high: np.ndarray, budget: float
) -> SampleAllocation:
    """The allocation with its value and with how far it is from the optimality conditions."""
    residual = 0.0
    if multiplier > 0.0:
        ratio = errors.slopes(counts)[errors.live] / multiplier - 1.0
        inside, outside = counts[errors.live], (low[errors.live], high[errors.live])
        wrong = np.where(inside >= outside[1], np.maximum(-ratio, 0.0), np.abs(ratio))
        wrong = np.where(inside <= outside[0], np.where(inside >= outside[1], 0.0, np.maximum(ratio, 0.0)), wrong)
        residual = max(float(wrong.max()), abs(math.fsum(counts.tolist()) - budget) / budget)
    value = math.fsum(errors.values(counts).tolist())
    return SampleAllocation(_like(errors.source, counts), multiplier, value, residual)
