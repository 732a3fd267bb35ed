"""Worst-case best k-term errors over l_q balls (``lq.worst``), with Stechkin's bound beside them."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, NamedTuple

from lqtheory import balls
from lqtheory.errors import DomainError, NormOverflowError
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.worst_case import (
    ball_log_worst_case,
    ball_worst_case,
    ball_worst_case_argmax,
)
from lqtheory.quantities.stechkin import log_stechkin_constant, stechkin_bound, stechkin_constant

__all__ = [
    "QUANTITIES",
    "WorstCase",
    "log_stechkin_constant",
    "log_worst_case",
    "stechkin_bound",
    "stechkin_constant",
    "worst_case",
    "worst_case_argmax",
    "worst_case_details",
]


class WorstCase(NamedTuple):
    """Value, logarithm and smallest maximiser of the worst case; ``argmax`` is ``None`` where k = n."""

    value: float
    log_value: float
    argmax: int | None


def worst_case(k: int, n: int, q: float, p: float) -> float:
    r"""Largest best k-term error in l_p over the unit l_q ball of R^n.

    W(k, n, q, p) = max_{k<m<=n} (m - k)^{1/p} m^{-1/q}, and 0 at k = n.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n}.
    n : int
        Dimension, at least 1.
    q, p : float
        Exponents in (0, inf], in either order; (m - k)^0 = 1 at ``p = inf`` and m^0 = 1 at ``q = inf``.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If ``k`` or ``n`` is not an integer or an exponent not a number.
    DomainError
        If one of them is out of range.

    Notes
    -----
    Cost O(1): the maximiser is :func:`worst_case_argmax`. Attained by m^{-1/q} on m entries. Underflows for small q;
    compare :func:`log_worst_case` there. For q >= p the value depends on n and is taken at m = n.

    References
    ----------
    foucart_rauhut_2013; dossier lq.worst.

    Examples
    --------
    >>> worst_case(9, 50, 0.5, float("inf")), worst_case(0, 5, 1, 2), worst_case(5, 5, 1, 2)
    (0.01, 1.0, 0.0)
    """
    k, n, q, p = _checked(k, n, q, p, "worst_case")
    if k == n:
        return 0.0
    m = _argmax(k, n, q, p)
    if math.isinf(p) or math.isinf(q):
        return _power(m - k, 1, p) * _power(m, -1, q)
    direct = _power(m - k, 1, p) * _power(m, -1, q)
    if 1e-250 < direct < 1e250 and _power(m - k, 1, p) < 1e250 and _power(m, -1, q) > 1e-250:
        return direct
    log_value = _log_value(m, k, q, p)
    if log_value > 709.78:
        raise NormOverflowError(f"worst case exceeds 1.8e308 at k={k}, n={n}, q={q}, p={p}; use log_worst_case")
    return math.exp(log_value)


def log_worst_case(k: int, n: int, q: float, p: float) -> float:
    r"""Natural logarithm of the worst case.

    ln W(k, n, q, p) = max_{k<m<=n} [ln(m - k)/p - ln(m)/q], and -inf at k = n.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n}.
    n : int
        Dimension, at least 1.
    q, p : float
        Exponents in (0, inf].

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        As :func:`worst_case`.

    Notes
    -----
    Cost O(1); never underflows. Written with ln(1 - k/m) and 1/p - 1/q, so that q near p costs no digits.

    References
    ----------
    Dossier lq.worst.

    Examples
    --------
    >>> round(log_worst_case(3, 8, 0.001, 1), 9)
    -1386.29436112
    """
    k, n, q, p = _checked(k, n, q, p, "log_worst_case")
    return -math.inf if k == n else _log_value(_argmax(k, n, q, p), k, q, p)


def worst_case_argmax(k: int, n: int, q: float, p: float) -> int:
    r"""Support size of the worst vector: the smallest maximiser of the worst case.

    m* = ⌊t*⌋ or ⌈t*⌉ with t* = kp/(p - q), clipped to {k+1, ..., n}, for q < p.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n-1}.
    n : int
        Dimension, at least 1.
    q, p : float
        Exponents in (0, inf].

    Returns
    -------
    int
        In {k+1, ..., n}; n if q >= p (except k = 0, q = p: 1), k+1 at ``p = inf``, 1 if k = 0 and q <= p.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`worst_case`; also at ``k = n``, where the worst case is 0 and no vector is worst.

    Notes
    -----
    Cost O(1). t* is computed exactly as a fraction. Floor and ceiling never tie when k >= 1: with q/p = a/b in lowest
    terms a tie means (m+1-k)^a = (m+1)^b, impossible for a < b. So comparing logarithms at growing precision decides.

    References
    ----------
    Dossier lq.worst.argmax.

    Examples
    --------
    >>> worst_case_argmax(5, 100, 0.5, 2), worst_case_argmax(4, 20, 2, 1)
    (7, 20)
    """
    k, n, q, p = _checked(k, n, q, p, "worst_case_argmax")
    if k == n:
        raise DomainError(
            f"k={k} is outside {{0,...,n-1}} with n={n} (worst_case_argmax): the worst case is 0; use k <= {n - 1}"
        )
    return _argmax(k, n, q, p)


def worst_case_details(k: int, n: int, q: float, p: float) -> WorstCase:
    r"""Value, logarithm and smallest maximiser of the worst case in one record.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n}.
    n : int
        Dimension, at least 1.
    q, p : float
        Exponents in (0, inf].

    Returns
    -------
    WorstCase
        ``(value, log_value, argmax)``; at ``k = n``: ``(0.0, -inf, None)``.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`worst_case`.

    Notes
    -----
    Cost O(1).

    References
    ----------
    Dossier lq.worst.

    Examples
    --------
    >>> worst_case_details(9, 50, 0.5, float("inf")).argmax
    10
    >>> worst_case_details(2, 2, 1, 2)
    WorstCase(value=0.0, log_value=-inf, argmax=None)
    """
    argmax = None if check_count(k, "k", 0, None, "worst_case") == n else worst_case_argmax(k, n, q, p)
    return WorstCase(worst_case(k, n, q, p), log_worst_case(k, n, q, p), argmax)


def _checked(k: Any, n: Any, q: Any, p: Any, where: str) -> tuple[int, int, float, float]:
    n = check_count(n, "n", 1, None, where)
    k = check_count(k, "k", 0, n, where)
    return k, n, check_exponent(q, "q", where, infinite=True), check_exponent(p, "p", where, infinite=True)


def _power(base: int, sign: int, exponent: float) -> float:
    """``base ** (sign / exponent)`` with exponent infinity meaning 1; underflows to 0 and overflows to infinity."""
    if math.isinf(exponent) or base == 1:
        return 1.0
    try:
        return math.pow(base, sign / exponent)
    except OverflowError:
        return math.inf


def _log_value(m: int, k: int, q: float, p: float) -> float:
    """ln[(m - k)^{1/p} m^{-1/q}]."""
    if math.isinf(p):
        return 0.0 if math.isinf(q) else -math.log(m) / q
    if math.isinf(q):
        return math.log(m - k) / p
    share = math.log((m - k) / m) if 2 * k > m else math.log1p(-(k / m))
    return share / p - (p - q) / p * math.log(m) / q


def _argmax(k: int, n: int, q: float, p: float) -> int:
    """Smallest maximiser for k < n."""
    if k == 0 and q <= p:
        return 1
    if math.isinf(p):
        return k + 1
    if q >= p:
        return n
    exact_q, exact_p = Fraction(q), Fraction(p)
    peak = k * exact_p / (exact_p - exact_q)
    low = min(max(math.floor(peak), k + 1), n)
    high = min(max(math.ceil(peak), k + 1), n)
    return low if low == high or _first_is_larger(low, k, q, p) else high


def _first_is_larger(m: int, k: int, q: float, p: float) -> bool:
    """Whether (m-k)^{1/p} m^{-1/q} exceeds its value at m + 1: floats first, then balls until they decide."""
    loss, gain = p * math.log1p(1 / m), q * math.log1p(1 / (m - k))
    if abs(loss - gain) > 1e-12 * max(loss, gain):
        return loss > gain
    bits = 128
    while True:
        with balls.precision(bits):
            decay, growth = (balls.ball(m + 1) / m).log(), (balls.ball(m + 1 - k) / (m - k)).log()
            step = balls.ball(p) * decay - balls.ball(q) * growth
            if step > 0:
                return True
            if step < 0:
                return False
        bits *= 2


_KNQP = ("k", "n", "q", "p")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("worst_case", _KNQP, worst_case, ball_worst_case, r"W({k},{n},{q},{p})", "lq.worst", sign="nonnegative"),
    Quantity("log_worst_case", _KNQP, log_worst_case, ball_log_worst_case, r"\ln W({k},{n},{q},{p})", "lq.worst"),
    Quantity(
        "worst_case_argmax",
        _KNQP,
        worst_case_argmax,
        ball_worst_case_argmax,
        r"m^*({k},{n},{q},{p})",
        "lq.worst.argmax",
        sign="positive",
        integer=True,
    ),
)
