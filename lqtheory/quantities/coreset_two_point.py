"""The instance on which the tails of multinomial sampling are largest, up to a prefactor (``coreset.sharp.two_point``).

r points with disjoint active edges: the total sensitivity is r, and at each point ẑ/z = (r/m) Bin(m, 1/r).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.coreset_counts import kl_count
from lqtheory.quantities.coreset_tails import Tails
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_two_point import (
    ball_two_point_lower_tail,
    ball_two_point_upper_tail,
    typed,
)

__all__ = [
    "QUANTITIES",
    "bentkus_failure_estimate",
    "bentkus_tails",
    "two_point_last_failing_count",
    "two_point_lower_tail",
    "two_point_tails",
    "two_point_upper_tail",
]

#: Counts examined at a time by the search for the last failing one.
STEP = 1 << 14


def _special() -> Any:
    import scipy.special

    return scipy.special


def _at_least(k: Any, m: Any, p: float) -> Any:
    """P(Bin(m, p) >= k)."""
    inside = (k >= 1) & (k <= m)
    safe = np.where(inside, k, 1)
    value = _special().betainc(safe, np.maximum(m - safe + 1, 1), p)
    return np.where(inside, value, np.where(k < 1, 1.0, 0.0))


def _at_most(k: Any, m: Any, p: float) -> Any:
    """P(Bin(m, p) <= k)."""
    inside = (k >= 0) & (k < m)
    safe = np.where(inside, k, 0)
    value = _special().betaincc(safe + 1, np.maximum(m - safe, 1), p)
    return np.where(inside, value, np.where(k < 0, 0.0, 1.0))


def _checked(m: Any, r: Any, epsilon: Any, where: str) -> tuple[int, int, Fraction]:
    m, r = check_count(m, "m", 1, None, where), check_count(r, "r", 1, None, where)
    exact = epsilon if isinstance(epsilon, Fraction) else typed(check_real(epsilon, "epsilon", where, 0.0, 1e300))
    check_real(exact, "epsilon", where, 0.0, math.inf, "neither")
    return m, r, exact


def two_point_upper_tail(m: int, r: int, epsilon: Any) -> float:
    r"""Probability that an estimate is too large on r points with disjoint active edges.

    P(Bin(m, 1/r) >= ⌈m (1+ε)/r⌉).

    Parameters
    ----------
    m : int
        Number of draws, >= 1.
    r : int
        Number of points, which is the total sensitivity, >= 1.
    epsilon : float or fractions.Fraction
        Relative error, > 0. A float means the shortest decimal that it stands for, as in ``lqtheory eval``: 0.1 is 1/10
        and decides ties as ``Fraction(1, 10)`` does. Give computed numbers as fractions.

    Returns
    -------
    float
        P(ẑ >= (1+ε) z): no bound by the total sensitivity alone can be smaller.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The threshold in rational arithmetic, the tail as an incomplete beta function. Cost O(1).

    References
    ----------
    Dossier coreset.sharp.two_point.

    Examples
    --------
    >>> two_point_upper_tail(4, 2, 1), two_point_upper_tail(4, 2, 1.5)
    (0.0625, 0.0)
    """
    m, r, e = _checked(m, r, epsilon, "two_point_upper_tail")
    return 0.0 if r == 1 else float(_at_least(math.ceil(m * (1 + e) / r), m, 1.0 / r))


def two_point_lower_tail(m: int, r: int, epsilon: Any) -> float:
    r"""Probability that an estimate is too small on r points with disjoint active edges.

    P(Bin(m, 1/r) <= ⌊m (1-ε)/r⌋).

    Parameters
    ----------
    m, r, epsilon
        As :func:`two_point_upper_tail`.

    Returns
    -------
    float
        P(ẑ <= (1-ε) z).

    Raises
    ------
    InputTypeError, DomainError
        As :func:`two_point_upper_tail`.

    Notes
    -----
    As :func:`two_point_upper_tail`.

    References
    ----------
    Dossier coreset.sharp.two_point.

    Examples
    --------
    >>> two_point_lower_tail(4, 2, 1), two_point_lower_tail(4, 2, 0.5)
    (0.0625, 0.3125)
    """
    m, r, e = _checked(m, r, epsilon, "two_point_lower_tail")
    return 0.0 if r == 1 else float(_at_most(math.floor(m * (1 - e) / r), m, 1.0 / r))


def two_point_tails(m: int, r: int, epsilon: Any) -> Tails:
    r"""Both tails on r points with disjoint active edges.

    (:func:`two_point_upper_tail`, :func:`two_point_lower_tail`).

    Parameters
    ----------
    m, r, epsilon
        As :func:`two_point_upper_tail`.

    Returns
    -------
    Tails
        P(ẑ >= (1+ε) z) and P(ẑ <= (1-ε) z).

    Raises
    ------
    InputTypeError, DomainError
        As :func:`two_point_upper_tail`.

    References
    ----------
    Dossier coreset.sharp.two_point.

    Examples
    --------
    >>> two_point_tails(4, 2, 1)
    Tails(upper=0.0625, lower=0.0625)
    """
    return Tails(two_point_upper_tail(m, r, epsilon), two_point_lower_tail(m, r, epsilon))


def two_point_last_failing_count(r: int, epsilon: Any, delta: float) -> int:
    r"""Largest number of draws at which the failure on r points with disjoint active edges exceeds δ.

    max{m : P(|ẑ - z| >= ε z) > δ}, 0 if there is none: every rule that knows the total sensitivity alone needs more.

    Parameters
    ----------
    r : int
        Number of points, >= 1.
    epsilon : float or fractions.Fraction
        Relative error, as for :func:`two_point_upper_tail`.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    int

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The failure is not monotone in m. From :func:`lqtheory.quantities.coreset_counts.kl_count` on it is at most δ;
    below, counts are examined downwards in blocks. Cost O(m).

    References
    ----------
    Dossier coreset.sharp.two_point.

    Examples
    --------
    >>> two_point_last_failing_count(10, Fraction(1, 2), 0.01)
    246
    """
    where = "two_point_last_failing_count"
    _, r, e = _checked(1, r, epsilon, where)
    delta = check_real(delta, "delta", where, 0.0, 1.0, "neither")
    high = kl_count(r, float(e), delta) if r > 1 else 0
    while high > 0:
        counts = np.arange(max(1, high - STEP), high + 1)
        up = np.array([-(-int(m) * (e.denominator + e.numerator) // (r * e.denominator)) for m in counts])
        down = np.array([int(m) * (e.denominator - e.numerator) // (r * e.denominator) for m in counts])
        failing = np.flatnonzero(_at_least(up, counts, 1.0 / r) + _at_most(down, counts, 1.0 / r) > delta)
        if failing.size:
            return int(counts[failing[-1]])
        high = int(counts[0]) - 1
    return 0


def bentkus_tails(m: int, B: float, epsilon: float) -> Tails:
    r"""Heuristic tails in the form of Bentkus: e times an interpolated binomial tail, recalled and not proved here.

    e P°(B Bin(m, 1/B) >= (1+ε) m), P° log-linear between the jumps; below with Bin(m, 1-1/B).

    Parameters
    ----------
    m : int
        Number of draws, >= 1.
    B : float
        Largest value of a term, > 1.
    epsilon : float
        Relative error, > 0.

    Returns
    -------
    Tails
        At most 1 each.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Shown as heuristic wherever it appears: it was checked on examples only.

    References
    ----------
    bentkus_2004; dossier coreset.tail.bentkus.

    Examples
    --------
    >>> [round(t, 3) for t in bentkus_tails(100, 3.0, 0.5)]
    [0.001, 0.0]
    """
    where = "bentkus_tails"
    m = check_count(m, "m", 1, None, where)
    B = check_real(B, "B", where, 1.0, math.inf, "neither")
    epsilon = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    upper = _interpolated(m * (1.0 + epsilon) / B, m, 1.0 / B)
    lower = _interpolated(m * (1.0 - (1.0 - epsilon) / B), m, 1.0 - 1.0 / B) if epsilon <= 1.0 else 0.0
    return Tails(min(1.0, math.e * upper), min(1.0, math.e * lower))


def bentkus_failure_estimate(m: int, B: float, epsilon: float) -> float:
    r"""Heuristic probability of a relative error of at least ε, in the form of Bentkus: recalled, not proved here.

    min(1, the sum of :func:`bentkus_tails`).

    Parameters
    ----------
    m, B, epsilon
        As :func:`bentkus_tails`.

    Returns
    -------
    float
        At most 1.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`bentkus_tails`.

    References
    ----------
    bentkus_2004; dossier coreset.tail.bentkus.

    Examples
    --------
    >>> bentkus_failure_estimate(1140, 3.0, 0.1) > 0.05 >= bentkus_failure_estimate(1141, 3.0, 0.1)
    True
    """
    return min(1.0, sum(bentkus_tails(m, B, epsilon)))


def _interpolated(y: float, m: int, p: float) -> float:
    """P(Bin(m, p) >= y), log-linear between whole y."""
    if y > m:
        return 0.0
    k = math.floor(y)
    first, second = (float(_at_least(np.asarray(j), m, p)) for j in (k, k + 1))
    share = y - k
    return first if share == 0.0 else (0.0 if second == 0.0 else first ** (1.0 - share) * second**share)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "two_point_upper_tail",
        ("m", "r", "epsilon"),
        two_point_upper_tail,
        ball_two_point_upper_tail,
        r"P^+_{{2}}\left({m},{r},{epsilon}\right)",
        "coreset.sharp.two_point",
        sign="nonnegative",
    ),
    Quantity(
        "two_point_lower_tail",
        ("m", "r", "epsilon"),
        two_point_lower_tail,
        ball_two_point_lower_tail,
        r"P^-_{{2}}\left({m},{r},{epsilon}\right)",
        "coreset.sharp.two_point",
        sign="nonnegative",
    ),
    Quantity(
        "bentkus_failure_estimate",
        ("m", "B", "epsilon"),
        bentkus_failure_estimate,
        None,
        r"P_{{\mathrm{{Bentkus}}}}\left({m},{B},{epsilon}\right)",
        "coreset.tail.bentkus",
        sign="nonnegative",
        heuristic=True,
    ),
)
