"""Gelfand widths of l_q balls: what linear measurements cannot do, whatever decodes them (``lq.lower.gelfand``)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_exponent, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.packing import log_packing_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.widths import ball_gelfand_lower_bound

__all__ = [
    "QUANTITIES",
    "PackingBound",
    "gelfand_lower_bound",
    "gelfand_lower_bound_details",
    "gelfand_measurements",
]


class PackingBound(NamedTuple):
    """Value and logarithm of a lower bound, and the size s of the sets it comes from (``None`` if no s serves)."""

    value: float
    log_value: float
    s: int | None


@batched(q=0)
def gelfand_measurements(n: int, s: int, q: float) -> float:
    r"""Number of linear measurements below which the packing by s-sets bounds the error of every decoder.

    q ln P(n, s) / ln 3; the bound 2^{-1/q} (2s)^{1/p - 1/q} holds for every smaller number m of measurements.

    Parameters
    ----------
    n : int
        Dimension, at least 2.
    s : int
        Size of the sets, in {1, ..., ⌊n/2⌋}.
    q : float
        Exponent of the class, in (0, 1].

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(s).

    References
    ----------
    foucart_pajor_rauhut_ullrich_2010; dossier lq.lower.gelfand.

    Examples
    --------
    >>> round(gelfand_measurements(10**6, 20, 0.5), 9)
    44.964523566
    """
    q = check_real(q, "q", "gelfand_measurements", 0.0, 1.0, "right")
    return q * log_packing_count(n, s) / math.log(3)


@batched(q=0, p=0)
def gelfand_lower_bound(m: int, n: int, q: float, p: float) -> float:
    r"""Lower bound on the worst error of m linear measurements with any decoder over the unit l_q ball.

    max_s 2^{-1/q} (2s)^{1/p - 1/q} over the s with m < q ln P(n, s)/ln 3; 0 if there is none.

    Parameters
    ----------
    m : int
        Number of measurements, in {0, ..., n}.
    n : int
        Dimension, at least 2.
    q : float
        Exponent of the class, in (0, 1].
    p : float
        Exponent of the error, in [1, inf], above q.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If a count is not an integer or an exponent not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    See :func:`gelfand_lower_bound_details`.

    References
    ----------
    foucart_pajor_rauhut_ullrich_2010; dossier lq.lower.gelfand.

    Examples
    --------
    >>> gelfand_lower_bound(44, 10**6, 0.5, 2) >= 0.00098821176880261
    True
    """
    return gelfand_lower_bound_details(m, n, q, p).value


def gelfand_lower_bound_details(m: int, n: int, q: float, p: float) -> PackingBound:
    r"""Value, logarithm and best s of the lower bound for m linear measurements.

    ln of the bound of :func:`gelfand_lower_bound`: -ln(2)/q + (1/p - 1/q) ln(2s).

    Parameters
    ----------
    m : int
        Number of measurements, in {0, ..., n}.
    n : int
        Dimension, at least 2.
    q : float
        Exponent of the class, in (0, 1].
    p : float
        Exponent of the error, in [1, inf], above q.

    Returns
    -------
    PackingBound
        ``(value, log_value, s)``; ``(0.0, -inf, None)`` if no s serves.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`gelfand_lower_bound`.

    Notes
    -----
    The bound falls in s, so the least admissible s is best: see :func:`least_packing`. The logarithm never underflows.
    An s within rounding of the limit is left out, so that the bound stays one.

    References
    ----------
    Dossier lq.lower.gelfand.

    Examples
    --------
    >>> gelfand_lower_bound_details(5, 6, 0.5, 2)
    PackingBound(value=0.0, log_value=-inf, s=None)
    """
    where = "gelfand_lower_bound"
    n = check_count(n, "n", 2, None, where)
    m = check_count(m, "m", 0, n, where)
    q = check_real(q, "q", where, 0.0, 1.0, "right")
    p = check_exponent(p, "p", where, infinite=True)
    if p < 1 or p <= q:
        raise DomainError(f"p={p} is outside [1, inf] or not above q={q} ({where}); use p > q and p >= 1")
    s = None if m == n else least_packing(n, m * math.log(3) / q)
    return packing_bound(s, lambda v: -math.log(2) / q + (1 / p - 1 / q) * math.log(2 * v))


def least_packing(n: int, level: float) -> int | None:
    r"""Least s for which the packing count surely exceeds a level, given by its logarithm.

    min{s in {1, ..., ⌊n/2⌋} : ln P(n, s) > level}.

    Parameters
    ----------
    n : int
        Size of the ground set.
    level : float
        Logarithm of the level; comparisons closer than 1e-12 of it count as failed.

    Returns
    -------
    int or None
        ``None`` if there is none.

    Notes
    -----
    Cost O(1) for each s whose largest term alone shows that it cannot serve, O(s) for the others.
    """
    needed = level + 1e-12 * max(1.0, abs(level))
    for s in range(1, n // 2 + 1):
        if quick_bound(n, s) > needed and log_packing_count(n, s) > needed:
            return s
    return None


def quick_bound(n: int, s: int) -> float:
    """Above ln P(n, s): C(n, s) over the largest term of the sum, plus what rounding up and log-gamma may add."""
    u = s // 2
    powers = math.lgamma(n + 1) + 2 * math.lgamma(u + 1) + math.lgamma(n - s - u + 1)
    powers -= 2 * math.lgamma(n - s + 1) + 2 * math.lgamma(s + 1) - math.lgamma(s - u + 1)
    return powers + 1.0


def packing_bound(s: int | None, log_value: Callable[[int], float]) -> PackingBound:
    """The record of a bound at its s.

    Parameters
    ----------
    s : int or None
        Size of the sets.
    log_value : callable
        Logarithm of the bound in terms of s.

    Returns
    -------
    PackingBound
        Value 0 where there is no s.
    """
    if s is None:
        return PackingBound(0.0, -math.inf, None)
    return PackingBound(math.exp(log_value(s)), log_value(s), s)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "gelfand_lower_bound",
        ("m", "n", "q", "p"),
        gelfand_lower_bound,
        ball_gelfand_lower_bound,
        r"\underline{{d}}^{{{m}}}(b_{{{q}}}^{{{n}}},\ell_{{{p}}}^{{{n}}})",
        "lq.lower.gelfand",
        sign="nonnegative",
    ),
)
