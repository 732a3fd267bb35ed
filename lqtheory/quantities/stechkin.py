"""Stechkin's sharp dimension-free constant and bound (dossier ``lq.stechkin``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.worst_case import (
    ball_log_stechkin_constant,
    ball_stechkin_bound,
    ball_stechkin_constant,
)

__all__ = ["QUANTITIES", "log_stechkin_constant", "stechkin_bound", "stechkin_constant"]


def stechkin_constant(q: float, p: float) -> float:
    r"""Sharp dimension-free constant in Stechkin's inequality.

    C_{q,p} = [α^α (1 - α)^{1-α}]^{1/q}, α = q/p.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, p).
    p : float
        Exponent of the error norm, in (q, inf]; at ``inf`` the constant is 1 (limit).

    Returns
    -------
    float
        In (0, 1].

    Raises
    ------
    InputTypeError
        If an exponent is not a number.
    DomainError
        If not 0 < q < p.

    Notes
    -----
    Cost O(1). Tends to 1 as q → p and behaves like (q/(ep))^{1/p} as q → 0.

    References
    ----------
    foucart_rauhut_2013, Theorem 2.5; dossier lq.stechkin.

    Examples
    --------
    >>> stechkin_constant(1, 2)
    0.5
    """
    return math.exp(log_stechkin_constant(q, p))


def log_stechkin_constant(q: float, p: float) -> float:
    r"""Natural logarithm of the sharp constant in Stechkin's inequality.

    ln C_{q,p} = [α ln α + (1 - α) ln(1 - α)]/q, α = q/p.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, p).
    p : float
        Exponent of the error norm, in (q, inf].

    Returns
    -------
    float
        At most 0.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`stechkin_constant`.

    Notes
    -----
    Cost O(1). The smaller of α and 1 - α is formed without cancellation; the other enters through log1p.

    References
    ----------
    foucart_rauhut_2013, Theorem 2.5; dossier lq.stechkin.

    Examples
    --------
    >>> log_stechkin_constant(0.5, float("inf"))
    0.0
    """
    q, p = _checked_pair(q, p, "stechkin_constant")
    return _log_constant(q, p)


def stechkin_bound(k: int, q: float, p: float) -> float:
    r"""Stechkin's bound on the best k-term error in l_p over the unit l_q ball.

    C_{q,p} k^{1/p - 1/q}.

    Parameters
    ----------
    k : int
        Number of entries kept, at least 1.
    q : float
        Exponent of the class, in (0, p).
    p : float
        Exponent of the error norm, in (q, inf].

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        As :func:`stechkin_constant`; also at ``k = 0``, where the bound is infinite and the exact value is 1.

    Notes
    -----
    Cost O(1). Never below :func:`worst_case`, and equal to it where kp/(p - q) is an integer of at most n.

    References
    ----------
    foucart_rauhut_2013, Theorem 2.5; dossier lq.stechkin.

    Examples
    --------
    >>> round(stechkin_bound(10, 1, 2), 12)
    0.158113883008
    """
    q, p = _checked_pair(q, p, "stechkin_bound")
    if check_count(k, "k", 0, None, "stechkin_bound") == 0:
        raise DomainError("k=0 is outside {1,2,...} (stechkin_bound): the bound is infinite; the exact value is 1")
    rate = -1.0 / q if math.isinf(p) else -((p - q) / p) / q
    return math.exp(_log_constant(q, p) + rate * math.log(k))


def _checked_pair(q: Any, p: Any, where: str) -> tuple[float, float]:
    q, p = check_exponent(q, "q", where, infinite=True), check_exponent(p, "p", where, infinite=True)
    if q >= p:
        raise DomainError(f"Stechkin bound needs q < p; use worst_case: got q={q}, p={p} ({where})")
    return q, p


def _log_constant(q: float, p: float) -> float:
    if math.isinf(p):
        return 0.0
    alpha, beta = q / p, (p - q) / p
    log_alpha = math.log1p(-beta) if beta < 0.5 else (math.log(q) - math.log(p) if alpha < 1e-300 else math.log(alpha))
    log_beta = math.log1p(-alpha) if alpha < 0.5 else math.log(beta)
    return log_alpha / p + beta * (log_beta / q)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "stechkin_constant",
        ("q", "p"),
        stechkin_constant,
        ball_stechkin_constant,
        r"C_{{{q},{p}}}",
        "lq.stechkin",
        sign="positive",
    ),
    Quantity(
        "log_stechkin_constant",
        ("q", "p"),
        log_stechkin_constant,
        ball_log_stechkin_constant,
        r"\ln C_{{{q},{p}}}",
        "lq.stechkin",
    ),
    Quantity(
        "stechkin_bound",
        ("k", "q", "p"),
        stechkin_bound,
        ball_stechkin_bound,
        r"C_{{{q},{p}}}\,{k}^{{\frac{{1}}{{{p}}}-\frac{{1}}{{{q}}}}}",
        "lq.stechkin",
        sign="positive",
    ),
)
