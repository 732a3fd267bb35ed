"""Factors of bounds for dictionaries: number of atoms, error norm, probability (dossier ``lq.dict.*``)."""

from __future__ import annotations

import math

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.dictionary_constants import class_exponent
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_constants as reference

__all__ = [
    "QUANTITIES",
    "deviation_bound",
    "harmonic_number",
    "lp_dictionary_constant",
    "orthogonal_greedy_factor",
    "sup_norm_bound",
    "type_constant",
]

EULER = 0.57721566490153286061


def orthogonal_greedy_factor(m: int) -> float:
    r"""Error of m steps of orthogonal greedy pursuit relative to V = ‖v‖_1, at most.

    1/√(m+3).

    Parameters
    ----------
    m : int
        Number of atoms, at least 1.

    Returns
    -------
    float
        At most 1/2, attained at ``m = 1``.

    Raises
    ------
    InputTypeError, DomainError
        If ``m`` is not an integer of at least 1.

    References
    ----------
    Dossier lq.dict.oga.

    Examples
    --------
    >>> orthogonal_greedy_factor(1)
    0.5
    """
    return 1.0 / math.sqrt(check_count(m, "m", 1, None, "orthogonal_greedy_factor") + 3)


def harmonic_number(n: int) -> float:
    r"""Harmonic number.

    H_n = 1 + 1/2 + ... + 1/n.

    Parameters
    ----------
    n : int
        Number of terms, at least 0.

    Returns
    -------
    float
        0 for ``n = 0``.

    Raises
    ------
    InputTypeError, DomainError
        If ``n`` is not an integer of at least 0.

    Notes
    -----
    Cost O(1): up to 64 terms are summed, beyond that the expansion ln n + γ + 1/(2n) - 1/(12n²) + ... has an error
    below 1e-16.

    References
    ----------
    Dossier lq.dict.threshold.

    Examples
    --------
    >>> harmonic_number(3) == 1 + 1 / 2 + 1 / 3
    True
    """
    n = check_count(n, "n", 0, None, "harmonic_number")
    if n <= 64:
        return math.fsum(1.0 / i for i in range(1, n + 1))
    inverse = 1.0 / n**2
    return math.fsum([math.log(n), EULER, 0.5 / n, inverse * (-1 / 12 + inverse * (1 / 120 - inverse / 252))])


def type_constant(p: float) -> float:
    r"""Constant with which L_p has type min(2, p), by the inequalities of Khintchine and Minkowski.

    T_p = 1 for 1 <= p <= 2 and √(p-1) for p >= 2.

    Parameters
    ----------
    p : float
        Exponent of the error norm, in [1, inf).

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If ``p`` is not a number in [1, inf).

    References
    ----------
    gao_ing_yang_2013; dossier lq.dict.lp.

    Examples
    --------
    >>> type_constant(5)
    2.0
    """
    return math.sqrt(max(1.0, check_real(p, "p", "type_constant", 1.0, math.inf, "left") - 1.0))


def lp_dictionary_constant(q: float, p: float) -> float:
    r"""Constant of the error bound in L_p, without the factor 2T_p.

    K_{q,r} = q^{1/r} (1 - q/r)^{1/q-1/r} (1 - 1/r)^{-(1-1/r)}, r = min(2, p).

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].
    p : float
        Exponent of the error norm, in (1, inf); at p = 1 there is no rate.

    Returns
    -------
    float
        For p >= 2 the constant 2C_{q,2}.

    Raises
    ------
    InputTypeError, DomainError
        If ``q`` is not in (0, 1] or ``p`` not in (1, inf).

    Notes
    -----
    Equals C_{q,r} r (r-1)^{-(r-1)/r}.

    References
    ----------
    gao_ing_yang_2013 (structure); dossier lq.dict.lp.

    Examples
    --------
    >>> round(lp_dictionary_constant(1, 2), 12)
    1.0
    """
    where = "lp_dictionary_constant"
    q, p = class_exponent(q, where), check_real(p, "p", where, 1.0, math.inf, "left")
    if p == 1.0:
        raise DomainError(f"p=1.0 is outside (1, inf) ({where}): averages converge without a rate in L_1; use p > 1")
    r = min(2.0, p)
    rate = (r - 1.0) / r
    return math.exp(math.log(q) / r + (1.0 / q - 1.0 / r) * math.log1p(-q / r) - rate * math.log(rate))


def deviation_bound(m: int, delta: float) -> float:
    r"""Error of the mean of m random draws relative to V, exceeded with probability at most δ.

    (1 + √(2 ln(1/δ)))/√m, from McDiarmid's inequality.

    Parameters
    ----------
    m : int
        Number of draws, at least 1.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If ``m`` is not an integer of at least 1 or ``delta`` not in (0, 1).

    References
    ----------
    Dossier lq.dict.hp.

    Examples
    --------
    >>> round(deviation_bound(25, 0.01), 12)
    0.806970851754
    """
    where = "deviation_bound"
    m, delta = check_count(m, "m", 1, None, where), check_real(delta, "delta", where, 0.0, 1.0, "neither")
    return (1.0 + math.sqrt(-2.0 * math.log(delta))) / math.sqrt(m)


def sup_norm_bound(n: int, m: int) -> float:
    r"""Largest error on n sample points of some mean of m atoms, relative to V = Σ |θ_j| max|f_j|.

    √(2 ln(2n)/m).

    Parameters
    ----------
    n : int
        Number of sample points, at least 1.
    m : int
        Number of draws, at least 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If a count is not an integer of at least 1.

    References
    ----------
    Dossier lq.dict.sup.

    Examples
    --------
    >>> round(sup_norm_bound(100, 25), 12)
    0.651049452287
    """
    where = "sup_norm_bound"
    n, m = check_count(n, "n", 1, None, where), check_count(m, "m", 1, None, where)
    return math.sqrt(2.0 * math.log(2 * n) / m)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "orthogonal_greedy_factor",
        ("m",),
        orthogonal_greedy_factor,
        reference.ball_orthogonal_greedy_factor,
        r"({m}+3)^{{-1/2}}",
        "lq.dict.oga",
        sign="positive",
    ),
    Quantity(
        "harmonic_number",
        ("n",),
        harmonic_number,
        reference.ball_harmonic_number,
        r"H_{{{n}}}",
        "lq.dict.harmonic",
        sign="nonnegative",
    ),
    Quantity(
        "type_constant", ("p",), type_constant, reference.ball_type_constant, r"T_{{{p}}}", "lq.dict.type", "positive"
    ),
    Quantity(
        "lp_dictionary_constant",
        ("q", "p"),
        lp_dictionary_constant,
        reference.ball_lp_dictionary_constant,
        r"K_{{{q},\min(2,{p})}}",
        "lq.dict.lp",
        sign="positive",
    ),
    Quantity(
        "deviation_bound",
        ("m", "delta"),
        deviation_bound,
        reference.ball_deviation_bound,
        r"\frac{{1+\sqrt{{2\ln(1/{delta})}}}}{{\sqrt{{{m}}}}}",
        "lq.dict.hp",
        sign="positive",
    ),
    Quantity(
        "sup_norm_bound",
        ("n", "m"),
        sup_norm_bound,
        reference.ball_sup_norm_bound,
        r"\sqrt{{2\ln(2{n})/{m}}}",
        "lq.dict.sup",
        sign="positive",
    ),
)
