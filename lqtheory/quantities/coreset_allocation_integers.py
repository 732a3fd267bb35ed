"""Whole samples for classes of edges, kept edges, and inclusion probabilities of a whole network."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, as_vector, check_count, is_numpy, namespace, on_cpu
from lqtheory.quantities.coreset_allocation import Errors, allocate_samples
from lqtheory.quantities.coreset_class_errors import per_class
from lqtheory.quantities.coreset_poisson import inclusion_probabilities

__all__ = [
    "IntegerAllocation",
    "KeptEdges",
    "allocate_integer_samples",
    "keep_largest_sensitivities",
    "neyman_mean_square",
    "neyman_probabilities",
]


class IntegerAllocation(NamedTuple):
    """Whole samples of all classes and the value of the objective."""

    counts: Array
    value: float


class KeptEdges(NamedTuple):
    """Masks of the kept edges, one for each class, and the weighted sum of the sensitivities of the others."""

    masks: tuple[Array, ...]
    bound: float


def allocate_integer_samples(errors: Errors, budget: int, floors: Any = 1, caps: Any = math.inf) -> IntegerAllocation:
    r"""Whole samples that make the sum of the errors of all classes least: exact, by largest decreases.

    The decreases f_i(m-1) - f_i(m) of a convex f_i fall in m, so that taking the largest of all classes is optimal.

    Parameters
    ----------
    errors : SquareRootErrors, BernsteinErrors or MeanSquareErrors
        Errors of the r classes as functions of their samples.
    budget : int
        Whole samples for all classes, at least the sum of the floors.
    floors, caps : int or array-like, shape (r,)
        Least and most samples of every class; caps that are not whole are rounded down, infinity is allowed. Floors are
        at least 1: an error at 0 samples has no value.

    Returns
    -------
    IntegerAllocation
        int64 counts. Classes whose error is 0 stay at their floors.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        As :func:`lqtheory.quantities.coreset_allocation.allocate_samples`.

    Notes
    -----
    O(r log r), whatever the budget: at the multiplier of the real optimum for r samples less, every decrease that is
    above it belongs to the first ⌊m_i⌋ + 1 samples of its class. So the first ⌊m_i⌋ samples are all among the largest
    decreases, and only the at most 2r others are taken one by one. Of equal decreases the lower class comes first.

    References
    ----------
    Dossier coreset.alloc.int.

    Examples
    --------
    >>> from lqtheory.quantities.coreset_class_errors import SquareRootErrors
    >>> result = allocate_integer_samples(SquareRootErrors([4, 1, 9], [2, 3, 0.5]), 14)
    >>> result.counts.tolist(), round(result.value, 12)
    ([5, 5, 4], 3.9666407865)
    """
    where = "allocate_integer_samples"
    size = errors.costs.size
    low, high = per_class(floors, size, "floors", where), np.floor(per_class(caps, size, "caps", where))
    if (low < 1).any() or (low != np.floor(low)).any():
        raise DomainError(f"floors must be whole and >= 1 ({where}), got {low.min():g}")
    budget = check_count(budget, "budget", int(min(low.sum(), 2.0**62)), None, where)
    high = np.where(errors.live, np.minimum(high, float(budget)), low)
    if (low > high).any():
        i = int(np.argmax(low > high))
        raise DomainError(f"floors[{i}]={low[i]:g} is above caps[{i}]={high[i]:g} ({where}); lower the floor")
    counts = low.copy()
    if high.sum() <= budget:
        counts = high
    elif budget - size > low.sum():
        counts = np.floor(on_cpu(allocate_samples(errors, float(budget - size), low, high).counts))
    counts = _largest_decreases(errors, counts, high, budget - int(counts.sum()))
    value = math.fsum(errors.values(counts).tolist())
    whole = counts.astype(np.int64)
    source = errors.source
    return IntegerAllocation(
        whole if is_numpy(source) else namespace(source).asarray(whole, device=source.device), value
    )


def _largest_decreases(errors: Errors, counts: np.ndarray, high: np.ndarray, left: int) -> np.ndarray:
    """One sample after another where it helps most."""
    counts = counts.copy()
    now = errors.values(counts)
    gains = now - errors.values(counts + 1.0)
    heap = [(-gain, i) for i, gain in enumerate(gains.tolist()) if counts[i] < high[i]]
    heapq.heapify(heap)
    for _ in range(left):
        if not heap:
            break
        _, i = heapq.heappop(heap)
        counts[i] += 1.0
        if counts[i] < high[i]:
            heapq.heappush(heap, (-_gain(errors, i, counts[i]), i))
    return counts


def _gain(errors: Errors, i: int, m: float) -> float:
    """What one more sample takes off the error of one class."""
    return errors.value_of(i, m) - errors.value_of(i, m + 1.0)


def keep_largest_sensitivities(sensitivities: Sequence[Any], M: int, costs: Any = 1.0) -> KeptEdges:
    r"""Edges to keep so that the weighted sum of the sensitivities of all others is least.

    The M largest c_i s_ij of all classes together: an exchange never helps.

    Parameters
    ----------
    sensitivities : sequence of r array-likes, shape (n_i,)
        Sensitivities of the edges of every class, at least 0.
    M : int
        Edges to keep, at least 0; all are kept if there are not more.
    costs : float or array-like, shape (r,)
        Weights c of the classes, > 0.

    Returns
    -------
    KeptEdges
        Boolean masks, and Σ_i c_i Σ_{j dropped} s_ij, which bounds the weighted sum of the relative errors of the
        classes on the points of the sensitivities.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or shape.

    Notes
    -----
    Of equal scores the earlier edge is kept (a stable sort), so that the result does not depend on the machine.

    References
    ----------
    Dossier coreset.alloc.det, coreset.det.

    Examples
    --------
    >>> kept = keep_largest_sensitivities([[0.6, 0.4], [0.9, 0.3, 0.2]], 3)
    >>> [mask.tolist() for mask in kept.masks], kept.bound
    ([[True, True], [True, False, False]], 0.5)
    """
    where = "keep_largest_sensitivities"
    M = check_count(M, "M", 0, None, where)
    arrays = [as_vector(s, f"sensitivities[{i}]", where) for i, s in enumerate(sensitivities)]
    if not arrays:
        raise DomainError(f"sensitivities has no classes ({where}); give at least one")
    weights = per_class(costs, len(arrays), "costs", where)
    plain = [on_cpu(a) for a in arrays]
    if not (weights > 0).all() or any((s < 0).any() for s in plain):
        raise DomainError(f"costs must be > 0 and sensitivities >= 0 ({where})")
    scores = np.concatenate([c * s for c, s in zip(weights, plain, strict=True)])
    keep = np.zeros(scores.size, dtype=bool)
    keep[np.argsort(-scores, kind="stable")[:M]] = True
    ends = np.cumsum([s.size for s in plain])[:-1]
    masks = tuple(
        part if is_numpy(a) else namespace(a).asarray(part, device=a.device)
        for part, a in zip(np.split(keep, ends), arrays, strict=True)
    )
    return KeptEdges(masks, math.fsum(scores[~keep].tolist()))


def neyman_probabilities(scores: Any, kept: float) -> Array:
    r"""Inclusion probabilities that make the first-order output error of independent sampling least.

    p_ij = min(1, c √(E‖∂f/∂z_i‖² · E(w_ij a_j)²)) with one c for the whole network: the minimum of Σ r²(1/p - 1).

    Parameters
    ----------
    scores : array-like, shape (n,)
        r of all edges of all layers, √(E‖∂f/∂z_i‖² · E(w_ij a_j)²), at least 0.
    kept : float
        Expected number of kept edges, at least 0.

    Returns
    -------
    array of float64, shape (n,)
        Probabilities; 0 for edges of score 0, which are dropped.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or shape.

    Notes
    -----
    The prediction is of first order in the errors of the edges; it is exact where the output is linear in them, as for
    one layer of a linear network. Edges that no point activates have score 0: mix the scores with a floor.

    References
    ----------
    Dossier coreset.neyman.

    Examples
    --------
    >>> neyman_probabilities([4, 2, 1, 1], 2).tolist()
    [1.0, 0.5, 0.25, 0.25]
    """
    return inclusion_probabilities(scores, kept)


def neyman_mean_square(scores: Any, probabilities: Any) -> float:
    r"""First-order prediction of E‖f̂ - f‖² for independent inclusion: Σ r²(1/p - 1).

    Parameters
    ----------
    scores : array-like, shape (n,)
        r of all edges, at least 0.
    probabilities : array-like, shape (n,)
        Inclusion probabilities in [0, 1]; 0 only where the score is 0.

    Returns
    -------
    float
        ``inf`` if an edge with a score is never kept.

    Raises
    ------
    DomainError, InputTypeError, ShapeError
        If an argument is out of range or has the wrong type or shape.

    References
    ----------
    Dossier coreset.neyman.

    Examples
    --------
    >>> neyman_mean_square([4, 2, 1, 1], [1, 0.5, 0.25, 0.25])
    10.0
    """
    where = "neyman_mean_square"
    r = on_cpu(as_vector(scores, "scores", where))
    p = on_cpu(as_vector(probabilities, "probabilities", where))
    if p.shape != r.shape or (r < 0).any() or (p < 0).any() or (p > 1).any():
        raise DomainError(f"scores must be >= 0 and probabilities in [0, 1], one for each score ({where})")
    live = r > 0
    with np.errstate(divide="ignore", over="ignore"):
        return float(math.fsum((r[live] ** 2 * (1.0 / p[live] - 1.0)).tolist())) if (p[live] > 0).all() else math.inf
