"""Tails of the estimate at one point from its importances and the distribution drawn from (``coreset.tail.instance``).

The Chernoff bound with the true cumulant function, and the exact probability by enumeration of all multinomial counts.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.quantities.arrays import Array, check_count, check_real
from lqtheory.quantities.coreset_inputs import as_shares
from lqtheory.quantities.coreset_moments import _pair, _terms
from lqtheory.quantities.coreset_tails import Tails
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_instance_tails import (
    ball_exact_lower_tail,
    ball_exact_upper_tail,
    ball_instance_lower_tail,
    ball_instance_upper_tail,
)

__all__ = [
    "QUANTITIES",
    "chernoff_exponent",
    "exact_lower_tail",
    "exact_tails",
    "exact_upper_tail",
    "instance_lower_tail",
    "instance_tails",
    "instance_upper_tail",
]

#: Steps of the bisection for the tilt: the exponent is flat around its maximum, half of the digits are enough.
STEPS = 80

#: Multinomial counts that are enumerated at most.
TERMS = 2_000_000


def chernoff_exponent(g: Any, q: Any, target: Any) -> Array:
    r"""Rate at which the mean of the terms of an estimate stays beyond a target: its large-deviation rate.

    sup_λ λ t - ln Σ_j q_j e^{λ g_j/q_j}, over λ >= 0 for t above the mean of the terms, else over λ <= 0.

    Parameters
    ----------
    g : array-like, shape (..., n)
        Relative importances of the edges at a point, with sum 1.
    q : array-like, shape (..., n)
        Distribution that edges are drawn from; the leading axes broadcast.
    target : float
        The value t of ẑ/z, 1+ε or 1-ε.

    Returns
    -------
    array of float64, shape (...)
        At least 0; infinite where the target is beyond every term. Whatever is returned is the value at some λ, so that
        exp(-m times it) is a bound up to rounding.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind, an entry is negative, a sum is not 1, or the lengths differ.

    Notes
    -----
    The slope of the cumulant function is bisected; the bracket doubles. Cost O(n) for each of about 100 steps.

    References
    ----------
    boucheron_lugosi_massart_2013, section 2.2; dossier coreset.tail.instance.

    Examples
    --------
    >>> round(float(chernoff_exponent([0.5, 0.5], [0.25, 0.75], 1.5)), 6)
    0.312752
    """
    where = "chernoff_exponent"
    t = check_real(target, "target", where)
    xp, (g, q) = _pair(where, q, g=g)
    drawn = (q > 0.0) & (g >= 0.0)
    terms, weights = _terms(xp, g, q), xp.where(drawn, q + 0.0 * g, 0.0 * g)
    top = xp.max(terms, axis=-1)
    bottom = xp.min(xp.where(drawn, terms, top[..., None]), axis=-1)
    mean = xp.sum(weights * terms, axis=-1)
    sign = xp.where(t >= mean, 0.0 * mean + 1.0, 0.0 * mean - 1.0)
    beyond, edge = (t > top) | (t < bottom), (t == top) | (t == bottom)
    # Largest deviations first: sign * terms, shifted so that every exponential is at most 1.
    signed = sign[..., None] * terms
    peak = xp.max(xp.where(drawn, signed, -math.inf + 0.0 * signed), axis=-1)
    gaps = xp.where(drawn, signed - peak[..., None], 0.0 * signed)
    room = peak - sign * t  # how far the target is inside

    def tilted(tilt: Array) -> tuple[Array, Array]:
        chances = weights * xp.exp(tilt[..., None] * gaps)
        mass = xp.sum(chances, axis=-1)
        return mass, xp.sum(chances * gaps, axis=-1) / mass

    inside = ~(beyond | edge)
    low, high = 0.0 * room, 1.0 / xp.where(inside, room, 0.0 * room + 1.0)
    for _ in range(1100):
        short = inside & (tilted(high)[1] < -room)
        if not bool(xp.any(short)):
            break
        low, high = xp.where(short, high, low), xp.where(short, 2.0 * high, high)
    for _ in range(STEPS):
        middle = (low + high) / 2.0
        short = tilted(middle)[1] < -room
        low, high = xp.where(short, middle, low), xp.where(short, high, middle)
    rate = -high * room - xp.log(tilted(high)[0])
    at_edge = -xp.log(xp.sum(xp.where(gaps >= 0.0, weights, 0.0 * weights), axis=-1))
    value = xp.where(beyond, 0.0 * rate + math.inf, xp.where(edge, at_edge, rate))
    return xp.where(value > 0.0, value, 0.0 * mean)


def instance_upper_tail(g: Any, q: Any, m: int, epsilon: float) -> Array:
    r"""Chernoff bound, with the true cumulant function, of the probability that an estimate is too large.

    P(ẑ >= (1+ε) z) <= inf_{λ>=0} exp(-m [λ(1+ε) - ln Σ_j q_j e^{λ g_j/q_j}]).

    Parameters
    ----------
    g, q
        As :func:`chernoff_exponent`.
    m : int
        Number of draws, >= 1.
    epsilon : float
        Relative error, > 0.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`chernoff_exponent`, or if m or epsilon is out of range.

    Notes
    -----
    The exponent is the exact large-deviation rate. If edges are unseen, ε is still relative to z.

    References
    ----------
    boucheron_lugosi_massart_2013, section 2.2; dossier coreset.tail.instance.

    Examples
    --------
    >>> round(float(instance_upper_tail([0.5, 0.5], [0.25, 0.75], 10, 0.5)), 6)
    0.043827
    """
    return instance_tails(g, q, m, epsilon).upper


def instance_lower_tail(g: Any, q: Any, m: int, epsilon: float) -> Array:
    r"""Chernoff bound, with the true cumulant function, of the probability that an estimate is too small.

    P(ẑ <= (1-ε) z) <= inf_{λ<=0} exp(-m [λ(1-ε) - ln Σ_j q_j e^{λ g_j/q_j}]).

    Parameters
    ----------
    g, q, m, epsilon
        As :func:`instance_upper_tail`.

    Returns
    -------
    array of float64, shape (...)
        In [0, 1]; 1 where unseen edges lower the mean below (1-ε) z.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`instance_upper_tail`.

    Notes
    -----
    As :func:`instance_upper_tail`.

    References
    ----------
    boucheron_lugosi_massart_2013, section 2.2; dossier coreset.tail.instance.

    Examples
    --------
    >>> float(instance_lower_tail([0.5, 0.5], [0.25, 0.75], 10, 0.5))
    0.0
    """
    return instance_tails(g, q, m, epsilon).lower


def instance_tails(g: Any, q: Any, m: int, epsilon: float) -> Tails:
    r"""Both Chernoff bounds with the true cumulant function.

    (:func:`instance_upper_tail`, :func:`instance_lower_tail`).

    Parameters
    ----------
    g, q, m, epsilon
        As :func:`instance_upper_tail`.

    Returns
    -------
    Tails
        Arrays of float64, shape (...).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`instance_upper_tail`.

    References
    ----------
    Dossier coreset.tail.instance.

    Examples
    --------
    >>> [float(t) for t in instance_tails([0.5, 0.5], [0.5, 0.5], 3, 0.25)]
    [0.0, 0.0]
    """
    where = "instance_tails"
    m = check_count(m, "m", 1, None, where)
    e = check_real(epsilon, "epsilon", where, 0.0, math.inf, "neither")
    xp, (g, q) = _pair(where, q, g=g)
    mean = xp.sum(q * _terms(xp, g, q), axis=-1)
    bounds = []
    for target, missed in ((1.0 + e, mean > 1.0 + e), (1.0 - e, mean < 1.0 - e)):
        bound = xp.exp(-m * chernoff_exponent(g, q, target))
        bounds.append(xp.where(missed, 0.0 * bound + 1.0, bound))
    return Tails(*bounds)


def exact_tails(g: Any, q: Any, m: int, epsilon: Any) -> Tails:
    r"""Exact probabilities that an estimate is too large and that it is too small, by enumeration of all counts.

    P(ẑ >= (1+ε) z) and P(ẑ <= (1-ε) z) for counts c ~ Mult(m, q) and ẑ/z = Σ_j c_j g_j/(m q_j).

    Parameters
    ----------
    g, q : sequence, shape (n,)
        Relative importances and distribution. If all entries are integers or fractions, everything is exact.
    m : int
        Number of draws, >= 1.
    epsilon : float or fractions.Fraction
        Relative error, > 0.

    Returns
    -------
    Tails
        Fractions if all arguments are exact, else floats, which decide ties by their rounding.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.
    UnsupportedError
        If there are more than 2 million counts.

    Notes
    -----
    Draws with equal terms are merged. Cost up to C(m+n-1, n-1).

    References
    ----------
    Dossier coreset.tail.exact.

    Examples
    --------
    >>> exact_tails([Fraction(1, 2)] * 2, [Fraction(1, 4), Fraction(3, 4)], 2, Fraction(1, 2))
    Tails(upper=Fraction(1, 16), lower=Fraction(0, 1))
    """
    where = "exact_tails"
    m = check_count(m, "m", 1, None, where)
    exact = all(isinstance(v, (int, Fraction)) and not isinstance(v, bool) for v in (*g, *q, epsilon))
    check_real(float(epsilon), "epsilon", where, 0.0, math.inf, "neither")
    arrays = [as_shares([float(v) for v in values], name, where) for name, values in (("g", g), ("q", q))]
    if arrays[0].shape != arrays[1].shape:
        raise ShapeError(f"g has {arrays[0].size} entries, q has {arrays[1].size} ({where}); give one for each edge")
    number: Any = Fraction if exact else float
    merged: dict[Any, Any] = {}
    for a, b in zip(g, q, strict=True):
        if b > 0:
            term = number(a) / number(b)
            merged[term] = merged.get(term, number(0)) + number(b)
    n = len(merged)
    if math.comb(m + n - 1, n - 1) > TERMS:
        raise UnsupportedError(f"m={m} draws of n={n} different edges are too many ({where}); use smaller ones")
    high, low = (m * (number(1) + s * number(epsilon)) for s in (1, -1))
    tails = [number(0), number(0)]
    for total, chance in _counts(list(merged.items()), m, number):
        tails[0] += chance if total >= high else 0
        tails[1] += chance if total <= low else 0
    return Tails(*tails)


def _counts(edges: list[tuple[Any, Any]], m: int, number: Any) -> Any:
    """(sum of the terms, probability) of all ways to draw m edges; partial sums that meet are merged."""
    states: dict[tuple[int, Any], Any] = {(m, number(0)): number(1)}
    left = sum((chance for _, chance in edges), number(0))
    for term, chance in edges[:-1]:
        following: dict[tuple[int, Any], Any] = {}
        share = chance / left
        for (remaining, total), probability in states.items():
            for c in range(remaining + 1):
                way = probability * math.comb(remaining, c) * share**c * (1 - share) ** (remaining - c)
                key = (remaining - c, total + c * term)
                following[key] = following.get(key, 0) + way
        states, left = following, left - chance
    return ((total + remaining * edges[-1][0], probability) for (remaining, total), probability in states.items())


def exact_upper_tail(g: Any, q: Any, m: int, epsilon: Any) -> float:
    r"""Exact probability that an estimate is too large, by enumeration of all counts.

    P(Σ_j c_j g_j/q_j >= m (1+ε)), c ~ Mult(m, q).

    Parameters
    ----------
    g, q, m, epsilon
        As :func:`exact_tails`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`exact_tails`.

    References
    ----------
    Dossier coreset.tail.exact.

    Examples
    --------
    >>> exact_upper_tail([0.5, 0.5], [0.25, 0.75], 2, 0.5)
    0.0625
    """
    return float(exact_tails(_listed(g), _listed(q), m, epsilon).upper)


def exact_lower_tail(g: Any, q: Any, m: int, epsilon: Any) -> float:
    r"""Exact probability that an estimate is too small, by enumeration of all counts.

    P(Σ_j c_j g_j/q_j <= m (1-ε)), c ~ Mult(m, q).

    Parameters
    ----------
    g, q, m, epsilon
        As :func:`exact_tails`.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`exact_tails`.

    References
    ----------
    Dossier coreset.tail.exact.

    Examples
    --------
    >>> exact_lower_tail([0.25, 0.75], [0.75, 0.25], 2, 0.5)
    0.5625
    """
    return float(exact_tails(_listed(g), _listed(q), m, epsilon).lower)


def _listed(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _quantity(function: Any, ball: Any, latex: str, id: str) -> Quantity:
    return Quantity(function.__name__, ("g", "q", "m", "epsilon"), function, ball, latex, id, sign="nonnegative")


_INSTANCE, _EXACT = "coreset.tail.instance", "coreset.tail.exact"

QUANTITIES: tuple[Quantity, ...] = (
    _quantity(instance_upper_tail, ball_instance_upper_tail, r"P^+_{{\Lambda}}({g},{q},{m},{epsilon})", _INSTANCE),
    _quantity(instance_lower_tail, ball_instance_lower_tail, r"P^-_{{\Lambda}}({g},{q},{m},{epsilon})", _INSTANCE),
    _quantity(exact_upper_tail, ball_exact_upper_tail, r"P^+({g},{q},{m},{epsilon})", _EXACT),
    _quantity(exact_lower_tail, ball_exact_lower_tail, r"P^-({g},{q},{m},{epsilon})", _EXACT),
)
