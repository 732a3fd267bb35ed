"""Quadrature with an error bar: vᵀf(A)v of one run, enclosed where a theorem allows it and estimated elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from lqtheory.curvature.functions import SpectralFunction
from lqtheory.curvature.krylov import LanczosRun
from lqtheory.errors import DomainError

__all__ = ["ErrorBar", "monotone_bracket", "quadrature"]

#: How many steps fewer the rules have whose spread is the width of an estimate by three vectors.
EARLIER = (2, 3, 4, 6, 8, 12, 16)
#: Ritz values above -ROUNDING‖T‖ may be rounding errors of zeros.
ROUNDING = 1e-6


@dataclass(frozen=True)
class ErrorBar:
    """A number with every estimate of it that the same run gives, and what they prove.

    Parameters
    ----------
    value : float
        Best guess: the middle of ``likely``.
    low, high : float
        Interval. For ``exact`` and ``enclosed`` it contains the truth in exact arithmetic; for ``sampled`` with the
        ``confidence``; for ``estimated`` it spans ``likely`` (with three vectors, twice that) and nothing is proved.
    kind : {"exact", "enclosed", "sampled", "estimated"}
        What the interval is.
    reason : str
        Which theorem encloses, or why none applies.
    likely : tuple of float
        Lowest and highest of the estimates that follow, cut to the interval where that is proved; with three vectors
        also of Gauss rules of 2 to 16 steps less.
    gauss, gauss_before : float
        Gauss rules of m and m - 1 nodes.
    radau : float
        Gauss-Radau rule with a node at 0; for a semidefinite operator an upper bound.
    radau_upper : float
        Gauss-Radau rule with a node at the upper bound of the spectrum; NaN where none was given.
    monotone_low, monotone_high : float
        Chebyshev-Markov-Stieltjes bracket; NaN if f is not monotone on both sides of one peak.
    round_off : float
        How far rounding may have moved the bracket, L (m + 2) u ‖T‖ with the unit roundoff u (L √((m + 2) u ‖T‖) in a
        square); it is part of the interval of :func:`spectral_mean`, not of that of :func:`quadrature`.
    sampling : float
        Largest part of the interval that is due to random probes.
    confidence : float
        Of a ``sampled`` interval; 1 otherwise.
    """

    value: float
    low: float
    high: float
    kind: str
    reason: str
    likely: tuple[float, float]
    gauss: float
    gauss_before: float
    radau: float
    radau_upper: float
    monotone_low: float
    monotone_high: float
    round_off: float
    sampling: float = 0.0
    confidence: float = 1.0

    #: What is multiplied when the number is.
    NUMBERS: ClassVar[tuple[str, ...]] = (
        *("value", "low", "high", "gauss", "gauss_before", "radau", "radau_upper"),
        *("monotone_low", "monotone_high", "round_off", "sampling"),
    )

    @property
    def width(self) -> float:
        """High - low."""
        return self.high - self.low

    def scaled(self, factor: float) -> ErrorBar:
        """The error bar of ``factor`` >= 0 times the number."""
        likely = (factor * self.likely[0], factor * self.likely[1])
        return replace(self, likely=likely, **{name: factor * getattr(self, name) for name in self.NUMBERS})

    def subtracted_from(self, total: float) -> ErrorBar:
        """The error bar of ``total`` minus the number; bounds from below become bounds from above.

        ``gauss``, ``radau`` and ``radau_upper`` keep their names and are subtracted, too.
        """
        numbers = {name: total - getattr(self, name) for name in ("value", "gauss", "gauss_before", "radau")}
        return replace(
            self,
            low=total - self.high,
            high=total - self.low,
            likely=(total - self.likely[1], total - self.likely[0]),
            radau_upper=total - self.radau_upper,
            monotone_low=total - self.monotone_high,
            monotone_high=total - self.monotone_low,
            **numbers,
        )


def quadrature(run: LanczosRun, function: SpectralFunction, *, upper: float | None = None) -> ErrorBar:
    """vᵀf(A)v for the unit vector v of a run, by all rules at once.

    Gauss rule Σ ω_j f(θ_j); Gauss-Radau rules with a node at 0 and at ``upper``; Chebyshev-Markov-Stieltjes bracket.

    Parameters
    ----------
    run : LanczosRun
        Of A, or of A² if f depends on |λ|.
    function : SpectralFunction
        f.
    upper : float, optional
        An upper bound of the spectrum of the run's operator (of A² for a square).

    Returns
    -------
    ErrorBar
        ``exact`` if the Krylov space is invariant. ``enclosed`` if the run was reorthogonalised and a theorem
        applies: for an operator that is semidefinite by construction and f completely monotone, Gauss <= truth <=
        Radau at 0; for f with one peak the Chebyshev-Markov-Stieltjes bracket. Else ``estimated``: Gauss-Radau at 0
        of an indefinite operator was above the truth whenever it was compared, which is no proof.

    Raises
    ------
    DomainError
        If a Ritz value lies at or below the pole of f, f is not even on a run of a square, or ``upper`` is below a
        Ritz value.

    Notes
    -----
    Enclosures hold in exact arithmetic; ``round_off`` says by how much rounding may spoil them.

    References
    ----------
    Dossier geom.spec.gauss, geom.spec.bracket, geom.spec.cms.

    Examples
    --------
    >>> import torch
    >>> from lqtheory.curvature import lanczos, matrix_operator, resolvent
    >>> matrix = matrix_operator(torch.diag(torch.arange(1.0, 11.0).double()), semidefinite=True)
    >>> bar = quadrature(lanczos(matrix, torch.ones(10), 3), resolvent(0.5))
    >>> round(bar.low, 9), round(bar.high, 9), bar.kind
    (0.115534738, 0.128379278, 'enclosed')
    """
    values = _values(run, function)
    nodes, weights = run.rule()
    _refuse_nodes(run, function, nodes, upper)
    gauss = _sum(weights, values(nodes))
    before = gauss if run.steps == 1 else _apply(values, run.leading(run.steps - 1).rule())
    radau = _apply(values, run.radau_rule(0.0)) if 0.0 > function.pole else math.nan
    top = math.nan if upper is None else _apply(values, run.radau_rule(upper))
    low, high = monotone_bracket(nodes, weights, *_one_peak(run, function))
    return _judged(run, function, nodes, (gauss, before, radau, top, low, high), _earlier(run, values))


def monotone_bracket(
    nodes: np.ndarray, weights: np.ndarray, values: Callable[[np.ndarray], np.ndarray], peak: float = -math.inf
) -> tuple[float, float]:
    """Bracket of ∫f dμ for f with one peak, from the distribution function of μ between its Gauss nodes.

    F(θ_j-) >= Σ_{i<j} ω_i and F(θ_j) <= Σ_{i<=j} ω_i; for nonincreasing f that is
    Σ ω_j f(θ_{j+1}) <= ∫f dμ <= Σ ω_j f(θ_{j-1}) with f(±∞) beyond the ends.

    Parameters
    ----------
    nodes, weights : array, shape (m,)
        A Gauss rule of μ, nodes in ascending order.
    values : callable
        f, with its limits at -inf and inf.
    peak : float
        f is nondecreasing below and nonincreasing above it; NaN gives (NaN, NaN).

    Returns
    -------
    low, high : float

    References
    ----------
    Dossier geom.spec.cms.

    Examples
    --------
    >>> from lqtheory.curvature import clipped_resolvent
    >>> monotone_bracket(np.array([1.0]), np.array([1.0]), clipped_resolvent(1.0).values)
    (0.0, 1.0)
    """
    if math.isnan(peak):
        return math.nan, math.nan
    points = np.unique(np.concatenate([[-math.inf], nodes, [math.inf], [peak] if math.isfinite(peak) else []]))
    heights = values(points)
    changes = np.diff(heights)
    # Between two points: at least the weight of the nodes before the left one, at most that up to the right one.
    total = np.concatenate([[0.0], np.cumsum(weights)])
    least = total[np.maximum(np.searchsorted(nodes, points[:-1], side="right") - 1, 0)]
    most = total[np.minimum(np.searchsorted(nodes, points[1:], side="left") + 1, len(nodes))]
    # ∫f dμ = f(∞) - ∫F df, and F is bounded from both sides; F is least where f falls and largest where it rises for
    # the lower end, which is possible only if both meet at some value c of F at the peak.
    rises, falls = np.maximum(changes, 0.0), np.maximum(-changes, 0.0)
    upper = heights[-1] - float(least @ rises) + float(most @ falls)
    levels = total[:, None] if rises.any() else np.zeros((1, 1))
    lower = heights[-1] + np.min(np.maximum(least, levels) @ falls - np.minimum(most, levels) @ rises)
    return float(lower), float(upper)


Values = Callable[[np.ndarray], np.ndarray]


def _values(run: LanczosRun, function: SpectralFunction) -> Values:
    if not run.is_square:
        return function.values
    if not function.is_even:
        raise DomainError(f"{function.name} does not depend on |λ| alone (quadrature); use a run that is no square")
    return function.of_squares


def _one_peak(run: LanczosRun, function: SpectralFunction) -> tuple[Values, float]:
    """The function on all of R with its peak: a semidefinite operator has nothing below 0, where f may be continued."""
    if run.is_square:
        return function.of_squares, -math.inf
    if run.semidefinite and not math.isnan(function.monotone_from):
        return lambda lam: function.values(np.maximum(lam, 0.0)), -math.inf
    return function.values, function.peak


def _refuse_nodes(run: LanczosRun, function: SpectralFunction, nodes: np.ndarray, upper: float | None) -> None:
    if not run.is_square and nodes[0] <= function.pole:
        raise DomainError(
            f"the Ritz value {nodes[0]:.3g} lies at or below the pole {function.pole:g} of {function.name} "
            "(quadrature); use absolute_resolvent or clipped_resolvent"
        )
    if upper is not None and not upper >= nodes[-1] * (1 - 1e-12):
        raise DomainError(f"upper={upper} is below the Ritz value {nodes[-1]} (quadrature); give an upper bound")


def _sum(weights: np.ndarray, values: np.ndarray) -> float:
    return math.fsum((weights * values).tolist())


def _apply(values: Values, rule: tuple[np.ndarray, np.ndarray]) -> float:
    nodes, weights = rule
    return _sum(weights, values(nodes))


def _earlier(run: LanczosRun, values: Values) -> list[float]:
    """Gauss rules of fewer steps of three vectors: their estimates move in jumps, when a copy of a value appears."""
    if run.reorthogonalised:
        return []
    return [_apply(values, run.leading(run.steps - fewer).rule()) for fewer in EARLIER if fewer < run.steps]


def _judged(
    run: LanczosRun, function: SpectralFunction, nodes: np.ndarray, found: tuple[float, ...], earlier: list[float]
) -> ErrorBar:
    """Which of the estimates are bounds."""
    gauss, before, radau, top, low, high = found
    round_off = _round_off(run, function)
    guesses = [number for number in (gauss, before, radau, *earlier) if math.isfinite(number)]
    if run.invariant:
        ends, kind, reason = (gauss, gauss), "exact", "the Krylov space is invariant"
        guesses = [gauss]
    elif not run.reorthogonalised:
        spread = 0.5 * (max(guesses) - min(guesses))  # twice the spread of the last rules: the next one may leave it
        ends, kind = (min(guesses) - spread, max(guesses) + spread), "estimated"
        reason = "three vectors: no theorem in finite precision"
    elif run.semidefinite and not math.isnan(function.monotone_from):
        least = max(number for number in (gauss, before, top, low) if not math.isnan(number))
        most = min(number for number in (radau, high) if not math.isnan(number))
        # Where the bracket is narrower than rounding, its ends may have changed places.
        ends, kind = (min(least, most), max(least, most)), "enclosed"
        reason = "semidefinite and completely monotone" + (" in the square" if run.is_square else "")
    elif not math.isnan(low):
        ends, kind, reason = (low, high), "enclosed", "Chebyshev-Markov-Stieltjes"
    else:
        ends, kind, reason = (min(guesses), max(guesses)), "estimated", "no theorem for this function and operator"
    likely = (min(max(min(guesses), ends[0]), ends[1]), max(min(max(guesses), ends[1]), ends[0]))
    return ErrorBar(0.5 * sum(likely), *ends, kind, reason, likely, gauss, before, radau, top, low, high, round_off)


def _round_off(run: LanczosRun, function: SpectralFunction) -> float:
    """The function changes at most L times as much as λ."""
    return function.rate * run.displacement
