"""Means of functions of a spectrum from runs with random starts: the pooled estimator and its tail bound."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from lqtheory.curvature.brackets import ErrorBar, quadrature
from lqtheory.curvature.functions import SpectralFunction
from lqtheory.curvature.krylov import LanczosRun
from lqtheory.curvature.operators import SymmetricOperator
from lqtheory.curvature.recurrence import lanczos
from lqtheory.errors import DomainError

__all__ = ["probe_interval", "probe_runs", "probe_tail", "quadratic_form", "spectral_mean"]


def probe_runs(
    operator: SymmetricOperator,
    n_probes: int,
    steps: int,
    *,
    rng: np.random.Generator,
    reorthogonalise: bool = True,
    memory_limit: int | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[LanczosRun, ...]:
    """Runs of Lanczos' method from independent Gaussian vectors.

    Parameters
    ----------
    operator : SymmetricOperator
        A; its square for functions of |λ|.
    n_probes : int
        Number of runs; one suffices for D >= 1e5 (dossier geom.spec.probes).
    steps : int
        Of each.
    rng : numpy.random.Generator
        Draws the probes; give a generator of the same seed to continue from a checkpoint.
    reorthogonalise, memory_limit : bool, int
        As in :func:`lanczos`.
    checkpoint : path, optional
        Beginning of the names of the checkpoints, one for each probe.
    on_progress : callable, optional
        ``on_progress(done, total)`` in steps over all probes.

    Returns
    -------
    tuple of LanczosRun

    Raises
    ------
    DomainError, DataError
        As :func:`lanczos`; or if ``n_probes`` is below 1.

    Notes
    -----
    Outlying eigenvalues are not deflated first (dossier geom.spec.deflate): f = s/(s + λ) is almost 0 there, so that
    taking them out lowers no variance; it would only save steps, and Lanczos' method finds them by itself.

    References
    ----------
    Dossier geom.spec.probes, geom.spec.deflate.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> runs = probe_runs(matrix_operator(np.eye(3)), 2, 5, rng=np.random.default_rng(0))
    >>> [(run.steps, run.invariant) for run in runs]
    [(1, True), (1, True)]
    """
    if isinstance(n_probes, bool) or not isinstance(n_probes, int) or n_probes < 1:
        raise DomainError(f"n_probes={n_probes!r} is not a count of at least 1 (probe_runs)")
    runs: list[LanczosRun] = []
    for probe in range(n_probes):
        done, total = sum(run.steps for run in runs), n_probes * min(steps, operator.dimension)
        runs.append(
            lanczos(
                operator,
                torch.from_numpy(rng.standard_normal(operator.dimension)).to(operator.dtype),
                steps,
                reorthogonalise=reorthogonalise,
                memory_limit=memory_limit,
                checkpoint=None if checkpoint is None else Path(f"{os.fspath(checkpoint)}-{probe}"),
                on_progress=None if on_progress is None else _shifted(on_progress, done, total),
            )
        )
    return tuple(runs)


def _shifted(on_progress: Callable[[int, int], None], done: int, total: int) -> Callable[[int, int], None]:
    return lambda more, _: on_progress(done + more, total)


def quadratic_form(run: LanczosRun, function: SpectralFunction, *, upper: float | None = None) -> ErrorBar:
    """yᵀf(A)y for the vector y that a run was started from: no sampling error.

    Parameters
    ----------
    run : LanczosRun
        Started at y, such as the pruned weights.
    function : SpectralFunction
        f.
    upper : float, optional
        As in :func:`quadrature`.

    Returns
    -------
    ErrorBar
        ‖y‖² times that of :func:`quadrature`.

    Raises
    ------
    DomainError
        As :func:`quadrature`.

    Examples
    --------
    >>> from lqtheory.curvature import identity, matrix_operator
    >>> quadratic_form(lanczos(matrix_operator(2 * np.eye(2)), [3.0, 4.0], 2), identity()).value
    50.0
    """
    return quadrature(run, function, upper=upper).scaled(run.norm**2)


def spectral_mean(
    runs: Sequence[LanczosRun],
    function: SpectralFunction,
    *,
    confidence: float = 0.99,
    upper: float | None = None,
) -> ErrorBar:
    """(1/D) tr f(A) for 0 <= f <= 1, with quadrature and sampling error in one interval.

    F̂ = Σ_l g_lᵀf(A)g_l / Σ_l ‖g_l‖², over the probes g_l.

    Parameters
    ----------
    runs : sequence of LanczosRun
        From independent Gaussian probes, see :func:`probe_runs`.
    function : SpectralFunction
        f with values in [0, 1].
    confidence : float
        That the interval contains the truth, in (0, 1).
    upper : float, optional
        As in :func:`quadrature`.

    Returns
    -------
    ErrorBar
        ``sampled`` if all runs are enclosed or exact and rounding has a bound: all F that the tail bound does not
        exclude for an estimate between the ends of the bracket, each moved outwards by ``round_off``. ``estimated``
        otherwise. Unlike that of :func:`quadrature` the interval contains the round-off; runs of the square of a
        float32 operator may have so much of it that the interval is all of [0, 1].

    Raises
    ------
    DomainError
        If there is no run, runs differ in kind, f leaves [0, 1] at a node, or ``confidence`` is out of range.

    References
    ----------
    Dossier geom.spec.probes.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator, resolvent
    >>> runs = probe_runs(matrix_operator(np.eye(400)), 1, 2, rng=np.random.default_rng(0))
    >>> bar = spectral_mean(runs, resolvent(1.0))
    >>> bar.value, bar.kind, bar.low < 0.5 < bar.high
    (0.5, 'sampled', True)
    """
    if not 0 < confidence < 1:
        raise DomainError(f"confidence={confidence!r} is outside (0, 1) (spectral_mean)")
    if not runs or len({(run.dimension, run.is_square, run.semidefinite) for run in runs}) > 1:
        raise DomainError(f"{len(runs)} runs of one operator are needed (spectral_mean); give those of probe_runs")
    bars = [quadrature(run, function, upper=upper) for run in runs]
    if not all(-1e-9 <= bar.gauss <= 1 + 1e-9 for bar in bars):
        raise DomainError(f"{function.name} leaves [0, 1] (spectral_mean); the tail bound needs 0 <= f <= 1")
    total = math.fsum(run.norm**2 for run in runs)
    shares = [run.norm**2 / total for run in runs]
    bar = _pooled(bars, shares)
    low, high = max(0.0, min(bar.low, 1.0)), max(0.0, min(bar.high, 1.0))
    low = probe_interval(low, len(runs), runs[0].dimension, confidence)[0]
    high = probe_interval(high, len(runs), runs[0].dimension, confidence)[1]
    sampling = max(bar.low - low, high - bar.high)
    bounded = math.isfinite(bar.round_off)
    if bounded:
        low, high = max(0.0, low - bar.round_off), min(1.0, high + bar.round_off)
    proved = bounded and all(one.kind in ("exact", "enclosed") for one in bars)
    return replace(
        bar,
        value=min(max(bar.value, low), high),  # of f = 1 rounding may make more than 1
        low=low,
        high=high,
        kind="sampled" if proved else "estimated",
        reason=f"{bars[0].reason}, {len(runs)} Gaussian probes",
        sampling=sampling,
        confidence=confidence,
    )


def _pooled(bars: Sequence[ErrorBar], shares: Sequence[float]) -> ErrorBar:
    """Weighted mean of error bars."""
    scaled = [bar.scaled(share) for bar, share in zip(bars, shares, strict=True)]
    likely = (math.fsum(bar.likely[0] for bar in scaled), math.fsum(bar.likely[1] for bar in scaled))
    numbers = {name: math.fsum(getattr(bar, name) for bar in scaled) for name in ErrorBar.NUMBERS}
    return replace(scaled[0], likely=likely, **numbers)  # type: ignore[arg-type]


def probe_tail(n_probes: int, dimension: int, t: float, variance: float) -> float:
    """Bound of P(|F̂ - F| >= t) for the pooled estimator: 2 exp(-nDt²/(4(V + t² + t))), at most 1.

    Parameters
    ----------
    n_probes, dimension : int
        n and D.
    t : float
        Deviation, >= 0.
    variance : float
        V = mean f² - F² over the eigenvalues, at most F(1 - F).

    Returns
    -------
    float

    Raises
    ------
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.spec.probes.

    Examples
    --------
    >>> probe_tail(1, 10**6, 0.005, 0.25)
    4.5457010780110...e-11
    """
    if n_probes < 1 or dimension < 1:
        raise DomainError(f"n_probes={n_probes}, dimension={dimension} (probe_tail); use counts of at least 1")
    if not (0 <= t < math.inf and 0 <= variance <= 0.25):
        raise DomainError(f"t={t}, variance={variance} (probe_tail); use t >= 0 and a variance in [0, 1/4]")
    if t == 0:
        return 1.0
    return min(1.0, 2.0 * math.exp(-n_probes * dimension * t * t / (4.0 * (variance + t * t + t))))


def probe_interval(estimate: float, n_probes: int, dimension: int, confidence: float) -> tuple[float, float]:
    """All means F that are compatible with an estimate: P(|F̂ - F| >= |estimate - F|) is not below 1 - confidence.

    Parameters
    ----------
    estimate : float
        F̂ in [0, 1]; rounding beyond is allowed.
    n_probes, dimension : int
        n and D.
    confidence : float
        In (0, 1).

    Returns
    -------
    low, high : float
        Within [0, 1].

    Raises
    ------
    DomainError
        If an argument is out of range.

    Notes
    -----
    With V <= F(1 - F) the bound depends on F itself, so that the interval is narrow near 0 and 1. By symmetry of f and
    1 - f the lower end is one minus the upper end for 1 - F̂.

    Examples
    --------
    >>> low, high = probe_interval(0.5, 1, 10**6, 0.99)
    >>> round(low, 4), round(high, 4)
    (0.4977, 0.5023)
    """
    if not (-1e-9 <= estimate <= 1 + 1e-9 and 0 < confidence < 1):
        raise DomainError(f"estimate={estimate}, confidence={confidence} (probe_interval); use values in [0, 1]")
    estimate = min(max(estimate, 0.0), 1.0)
    factor = 4.0 * math.log(2.0 / (1.0 - confidence)) / (n_probes * dimension)
    return 1.0 - _largest(1.0 - estimate, factor), _largest(estimate, factor)


def _largest(estimate: float, factor: float) -> float:
    """Largest F = F̂ + t with t² <= factor (F(1 - F) + t² + t) = factor (1 - F̂)(F̂ + 2t), a quadratic inequality."""
    a = factor * (1.0 - estimate)
    return min(1.0, estimate + a + math.sqrt(a * a + a * estimate))
