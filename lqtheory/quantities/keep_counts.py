"""How many entries to keep for a relative error: exact, sharp from norms, and closed form (``lq.kmin*``)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import (
    check_count,
    check_exponent,
    check_real,
)
from lqtheory.quantities.instance_keep_counts import KEEP_TOLERANCE, kmin
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.keep_counts import (
    ball_kmin,
    ball_kmin_exact,
    ball_kmin_stechkin,
    ball_kmin_stechkin_count,
    ball_kmin_worst_case,
    ball_sharp_keep_threshold,
)
from lqtheory.quantities.sharp_threshold import log_sharp_keep_threshold, sharp_keep_threshold
from lqtheory.quantities.worst_case import log_worst_case

__all__ = [
    "KEEP_TOLERANCE",
    "QUANTITIES",
    "kmin",
    "kmin_exact",
    "kmin_stechkin",
    "kmin_stechkin_count",
    "kmin_worst_case",
    "sharp_keep_threshold",
]


#: Relative rounding of an effective sparsity, within which it ties with the threshold.
SPARSITY_ROUNDING = 2.0**-50


def kmin_stechkin(s: float, eta: float, q: float, p: float) -> float:
    r"""Closed-form sufficient keep count, before rounding up.

    (1 - α) α^{α/(1-α)} η^{-pq/(p-q)} s, α = q/p, s = s_{q,p}(x).

    Parameters
    ----------
    s : float
        Effective sparsity s_{q,p}, at least 1.
    eta : float
        Relative error allowed, at least 0.
    q, p : float
        Exponents, 0 < q < p < inf.

    Returns
    -------
    float
        0 for eta >= 1, ``inf`` for ``eta = 0``.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If ``s < 1``, ``eta < 0`` or not 0 < q < p < inf.

    Notes
    -----
    Cost O(1). Tight at η = α^{1/p} for flat x with (1 - α)s an integer.

    References
    ----------
    Dossier lq.kmin.stechkin.

    Examples
    --------
    >>> round(kmin_stechkin(4, 0.5, 1, 2), 12)
    4.0
    """
    s, eta, q, p = _checked(s, eta, q, p, "kmin_stechkin")
    if eta >= 1.0:
        return 0.0
    if eta == 0.0:
        return math.inf
    alpha, beta = q / p, (p - q) / p
    log_alpha = math.log1p(-beta) if beta < 0.5 else math.log(q) - math.log(p)
    exponent = math.log(beta) + (alpha * log_alpha - q * math.log(eta)) / beta
    if exponent < 1.0:  # powers are more accurate than the exponential of a sum of logarithms
        return beta * math.pow(alpha, alpha / beta) * math.pow(eta, -q / beta) * s
    return s * math.exp(exponent) if exponent + math.log(s) < 709.0 else math.inf


def kmin_stechkin_count(s: float, eta: float, q: float, p: float) -> int | float:
    r"""Closed-form sufficient keep count.

    ⌈(1 - α) α^{α/(1-α)} η^{-pq/(p-q)} s⌉.

    Parameters
    ----------
    s : float
        Effective sparsity s_{q,p}, at least 1.
    eta : float
        Relative error allowed, at least 0.
    q, p : float
        Exponents, 0 < q < p < inf.

    Returns
    -------
    int
        ``inf`` (a float) where :func:`kmin_stechkin` is infinite.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`kmin_stechkin`.

    Notes
    -----
    Cost O(1). A real value above an integer by a relative 1e-12 or less is rounded down to it.

    References
    ----------
    Dossier lq.kmin.stechkin.

    Examples
    --------
    >>> kmin_stechkin_count(4, 0.1, 1, 2)
    100
    """
    value = kmin_stechkin(s, eta, q, p)
    return value if math.isinf(value) else math.ceil(value * (1.0 - KEEP_TOLERANCE))


def kmin_worst_case(s: float, eta: float, q: float, p: float, n: int) -> int:
    r"""Sufficient keep count from the exact worst case.

    The least k with W(k, n, q, p) s^{(p-q)/(pq)} <= η, s = s_{q,p}(x).

    Parameters
    ----------
    s : float
        Effective sparsity s_{q,p}, in [1, n].
    eta : float
        Relative error allowed, at least 0.
    q, p : float
        Exponents, 0 < q < p < inf.
    n : int
        Dimension, at least 1.

    Returns
    -------
    int
        In {0, ..., n}: 0 for eta >= 1, n for ``eta = 0``.

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If ``s`` is outside [1, n], ``eta < 0`` or not 0 < q < p < inf.

    Notes
    -----
    Cost O(log n), compared in logarithms. Never above :func:`kmin_stechkin_count` clipped to n.

    References
    ----------
    Dossier lq.kmin.stechkin.

    Examples
    --------
    >>> kmin_worst_case(4, 0.1, 1, 2, 50)
    44
    """
    s, eta, q, p = _checked(s, eta, q, p, "kmin_worst_case")
    n = check_count(n, "n", 1, None, "kmin_worst_case")
    _check_sparsity(s, n, "kmin_worst_case")
    if eta >= 1.0:
        return 0
    if eta == 0.0:
        return n
    limit = math.log(eta) - (p - q) / p / q * math.log(s) + KEEP_TOLERANCE
    return _least(1, n, lambda k: log_worst_case(k, n, q, p) <= limit)


def kmin_exact(s: float, eta: float, q: float, p: float, n: int | None = None) -> int | float:
    r"""Sharp keep count from the effective sparsity alone.

    The least k >= 1 such that every x with s_{q,p}(x) <= s has σ_k(x)_p <= η‖x‖_p: s^{1-a} <= G_k(η^p), a = q/p.

    Parameters
    ----------
    s : float
        Effective sparsity s_{q,p}, at least 1, and at most ``n``.
    eta : float
        Relative error allowed, at least 0.
    q, p : float
        Exponents, 0 < q < p < inf.
    n : int or None
        Dimension, if known; fewer entries can then suffice.

    Returns
    -------
    int
        0 for eta >= 1; for ``eta = 0`` n, or ``inf`` (a float) if n is unknown; 1 for ``s = 1``.

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If ``s < 1`` or ``s > n``, ``eta < 0`` or not 0 < q < p < inf.

    Notes
    -----
    Cost O(log k) evaluations of :func:`log_sharp_keep_threshold`. Ties count as met up to the rounding of s (2^-50),
    not more: next to flat vectors the error allowed moves with the square root of a change in s.

    References
    ----------
    Dossier lq.kmin.exact.

    Examples
    --------
    >>> kmin_exact(4, 0.1, 1, 2), kmin_exact(100, 0.3, 0.5, 2)
    (27, 103)
    """
    where = "kmin_exact"
    s, eta, q, p = _checked(s, eta, q, p, where)
    if n is not None:
        n = check_count(n, "n", 1, None, where)
        _check_sparsity(s, n, where)
    if eta >= 1.0:
        return 0
    share = eta**p
    if share == 0.0:
        return math.inf if n is None else n
    if share == 1.0 or s == 1.0:  # eta rounds to 1 after the power: the smallest positive count suffices
        return 1
    a = q / p
    needed = (p - q) / p * math.log(s)
    tie = SPARSITY_ROUNDING * (p - q) / p  # a relative difference in s, however near q is to p

    def enough(k: int) -> bool:
        return needed <= log_sharp_keep_threshold(k, share, a, n) + tie

    closed_form = kmin_stechkin_count(s, eta, q, p)
    if n is not None:
        return _least(1, n, enough)
    if math.isinf(closed_form):
        return math.inf
    return _least(1, max(1, int(closed_form)), enough)


def _least(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Least k of {low, ..., high} with a property that, once true, stays true; taken to hold at ``high``."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _checked(s: Any, eta: Any, q: Any, p: Any, where: str) -> tuple[float, float, float, float]:
    s = check_real(s, "s", where, 1.0, math.inf, "left")
    eta = check_real(eta, "eta", where, 0.0)
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q >= p:
        raise DomainError(f"keep counts need q < p, got q={q}, p={p} ({where}); use a smaller q")
    return s, eta, q, p


def _check_sparsity(s: float, n: int, where: str) -> None:
    if s > n * (1.0 + KEEP_TOLERANCE):
        raise DomainError(f"s={s} is outside [1, n] with n={n} ({where}); no vector of n entries has it")


_SETQP = ("s", "eta", "q", "p")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "kmin",
        ("x", "eta", "p"),
        kmin,
        ball_kmin,
        r"k_{{{p}}}({x},{eta})",
        "lq.kmin",
        sign="nonnegative",
        integer=True,
    ),
    Quantity(
        "kmin_stechkin",
        _SETQP,
        kmin_stechkin,
        ball_kmin_stechkin,
        r"\kappa^{{\mathrm{{St}}}}_{{{q},{p}}}({s},{eta})",
        "lq.kmin.stechkin",
        sign="nonnegative",
    ),
    Quantity(
        "kmin_stechkin_count",
        _SETQP,
        kmin_stechkin_count,
        ball_kmin_stechkin_count,
        r"k^{{\mathrm{{St}}}}_{{{q},{p}}}({s},{eta})",
        "lq.kmin.stechkin",
        sign="nonnegative",
        integer=True,
    ),
    Quantity(
        "kmin_worst_case",
        (*_SETQP, "n"),
        kmin_worst_case,
        ball_kmin_worst_case,
        r"k^{{W}}_{{{q},{p}}}({s},{eta},{n})",
        "lq.kmin.stechkin",
        sign="nonnegative",
        integer=True,
    ),
    Quantity(
        "kmin_exact",
        (*_SETQP, "n"),
        kmin_exact,
        ball_kmin_exact,
        r"k^{{\mathrm{{ex}}}}_{{{q},{p}}}({s},{eta},{n})",
        "lq.kmin.exact",
        sign="nonnegative",
        integer=True,
    ),
    Quantity(
        "sharp_keep_threshold",
        ("k", "T", "a", "n"),
        sharp_keep_threshold,
        ball_sharp_keep_threshold,
        r"G_{{{k}}}({T},{a},{n})",
        "lq.kmin.exact",
        sign="positive",
    ),
)
