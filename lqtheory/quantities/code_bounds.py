"""Lower bounds for codes of B bits and for dictionaries (``lq.lower.bits``, ``lq.lower.dict``, ``lq.lower.volume``)."""

from __future__ import annotations

import math
from typing import Any

from lqtheory.quantities.arrays import check_count, check_exponent, check_real
from lqtheory.quantities.packing import packing_count
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.widths import (
    ball_bits_lower_bound,
    ball_dictionary_packing_bound,
    ball_log_lq_ball_volume,
    ball_volume_lower_bound,
)
from lqtheory.quantities.widths import PackingBound, least_packing, packing_bound, quick_bound

__all__ = [
    "QUANTITIES",
    "bits_lower_bound",
    "bits_lower_bound_details",
    "dictionary_packing_bound",
    "dictionary_packing_bound_details",
    "log_lq_ball_volume",
    "log_volume_lower_bound",
    "volume_lower_bound",
]


def bits_lower_bound(B: int, n: int, q: float, p: float) -> float:
    r"""Lower bound on the worst l_p error of every code of B bits over the unit l_q ball.

    max_s s^{1/p - 1/q}/2 over the s with 2^B < P(n, s); 0 if there is none.

    Parameters
    ----------
    B : int
        Number of bits, at least 0; the code has 2^B words.
    n : int
        Dimension, at least 2.
    q : float
        Exponent of the class, in (0, p].
    p : float
        Exponent of the error, in [1, inf].

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
    See :func:`bits_lower_bound_details`. k log2 n bits cannot beat (4k+1)^{1/p-1/q}/2 once n is large enough.

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> round(bits_lower_bound(100, 10**6, 0.5, 2), 15)
    0.01066731146587
    """
    return bits_lower_bound_details(B, n, q, p).value


