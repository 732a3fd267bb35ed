"""Which of two vectors is more compressible: dominance at every keep count, and network scores (``lq.dom``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count, check_real, namespace, on_cpu
from lqtheory.quantities.norms import log_lq_norm
from lqtheory.quantities.parts import mass_shares
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.dominance import ball_majorisation_defect
from lqtheory.quantities.stechkin import log_stechkin_constant

__all__ = [
    "QUANTITIES",
    "dominates",
    "log_network_score",
    "majorisation_defect",
    "network_score",
    "network_score_bound",
    "network_score_budget",
    "smallest_score_budget",
]

#: Cumulated shares are compared up to this much: they are sums of rounded quotients.
DOMINANCE_TOLERANCE = 1e-12


def majorisation_defect(x: Any, y: Any, p: float) -> Array:
    r"""By how much the largest shares of one vector fail to carry the mass that those of another do.

    max_k [Σ_{i<=k} π^y_(i) - Σ_{i<=k} π^x_(i)], π_i = |x_i|^p/Σ_j |x_j|^p, the maximum over k = 0, ..., n.

    Parameters
    ----------
    x, y : array-like, shapes (..., n) and (..., m)
        Real or complex entries, not all zero; the shorter vector is padded with zeros.
    p : float
        Exponent, positive and finite.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1]: 0 exactly if the shares of x majorise those of y, that is, if σ_k(x)_p/‖x‖_p <= σ_k(y)_p/‖y‖_p for
        every k.

    Raises
    ------
    InputTypeError, ShapeError
        If an argument is not a nonempty numeric array.
    DomainError
        If a vector is zero or not finite, or ``p`` is out of range.

    Notes
    -----
    Cost O(n log n). Rounding leaves about n units of 1e-16, hence the tolerance of :func:`dominates`.

    References
    ----------
    marshall_olkin_arnold_2011, Definition 1.A.1; dossier lq.dom.major.

    Examples
    --------
    >>> float(majorisation_defect([3, 1], [1, 1], 1)), float(majorisation_defect([1, 1], [3, 1], 1))
    (0.0, 0.25)
    """
    first, second = mass_shares(x, p), mass_shares(y, p)
    xp = namespace(first)
    n = max(first.shape[-1], second.shape[-1])
    tails = [_tails(shares, n, xp) for shares in (first, second)]
    return xp.max(tails[0] - tails[1], axis=-1)


def _tails(shares: Array, n: int, xp: Any) -> Array:
    """Sums of the n - k smallest of n shares for k = n, ..., 0, padded with zeros, summed from the small end."""
    missing = xp.zeros_like(shares[..., :1])
    padded = xp.concat([missing] * (n + 1 - shares.shape[-1]) + [xp.sort(shares, axis=-1)], axis=-1)
    return xp.cumulative_sum(padded, axis=-1)


def dominates(x: Any, y: Any, p: float, tolerance: float = DOMINANCE_TOLERANCE) -> bool:
    r"""Whether one vector is at least as compressible as another at every keep count.

    σ_k(x)_p/‖x‖_p <= σ_k(y)_p/‖y‖_p for all k, compared as cumulated shares of the p-mass.

    Parameters
    ----------
    x, y : array-like, shapes (n,) and (m,)
        Real or complex entries, not all zero; the shorter vector is padded with zeros.
    p : float
        Exponent, positive and finite.
    tolerance : float
        How much a cumulated share may miss.

    Returns
    -------
    bool

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`majorisation_defect`; ShapeError also for batches, whose answers would differ.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.dom.major.

    Examples
    --------
    >>> dominates([3, 1], [1, 1], 2), dominates([0.5, 0.25, 0.25], [0.4, 0.4, 0.1, 0.1], 1)
    (True, False)
    """
    defect = majorisation_defect(x, y, p)
    if getattr(defect, "ndim", 0):
        raise ShapeError(f"x and y are batches of shape {tuple(defect.shape)} (dominates); compare two vectors")
    return bool(defect <= check_real(tolerance, "tolerance", "dominates", 0.0))


def network_score(rows: Any, a: Any, q: float) -> float:
    r"""Compressibility score of a layer or network in l_q.

    Q_q = (Σ_i a_i^{q/2} ‖w_i‖_q^q)^{1/q}.

    Parameters
    ----------
    rows : array-like of shape (rows, n), or sequence of vectors
        Weights of the neurons.
    a : array-like, shape (rows,)
        Positive: squared sensitivity of each pre-activation times the squared norm of its input.
    q : float
        Exponent, in (0, 2).

    Returns
    -------
    float
        The l_q norm of all weights sqrt(a_i) w_ij taken as one vector.

    Raises
    ------
    InputTypeError, ShapeError
        If the weights are not numeric vectors or there is not one ``a`` for each.
    DomainError
        If an entry is not finite, an ``a`` not positive, or ``q`` out of range.

    Notes
    -----
    Cost O(number of weights). :func:`log_network_score` where the value might overflow.

    References
    ----------
    Dossier lq.dom.bound.

    Examples
    --------
    >>> network_score([[1, 1], [2, 0]], [1, 4], 1)
    6.0
    """
    return math.exp(log_network_score(rows, a, q))


def log_network_score(rows: Any, a: Any, q: float) -> float:
    r"""Natural logarithm of the compressibility score.

    ln Q_q, as the logarithm of the l_q norm of the vector of all sqrt(a_i) w_ij.

    Parameters
    ----------
    rows : array-like of shape (rows, n), or sequence of vectors
        Weights of the neurons.
    a : array-like, shape (rows,)
        Positive factors of the squared errors.
    q : float
        Exponent, in (0, 2).

    Returns
    -------
    float
        -inf if all weights are zero.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`network_score`.

    Notes
    -----
    Cost O(number of weights); stable for every q.

    References
    ----------
    Dossier lq.dom.bound.

    Examples
    --------
    >>> round(log_network_score([[1, 1], [2, 0]], [1, 4], 1), 12)
    1.791759469228
    """
    q = check_real(q, "q", "network_score", 0.0, 2.0, "neither")
    weights = [on_cpu(as_vector(row, "rows", "network_score")) for row in rows]
    factors = on_cpu(as_vector(a, "a", "network_score"))
    if factors.shape != (len(weights),):
        raise ShapeError(f"a has shape {factors.shape} for {len(weights)} rows (network_score); give one for each row")
    if not (factors > 0).all():
        raise DomainError("a has an entry that is not positive (network_score); drop neurons without influence")
    scaled = [np.ravel(w) * math.sqrt(f) for w, f in zip(weights, factors, strict=True)]
    return float(log_lq_norm(np.concatenate(scaled), q))


def network_score_bound(k: int, score: float, q: float) -> float:
    r"""Bound on the optimally allocated error of k kept weights, from the score alone.

    C_{q,2} Q_q k^{1/2 - 1/q}.

    Parameters
    ----------
    k : int
        Number of weights kept, at least 1.
    score : float
        Q_q, at least 0.
    q : float
        Exponent, in (0, 2).

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(1). For fixed q the order of the scores is the order of the bounds at every k.

    References
    ----------
    Dossier lq.dom.bound.

    Examples
    --------
    >>> network_score_bound(4, 6.0, 1)
    1.5
    """
    k = check_count(k, "k", 1, None, "network_score_bound")
    score = check_real(score, "score", "network_score_bound", 0.0, math.inf, "left")
    q = check_real(q, "q", "network_score_bound", 0.0, 2.0, "neither")
    return 0.0 if score == 0 else math.exp(log_stechkin_constant(q, 2) + (0.5 - 1 / q) * math.log(k) + math.log(score))


def network_score_budget(score: float, tolerance: float, q: float) -> float:
    r"""Number of kept weights that brings the bound from the score down to a tolerance; round it up.

    (C_{q,2} Q_q/ε)^{2q/(2-q)}.

    Parameters
    ----------
    score : float
        Q_q, at least 0.
    tolerance : float
        ε, positive.
    q : float
        Exponent, in (0, 2).

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(1).

    References
    ----------
    Dossier lq.dom.bound.

    Examples
    --------
    >>> round(network_score_budget(6.0, 1.5, 1), 12)
    4.0
    """
    score = check_real(score, "score", "network_score_budget", 0.0, math.inf, "left")
    tolerance = check_real(tolerance, "tolerance", "network_score_budget", 0.0, math.inf, "neither")
    q = check_real(q, "q", "network_score_budget", 0.0, 2.0, "neither")
    if score == 0:
        return 0.0
    log_budget = 2 * q / (2 - q) * (log_stechkin_constant(q, 2) + math.log(score) - math.log(tolerance))
    return math.exp(log_budget) if log_budget < 709.78 else math.inf


def smallest_score_budget(
    rows: Any, a: Any, tolerance: float, exponents: Sequence[float] = (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
) -> tuple[int, float]:
    r"""Least number of kept weights that the scores guarantee for a tolerance, over a grid of exponents.

    min_q ⌈(C_{q,2} Q_q/ε)^{2q/(2-q)}⌉, at least 1 and at most the number of nonzero weights.

    Parameters
    ----------
    rows : array-like of shape (rows, n), or sequence of vectors
        Weights of the neurons.
    a : array-like, shape (rows,)
        Positive factors of the squared errors.
    tolerance : float
        ε, positive.
    exponents : sequence of float
        Exponents to try, in (0, 2).

    Returns
    -------
    tuple of int and float
        The count and the exponent that gives it.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`network_score` and :func:`network_score_budget`.

    Notes
    -----
    Cost O(number of weights) for each exponent.

    References
    ----------
    Dossier lq.dom.bound.

    Examples
    --------
    >>> smallest_score_budget([[1, 1], [2, 0]], [1, 4], 1.5, (1.0,))
    (3, 1.0)
    """
    nonzero = sum(int(np.count_nonzero(on_cpu(row))) for row in rows)
    budgets = [(network_score_budget(network_score(rows, a, q), tolerance, q), q) for q in exponents]
    least, q = min(budgets)
    return (nonzero if least >= nonzero else min(nonzero, max(1, math.ceil(least * (1 - 1e-12))))), q


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "majorisation_defect",
        ("x", "y", "p"),
        majorisation_defect,
        ball_majorisation_defect,
        r"\delta_{{{p}}}({x},{y})",
        "lq.dom.major",
        sign="nonnegative",
    ),
    Quantity(
        "network_score_bound", ("k", "score", "q"), network_score_bound, None, r"B_{{{q}}}({k},{score})", "lq.dom.bound"
    ),
    Quantity(
        "network_score_budget",
        ("score", "tolerance", "q"),
        network_score_budget,
        None,
        r"K_{{{q}}}({score},{tolerance})",
        "lq.dom.bound",
    ),
)
