"""The slice with the spectral measure of the pruned weights themselves: runs that start at y, no generic direction."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept
from lqtheory.quantities.slice_levels import SliceLevel, slice_of

__all__ = ["slice_along_path", "slice_at"]


def _rule(run: Any, rule: str = "gauss") -> tuple[np.ndarray, np.ndarray]:
    """Nodes |λ| and weights of a run's Gauss rule, or of its Gauss-Radau rule with a node at 0."""
    nodes, weights = run.rule() if rule == "gauss" else run.radau_rule(0.0)
    return (np.sqrt(np.maximum(nodes, 0.0)) if run.is_square else np.abs(nodes)), weights


def slice_at(spectrum: Sequence[Any], from_y: Any, epsilon: float, *, rule: str = "gauss") -> SliceLevel:
    r"""The slice of the sublevel set of |H| for one pruned vector y.

    Parameters
    ----------
    spectrum : sequence of LanczosRun
        From random probes, for the spectrum.
    from_y : LanczosRun
        Started at y, for the weights y_i² in the eigenbasis: no sampling error.
    epsilon : float
        Tolerated loss, >= 0.
    rule : {"gauss", "radau"}
        Quadrature: Gauss, or Gauss-Radau with a node at 0.

    Returns
    -------
    SliceLevel
        From one rule; its error is not in it, see :func:`slice_along_path`.

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is out of range.

    References
    ----------
    Dossier geom.prune.slice, geom.spec.cost.
    """
    total = sum(run.norm**2 for run in spectrum)
    rules = [(*_rule(run, rule), run.norm**2 / total) for run in spectrum]
    nodes = np.concatenate([nodes for nodes, _, _ in rules])
    counts = spectrum[0].dimension * np.concatenate([share * weights for _, weights, share in rules])
    seen = counts > 0
    places, weights = _rule(from_y, rule)
    return slice_of(
        nodes[seen], epsilon, counts=counts[seen], nodes=places, weights=from_y.norm**2 * weights, where="slice_at"
    )


def slice_along_path(
    path: MagnitudePath,
    operator: Any,
    spectrum: Sequence[Any],
    epsilon: float,
    *,
    steps: int = 128,
    resolution: float = 0.002,
    on_progress: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
) -> Prediction:
    r"""Largest k along the magnitude path with k <= m*(y_k), each m* from a run started at y_k.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    operator : SymmetricOperator
        The Hessian over all trained parameters.
    spectrum : sequence of LanczosRun
        From random probes.
    epsilon : float
        Tolerated loss, >= 0.
    steps : int
        Of each run started at y_k.
    resolution : float
        Share of the prunable weights to which the crossing is sought; every halving costs one run.
    on_progress : callable, optional
        ``on_progress(done, total)`` in runs.
    kept : Kept, optional
        Where the runs are kept, step by step.

    Returns
    -------
    Prediction
        ``low`` and ``high`` enclose the crossing of the estimates and the spread of m* there: over Gauss rules of all
        and of one step less, Gauss-Radau rules at 0, and each random probe by itself, with 2.6 standard deviations of
        the probes on either side. No theorem bounds the error of m*: kind ``estimated``.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.

    Notes
    -----
    m* = δ' + 1 to second order, a formal expansion. The condition is taken to fail from its first failure on.

    References
    ----------
    Dossier geom.prune.slice, geom.prune.fixedpoint.

    Examples
    --------
    >>> import numpy as np
    >>> from lqtheory.curvature import matrix_operator, probe_runs
    >>> from lqtheory.limits import magnitude_path
    >>> operator = matrix_operator(np.diag(np.arange(1.0, 41.0)))
    >>> runs = probe_runs(operator, 1, 40, rng=np.random.default_rng(0))
    >>> found = slice_along_path(magnitude_path(np.arange(1, 41) / 40), operator, runs, 2.0, steps=40)
    >>> 0 < found.count < 40
    True
    """
    from lqtheory.curvature import lanczos

    epsilon = checked_tolerance(epsilon, "slice_along_path")
    if not 0.0 < resolution < 1.0:
        raise DomainError(f"resolution={resolution} is outside (0, 1) (slice_along_path); give a share of the weights")
    done, total = 0, int(np.ceil(np.log2(1.0 / resolution))) + 1
    spread: dict[int, list[float]] = {0: [0.0, 0.0, 0.0]}

    def levels(k: int) -> list[float]:
        y = path.pruned(k)
        if not y.any():
            return [float(path.dimension)] * 3
        run = lanczos(operator, y, steps, checkpoint=None if kept is None else kept.file(f"own-{k}"))
        return _spread(spectrum, run, epsilon)

    def fits(k: int) -> bool:
        nonlocal done
        spread[k] = levels(k) if kept is None else kept.number(f"own-{k}-{epsilon!r}", lambda: levels(k))
        if kept is not None:
            kept.forget(f"own-{k}")
        done += 1
        if on_progress is not None:
            on_progress(min(done, total), total)
        return k <= spread[k][0]

    low, high = 0, path.prunable
    if fits(high):
        low = high
    while high - low > max(1, int(resolution * path.prunable)):
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    # m*(y_k) falls with k, so that the curve of its lowest estimates meets k where it is at least m* at ``low``.
    least = max(0, min(low, int(spread[low][1])))
    most = min(path.prunable, max(high, int(np.ceil(spread[high][2]))))
    return Prediction(
        "slice, own direction", low, least, most, path.prunable, "estimated", "", "retrained, spectral measure of y"
    )


def _spread(spectrum: Sequence[Any], run: Any, epsilon: float) -> list[float]:
    """m* by Gauss rules, and its least and largest estimate by other rules and by single probes, with their error."""
    level = slice_at(spectrum, run, epsilon)
    shorter = [one.leading(max(one.steps - 1, 1)) for one in spectrum]
    others = [
        slice_at(shorter, run.leading(max(run.steps - 1, 1)), epsilon).threshold,
        slice_at(spectrum, run, epsilon, rule="radau").threshold,
        *(slice_at([one], run, epsilon).threshold for one in spectrum if len(spectrum) > 1),
    ]
    value, error = level.threshold, _probe_error(level, len(spectrum))
    return [float(value), float(min(value, *others)) - error, float(max(value, *others)) + error]


def _probe_error(level: SliceLevel, probes: int) -> float:
    """99 % of a normal law for N(s) = D F(s): the variance of F of n Gaussian probes is 2/(nD) times that of shares."""
    if level.kind != "slice":
        return 0.0
    shares, d = level.shares, level.dimension
    variance = max(float(level.counts @ shares**2) / d - (level.count / d) ** 2, 0.0)
    return 2.576 * math.sqrt(2.0 * d * variance / probes)
