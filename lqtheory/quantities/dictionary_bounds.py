"""Error bounds for m atoms of any dictionary over the unit l_q ball, and the thresholds of rounding (``lq.dict.*``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities.arrays import Array, as_magnitudes, check_count, namespace
from lqtheory.quantities.curves import best_k_term_curve
from lqtheory.quantities.dictionary_constants import class_exponent, sharp_dictionary_constant
from lqtheory.quantities.dictionary_factors import harmonic_number
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_bounds as reference
from lqtheory.quantities.worst_case import worst_case

__all__ = [
    "QUANTITIES",
    "combined_dictionary_bound",
    "rounding_threshold",
    "rounding_variance",
    "threshold_dictionary_bound",
]


def combined_dictionary_bound(m: int, n: int | None, q: float) -> float:
    r"""Error with m atoms over the unit l_q ball, at most: some largest kept, the rest by orthogonal greedy pursuit.

    min{W(m,n,q,1), min_{L<m} W(L,n,q,1)/√(m-L+3)}.

    Parameters
    ----------
    m : int
        Number of atoms used, at least 1.
    n : int or None
        Number of atoms of the dictionary, at least 1; ``None`` for no limit.
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float
        At most 2C_{q,2} m^{1/2-1/q}.

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer of at least 1 or ``q`` not in (0, 1].

    Notes
    -----
    Cost O(m).

    References
    ----------
    Dossier lq.dict.combined (worst-case version).

    Examples
    --------
    >>> round(combined_dictionary_bound(4, None, 1), 12)
    0.377964473009
    """
    where = "combined_dictionary_bound"
    m, q = check_count(m, "m", 1, None, where), class_exponent(q, where)
    size = None if n is None else check_count(n, "n", 1, None, where)
    return min(_tail(m, size, q), *(_tail(kept, size, q) / math.sqrt(m - kept + 3) for kept in range(m)))


def _tail(kept: int, n: int | None, q: float) -> float:
    """W(L,n,q,1), the largest mass behind the L largest entries; for n = None over all dimensions."""
    if n is not None:
        return worst_case(kept, n, q, 1) if kept < n else 0.0
    if q == 1.0:
        return 1.0
    return worst_case(kept, max(kept + 1, math.ceil(kept / (1.0 - q))) + 1, q, 1)


def threshold_dictionary_bound(m: int, q: float) -> float:
    r"""Error with m atoms over the unit l_q ball, at most, by threshold rounding.

    [(K*_q)² + (1 + H_{4m-1})/(2m)]^{1/2} m^{1/2-1/q}.

    Parameters
    ----------
    m : int
        Number of atoms used, at least 1.
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float
        Relative to K*_q m^{1/2-1/q} it tends to 1 as m grows.

    Raises
    ------
    InputTypeError, DomainError
        If ``m`` is not an integer of at least 1 or ``q`` not in (0, 1].

    References
    ----------
    Dossier lq.dict.threshold.

    Examples
    --------
    >>> round(threshold_dictionary_bound(4, 1), 12)
    0.620439083262
    """
    where = "threshold_dictionary_bound"
    m, q = check_count(m, "m", 1, None, where), class_exponent(q, where)
    square = sharp_dictionary_constant(q) ** 2 + (1.0 + harmonic_number(4 * m - 1)) / (2.0 * m)
    return math.sqrt(square) * math.exp((0.5 - 1.0 / q) * math.log(m))


def rounding_threshold(x: Any, m: int) -> Array:
    r"""Threshold at which rounding keeps an atom for sure, so that m atoms are expected.

    τ = min_{L<m} σ_L(x)_1/(m-L), the solution of Σ min(1, |x_i|/τ) = m if x has more than m nonzero entries.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    m : int
        Number of atoms expected, at least 1.

    Returns
    -------
    array of float64, shape (...)
        0 if fewer than m entries are nonzero.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` is not a finite, nonempty, numeric array or ``m`` not an integer of at least 1.

    Notes
    -----
    Cost O(n log n). At most m^{-1/q} ‖x‖_q.

    References
    ----------
    Dossier lq.dict.threshold.

    Examples
    --------
    >>> float(rounding_threshold([4, 2, 1, 0.5, 0.25], 2))
    3.75
    """
    m = check_count(m, "m", 1, None, "rounding_threshold")
    magnitudes = as_magnitudes(x, "x", "rounding_threshold")
    xp = namespace(magnitudes)
    curve = best_k_term_curve(magnitudes, 1)[..., : min(m, magnitudes.shape[-1] + 1)]
    left = m - (xp.cumulative_sum(xp.ones_like(curve), axis=-1) - 1.0)
    return xp.min(curve / left, axis=-1)


def rounding_variance(x: Any, m: int) -> Array:
    r"""Squared error that independent rounding with :func:`rounding_threshold` has for orthonormal atoms on average.

    R_m(x) = Σ_{|x_i|<τ} |x_i| (τ - |x_i|).

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    m : int
        Number of atoms expected, at least 1.

    Returns
    -------
    array of float64, shape (...)
        0 if at most m entries are nonzero.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`rounding_threshold`.

    Notes
    -----
    Cost O(n log n). At most (K*_q)² m^{1-2/q} ‖x‖_q², with equality for vectors that are flat on m(2-q)/(2-2q) entries.

    References
    ----------
    Dossier lq.dict.threshold.

    Examples
    --------
    >>> float(rounding_variance([4, 2, 1, 0.5, 0.25], 2))
    8.75
    """
    magnitudes = as_magnitudes(x, "x", "rounding_variance")
    xp = namespace(magnitudes)
    tau = rounding_threshold(magnitudes, m)[..., None]
    gaps = xp.where(magnitudes < tau, tau - magnitudes, xp.zeros_like(magnitudes))
    return xp.sum(magnitudes * gaps, axis=-1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "combined_dictionary_bound",
        ("m", "n", "q"),
        combined_dictionary_bound,
        reference.ball_combined_dictionary_bound,
        r"\min_{{L\le {m}}}W(L,{n},{q},1)/\sqrt{{{m}-L+3}}",
        "lq.dict.combined.worst",
        sign="nonnegative",
    ),
    Quantity(
        "threshold_dictionary_bound",
        ("m", "q"),
        threshold_dictionary_bound,
        reference.ball_threshold_dictionary_bound,
        r"\sqrt{{(K^*_{{{q}}})^2+\frac{{1+H_{{4{m}-1}}}}{{2{m}}}}}\,{m}^{{1/2-1/{q}}}",
        "lq.dict.threshold.bound",
        sign="positive",
    ),
    Quantity(
        "rounding_threshold",
        ("x", "m"),
        rounding_threshold,
        reference.ball_rounding_threshold,
        r"\tau_{{{m}}}({x})",
        "lq.dict.threshold.tau",
        sign="nonnegative",
    ),
    Quantity(
        "rounding_variance",
        ("x", "m"),
        rounding_variance,
        reference.ball_rounding_variance,
        r"R_{{{m}}}({x})",
        "lq.dict.threshold.variance",
        sign="nonnegative",
    ),
)
