"""The share of flat directions F(s) = mean s/(s + λ) of a spectrum, exact or from Lanczos runs, and its inverse."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from lqtheory.errors import DomainError
from lqtheory.limits.records import Interval
from lqtheory.quantities.arrays import as_vector, check_real

__all__ = ["FlatShares", "exact_shares", "sampled_shares", "weighted_shares"]

TREATMENTS = ("absolute", "clipped")
#: Ritz values of a float32 operator above minus this share of the largest one may be zeros.
ROUNDING = 1e-6


class FlatShares:
    """F(s) = (1/D) Σ s/(s + λ_i), with an interval, for every level s; negative λ as the treatment says.

    Parameters
    ----------
    dimension : int
        D.
    treatment : {"absolute", "clipped"}
        |λ|, or max(λ, 0): every negative direction counts as flat.
    share : callable
        ``share(s) -> Interval`` for s > 0.
    trace : Interval
        Mean of |λ| or of max(λ, 0); NaN where it is not known.
    negative : float
        Estimated share of eigenvalues below -1e-6 of the largest; NaN where it is not known.
    """

    def __init__(
        self,
        dimension: int,
        treatment: str,
        share: Callable[[float], Interval],
        trace: Interval,
        negative: float = math.nan,
    ) -> None:
        self.dimension, self.treatment, self.trace, self.negative = dimension, treatment, trace, negative
        self._share, self._known = share, {}  # type: ignore[var-annotated]

    def share(self, s: float) -> Interval:
        """F(s); F(0+) is approached, F(inf) = 1.

        Parameters
        ----------
        s : float
            Level, > 0; infinity gives 1.

        Returns
        -------
        Interval
        """
        s = check_real(s, "s", "FlatShares.share", 0.0, math.inf, "right")
        if math.isinf(s):
            return Interval(1.0, 1.0, 1.0)
        if s not in self._known:
            self._known[s] = self._share(s)
        known: Interval = self._known[s]
        return known

    def level(self, p: float, end: str = "value") -> float:
        """The level s at which F(s) = p.

        Parameters
        ----------
        p : float
            Share, in [0, 1].
        end : {"value", "low", "high"}
            Which of the curves of F.

        Returns
        -------
        float
            0 if p is at most the limit of F at 0 (to double precision), infinity if p = 1.

        Notes
        -----
        Bisection in log s over all positive doubles, as F increases, finished by Brent's method.
        """
        p = check_real(p, "p", "FlatShares.level", 0.0, 1.0)
        if p == 1.0:
            return math.inf
        low, high = math.log(1e-300), math.log(1e300)

        def excess(log_s: float) -> float:
            return float(getattr(self.share(math.exp(log_s)), end)) - p

        if excess(low) >= 0.0:
            return 0.0
        if excess(high) < 0.0:  # the lower end of an interval may stay below p at every level
            return math.exp(high)
        while high - low > 3.0:  # the same points for all p, and known after the first
            middle = 0.5 * (low + high)
            low, high = (middle, high) if excess(middle) < 0.0 else (low, middle)
        return math.exp(brentq(excess, low, high, xtol=1e-10, rtol=1e-14))


def exact_shares(eigenvalues: Any, treatment: str = "absolute", *, rounding: float = 0.0) -> FlatShares:
    """F for a spectrum known exactly.

    Parameters
    ----------
    eigenvalues : array-like, shape (D,)
        All eigenvalues, of any sign.
    treatment : {"absolute", "clipped"}
        What is done with negative ones.
    rounding : float
        By how much each of them may be off, >= 0.

    Returns
    -------
    FlatShares

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the eigenvalues are no finite vector or the treatment is unknown.

    References
    ----------
    Dossier geom.prune.published, geom.prune.negative.

    Examples
    --------
    >>> exact_shares([0.0, 1.0]).share(1.0).value
    0.75
    """
    lam = np.asarray(as_vector(eigenvalues, "eigenvalues", "exact_shares"), dtype=np.float64).ravel()
    return weighted_shares(lam, np.full(lam.size, 1.0 / lam.size), lam.size, treatment, rounding=rounding)


def weighted_shares(
    nodes: Any, weights: Any, dimension: int, treatment: str = "absolute", *, rounding: float = 0.0
) -> FlatShares:
    """F for a spectrum given by nodes with weights, without an error bar but that of rounding.

    Parameters
    ----------
    nodes, weights : array-like, shape (N,)
        Eigenvalues, and the share of the spectrum each stands for; the weights sum to 1 within 1e-8.
    dimension : int
        D, at least 1.
    treatment : {"absolute", "clipped"}
        What is done with negative nodes.
    rounding : float
        By how much each node may be off, >= 0: F falls with every eigenvalue, so that the ends are those of nodes moved
        by as much.

    Returns
    -------
    FlatShares

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Examples
    --------
    >>> weighted_shares([0.0, 1.0], [0.25, 0.75], 4).share(1.0).value
    0.625
    """
    if treatment not in TREATMENTS:
        raise DomainError(f"treatment={treatment!r} is not one of {TREATMENTS} (limits); say what negative ones become")
    lam = np.asarray(as_vector(nodes, "nodes", "weighted_shares"), dtype=np.float64)
    mass = np.asarray(as_vector(weights, "weights", "weighted_shares"), dtype=np.float64)
    if lam.ndim != 1 or mass.shape != lam.shape or mass.min() < 0 or abs(mass.sum() - 1.0) > 1e-8:
        raise DomainError(
            f"weights of shape {mass.shape} sum to {mass.sum():.9g} for {lam.size} nodes (weighted_shares); give one "
            "nonnegative weight for each node, with sum 1"
        )
    used = np.abs(lam) if treatment == "absolute" else np.maximum(lam, 0.0)

    rounding = check_real(rounding, "rounding", "weighted_shares", 0.0, math.inf, "left")
    lower, upper = np.maximum(used - rounding, 0.0), used + rounding

    def share(s: float) -> Interval:
        value, low, high = (min(1.0, float(mass @ (1.0 / (1.0 + part / s)))) for part in (used, upper, lower))
        return Interval(value, low, high, "exact", max(value - low, high - value))

    mean, ends = float(mass @ used), (float(mass @ lower), float(mass @ upper))
    trace = Interval(mean, *ends, "exact", max(mean - ends[0], ends[1] - mean))
    return FlatShares(dimension, treatment, share, trace, float(mass @ _negative(lam)))


def sampled_shares(
    runs: Sequence[Any],
    treatment: str = "absolute",
    *,
    traces: Sequence[Any] | None = None,
    confidence: float = 0.99,
) -> FlatShares:
    """F from Lanczos runs with random starts, with quadrature error, sampling error and round-off in one interval.

    Parameters
    ----------
    runs : sequence of LanczosRun
        From :func:`lqtheory.curvature.probe_runs`; their :func:`lqtheory.curvature.squared_run` for a proved bracket
        of |λ|.
    treatment : {"absolute", "clipped"}
        What is done with negative eigenvalues; ``clipped`` needs runs of the operator itself.
    traces : sequence of LanczosRun, optional
        Runs of the operator itself, for the mean eigenvalue and the share of negative ones (default: ``runs``). Where
        ``runs`` are their squares, the estimate is their Gauss rule, of twice as many nodes, moved into the
        interval, which is what both brackets share: that of the square is narrower, but its round-off is of the order
        of 1e-7 ‖A‖/s; that of Chebyshev, Markov and Stieltjes has almost none.
    confidence : float
        That an interval contains the truth, where it is ``sampled``.

    Returns
    -------
    FlatShares

    Raises
    ------
    DomainError
        As :func:`lqtheory.curvature.spectral_mean`.

    References
    ----------
    Dossier geom.spec.probes, geom.spec.bracket.
    """
    from lqtheory.curvature import absolute_resolvent, clipped_resolvent, spectral_mean

    if treatment not in TREATMENTS:
        raise DomainError(f"treatment={treatment!r} is not one of {TREATMENTS} (limits); say what negative ones become")
    resolvent = absolute_resolvent if treatment == "absolute" else clipped_resolvent
    remembered: list[Any] = [_RememberedRun(run) for run in runs]
    finer = _same_probes(runs, traces) if treatment == "absolute" else None
    plain: list[Any] = [] if finer is None or traces is None else [_RememberedRun(run) for run in traces]

    def share(s: float) -> Interval:
        function = resolvent(s)
        bar = spectral_mean(remembered, function, confidence=confidence)
        if finer is None:
            return Interval(bar.value, bar.low, bar.high, bar.kind, bar.round_off)
        low, high, rounding = bar.low, bar.high, bar.round_off
        other = spectral_mean(plain, function, confidence=confidence)
        if bar.kind == other.kind == "sampled":  # both contain the same mean over the probes
            low, high = max(low, other.low), min(high, other.high)
            rounding = max(
                min(one.round_off for one in (bar, other) if one.low == low),
                min(one.round_off for one in (bar, other) if one.high == high),
            )
        value = min(max(float(finer[1] @ function.values(finer[0])), low), high)
        return Interval(value, low, high, bar.kind, rounding)

    trace, negative = _trace(runs if traces is None else traces, treatment, confidence)
    if treatment == "absolute" and runs[0].is_square:
        trace = _with_quadrature(trace, runs)
    return FlatShares(runs[0].dimension, treatment, share, trace, negative)


def _same_probes(squares: Sequence[Any], runs: Sequence[Any] | None) -> tuple[np.ndarray, np.ndarray] | None:
    """Nodes and weights of the mean over the probes, if ``squares`` are the squares of ``runs``."""
    if runs is None or not squares[0].is_square or [run.norm for run in runs] != [run.norm for run in squares]:
        return None
    total = math.fsum(run.norm**2 for run in runs)
    rules = [run.rule() for run in runs]
    weights = [run.norm**2 / total * rule[1] for run, rule in zip(runs, rules, strict=True)]
    return np.concatenate([rule[0] for rule in rules]), np.concatenate(weights)


class _RememberedRun:
    """A run whose rules are computed once: an eigenvalue problem each, and the same for every level."""

    def __init__(self, run: Any) -> None:
        self._run, self._known = run, {}  # type: ignore[var-annotated]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)

    def rule(self) -> tuple[np.ndarray, np.ndarray]:
        rule: tuple[np.ndarray, np.ndarray] = self._once("rule", self._run.rule)
        return rule

    def radau_rule(self, node: float) -> tuple[np.ndarray, np.ndarray]:
        rule: tuple[np.ndarray, np.ndarray] = self._once(("radau", node), lambda: self._run.radau_rule(node))
        return rule

    def leading(self, steps: int) -> Any:
        return self._once(("leading", steps), lambda: _RememberedRun(self._run.leading(steps)))

    def _once(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


def _negative(lam: np.ndarray) -> np.ndarray:
    """Which nodes are negative beyond rounding: below -1e-6 of the largest one."""
    negative: np.ndarray = lam < -ROUNDING * np.abs(lam).max()
    return negative


def _trace(runs: Sequence[Any], treatment: str, confidence: float) -> tuple[Interval, float]:
    """Mean of |λ| or max(λ, 0) over the Gauss nodes, with normal quantiles of the probes' error and round-off.

    An eigenvalue counts at least once in the variance, or a probe that hardly sees the largest one would not know that
    it could have seen more of it.
    """
    total = math.fsum(run.norm**2 for run in runs)
    mean = square = negative = 0.0
    for run in runs:
        nodes, weights = run.rule()
        lam = np.sqrt(np.maximum(nodes, 0.0)) if run.is_square else nodes
        used = np.abs(lam) if treatment == "absolute" else np.maximum(lam, 0.0)
        share = run.norm**2 / total
        mean += share * float(weights @ used)
        square += share * float(np.maximum(weights, 1.0 / run.dimension) @ used**2)
        negative += math.nan if run.is_square else share * float(weights @ _negative(lam))
    rounding = max(run.displacement for run in runs)
    error = float(ndtri(0.5 + 0.5 * confidence)) * math.sqrt(2.0 * max(square - mean**2, 0.0) / total) + rounding
    return Interval(mean, max(mean - error, 0.0), mean + error, "estimated", rounding), negative


def _with_quadrature(trace: Interval, squares: Sequence[Any]) -> Interval:
    """The interval of the mean of |λ| with its quadrature error, which only runs of the square enclose.

    -√μ is completely monotone but for a constant, so that Gauss-Radau at 0 <= mean of √μ <= Gauss.
    """
    total = math.fsum(run.norm**2 for run in squares)
    ends = [0.0, 0.0]
    for run in squares:
        for i, (nodes, weights) in enumerate((run.radau_rule(0.0), run.rule())):
            ends[i] += run.norm**2 / total * float(weights @ np.sqrt(np.maximum(nodes, 0.0)))
    error = max(ends[1] - ends[0], 0.0)
    return Interval(trace.value, max(trace.low - error, 0.0), trace.high + error, trace.kind, trace.round_off)