def bits_lower_bound_details(B: int, n: int, q: float, p: float) -> PackingBound:
    r"""Value, logarithm and best s of the lower bound for codes of B bits.

    (1/p - 1/q) ln s - ln 2 at the least s with 2^B < P(n, s).

    Parameters
    ----------
    B : int
        Number of bits, at least 0.
    n : int
        Dimension, at least 2.
    q : float
        Exponent of the class, in (0, p].
    p : float
        Exponent of the error, in [1, inf].

    Returns
    -------
    PackingBound
        ``(value, log_value, s)``; ``(0.0, -inf, None)`` if no s serves.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`bits_lower_bound`.

    Notes
    -----
    For q <= p the bound falls in s, so the least admissible s is best. Where n <= 4096 and B <= 4096 the comparison is
    made in integers; beyond, counts within rounding of 2^B are left out, so that the bound stays one.

    References
    ----------
    Dossier lq.lower.bits.

    Examples
    --------
    >>> bits_lower_bound_details(100, 10**6, 0.5, 2).s
    13
    """
    where = "bits_lower_bound"
    n = check_count(n, "n", 2, None, where)
    B = check_count(B, "B", 0, None, where)
    p = check_real(p, "p", where, 1.0)
    q = check_real(q, "q", where, 0.0, p, "right")
    if n <= 4096 and B <= 4096:
        s = next(
            (s for s in range(1, n // 2 + 1) if quick_bound(n, s) > B * math.log(2) and packing_count(n, s) > 2**B),
            None,
        )
    else:
        s = least_packing(n, B * math.log(2))
    return packing_bound(s, lambda v: (1 / p - 1 / q) * math.log(v) - math.log(2))


def dictionary_packing_bound(m: int, M: int, n: int, q: float, theta: float = 0.25) -> float:
    r"""Lower bound on the worst l_2 error of m terms of any dictionary of M atoms over the unit l_q ball.

    max_s θ s^{1/2 - 1/q} over the s with P(n, s) > C(M, m) (3/(1 - 2θ))^m; 0 if there is none.

    Parameters
    ----------
    m : int
        Number of terms, in {0, ..., M}; their coefficients are arbitrary.
    M : int
        Number of atoms, at least 1.
    n : int
        Dimension, at least 2.
    q : float
        Exponent of the class, in (0, 2].
    theta : float
        Share of the packing distance, in (0, 1/2).

    Returns
    -------
    float

    Raises
    ------
    InputTypeError
        If a count is not an integer or ``q`` or ``theta`` not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    See :func:`dictionary_packing_bound_details`.

    References
    ----------
    Dossier lq.lower.dict.

    Examples
    --------
    >>> round(dictionary_packing_bound(2, 10**6, 10**6, 0.5), 12)
    0.022360679775
    """
    return dictionary_packing_bound_details(m, M, n, q, theta).value


def dictionary_packing_bound_details(m: int, M: int, n: int, q: float, theta: float = 0.25) -> PackingBound:
    r"""Value, logarithm and best s of the lower bound for dictionaries.

    ln θ + (1/2 - 1/q) ln s at the least s with P(n, s) > C(M, m) (3/(1 - 2θ))^m.

    Parameters
    ----------
    m : int
        Number of terms, in {0, ..., M}.
    M : int
        Number of atoms, at least 1.
    n : int
        Dimension, at least 2.
    q : float
        Exponent of the class, in (0, 2].
    theta : float
        Share of the packing distance, in (0, 1/2).

    Returns
    -------
    PackingBound
        ``(value, log_value, s)``; ``(0.0, -inf, None)`` if no s serves.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`dictionary_packing_bound`.

    Notes
    -----
    Logarithms throughout, so no count overflows; an s within rounding of the limit is left out.

    References
    ----------
    Dossier lq.lower.dict.

    Examples
    --------
    >>> [dictionary_packing_bound_details(m, 10**6, 10**6, 0.5).s for m in (1, 2, 5)]
    [3, 5, 13]
    """
    where = "dictionary_packing_bound"
    n = check_count(n, "n", 2, None, where)
    M = check_count(M, "M", 1, None, where)
    m = check_count(m, "m", 0, M, where, "M")
    q = check_real(q, "q", where, 0.0, 2.0, "right")
    theta = check_real(theta, "theta", where, 0.0, 0.5, "neither")
    few = min(m, M - m)
    spans = math.fsum(math.log((M - i) / (few - i)) for i in range(few)) + m * math.log(3 / (1 - 2 * theta))
    return packing_bound(least_packing(n, spans), lambda s: math.log(theta) + (0.5 - 1 / q) * math.log(s))


def log_lq_ball_volume(n: int, q: float) -> float:
    r"""Natural logarithm of the volume of the unit l_q ball.

    vol b_q^n = (2 Γ(1 + 1/q))^n / Γ(1 + n/q), and 2^n at q = inf.

    Parameters
    ----------
    n : int
        Dimension, at least 1.
    q : float
        Exponent in (0, inf].

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If ``n`` is not a positive integer or ``q`` not a positive number.

    Notes
    -----
    Cost O(1) by lgamma; absolute error about 1e-16 times (n/q) ln(n/q).

    References
    ----------
    Dossier lq.lower.volume (Dirichlet's integral).

    Examples
    --------
    >>> import math
    >>> round(math.exp(log_lq_ball_volume(2, 2)), 12), round(math.exp(log_lq_ball_volume(3, 1)), 12)
    (3.14159265359, 1.333333333333)
    """
    n = check_count(n, "n", 1, None, "log_lq_ball_volume")
    q = check_exponent(q, "q", "log_lq_ball_volume", infinite=True)
    if math.isinf(q):
        return n * math.log(2)
    return n * (math.log(2) + math.lgamma(1 + 1 / q)) - math.lgamma(1 + n / q)


def volume_lower_bound(B: int, n: int, q: float, p: float) -> float:
    r"""Lower bound by volume on the worst l_p error of every code of B bits over the unit l_q ball.

    2^{-B/n} (vol b_q^n / vol b_p^n)^{1/n}.

    Parameters
    ----------
    B : int
        Number of bits, at least 0.
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
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(1). Better than :func:`bits_lower_bound` once B exceeds about n.

    References
    ----------
    Dossier lq.lower.volume.

    Examples
    --------
    >>> round(volume_lower_bound(40, 10, 0.5, 2), 11)
    0.00330119163
    """
    return math.exp(log_volume_lower_bound(B, n, q, p))


def log_volume_lower_bound(B: int, n: int, q: float, p: float) -> float:
    r"""Natural logarithm of the lower bound by volume.

    -(B/n) ln 2 + (ln vol b_q^n - ln vol b_p^n)/n.

    Parameters
    ----------
    B : int
        Number of bits, at least 0.
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
        As :func:`volume_lower_bound`.

    Notes
    -----
    Cost O(1); does not underflow.

    References
    ----------
    Dossier lq.lower.volume.

    Examples
    --------
    >>> log_volume_lower_bound(0, 7, 1, 1)
    0.0
    """
    B = check_count(B, "B", 0, None, "volume_lower_bound")
    gap = log_lq_ball_volume(n, q) - log_lq_ball_volume(n, p)
    return (gap - B * math.log(2)) / n


_COUNTS: tuple[Any, ...] = ("B", "n", "m", "M")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "bits_lower_bound",
        ("B", "n", "q", "p"),
        bits_lower_bound,
        ball_bits_lower_bound,
        r"\underline{{e}}_{{{B}}}(b_{{{q}}}^{{{n}}},\ell_{{{p}}})",
        "lq.lower.bits",
        sign="nonnegative",
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "dictionary_packing_bound",
        ("m", "M", "n", "q", "theta"),
        dictionary_packing_bound,
        ball_dictionary_packing_bound,
        r"\underline{{\sigma}}_{{{m},{M}}}(b_{{{q}}}^{{{n}}};{theta})",
        "lq.lower.dict",
        sign="nonnegative",
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "log_lq_ball_volume",
        ("n", "q"),
        log_lq_ball_volume,
        ball_log_lq_ball_volume,
        r"\ln\operatorname{{vol}} b_{{{q}}}^{{{n}}}",
        "lq.lower.volume",
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "volume_lower_bound",
        ("B", "n", "q", "p"),
        volume_lower_bound,
        ball_volume_lower_bound,
        r"2^{{-{B}/{n}}}(\operatorname{{vol}} b_{{{q}}}^{{{n}}}/\operatorname{{vol}} b_{{{p}}}^{{{n}}})^{{1/{n}}}",
        "lq.lower.volume",
        sign="positive",
        integer_arguments=_COUNTS,
    ),
)
