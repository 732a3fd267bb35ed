"""How many edges must be drawn for a relative error, and the error that a number of draws gives (``coreset.m``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import Array, check_count, check_real
from lqtheory.quantities.coreset_inputs import finished, numbers
from lqtheory.quantities.coreset_tails import _kl_lower, _kl_upper
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_counts import (
    ball_bernstein_count,
    ball_iclr_count,
    ball_kl_count,
    ball_sample_set_size,
)

__all__ = ["QUANTITIES", "KlCount", "bernstein_count", "iclr_count", "kl_count", "kl_count_details", "sample_set_size"]

#: Whole numbers are exact in float64 up to here.
EXACT = 2.0**53


class KlCount(NamedTuple):
    """A number of draws, with the bounds of both tails at it."""

    m: Any
    upper: Any
    lower: Any


def _sides(sides: Any, where: str) -> int:
    return check_count(sides, "sides", 1, 2, where, "2")


def bernstein_count(B: Any, epsilon: Any, delta: Any, sides: int = 2, integer: bool = False) -> Any:
    r"""Number of draws that Bernstein's inequality asks for.

    ln(2/δ) (2(B-1) + (2/3) ε max(B-1, 1))/ε², which is (6+2ε)(B-1) ln(2/δ)/(3ε²) for B >= 2; 0 at B = 1.

    Parameters
    ----------
    B : float or array
        Largest value of a term, >= 1; the total sensitivity for points of the sample.
    epsilon : float or array
        Relative error, > 0.
    delta : float or array
        Probability of failure, in (0, 1).
    sides : {1, 2}
        Whether one tail or both are meant: ln(1/δ) or ln(2/δ).
    integer : bool
        Whether to round up to a whole number, at least 1: at B = 1 one draw is exact.

    Returns
    -------
    float or int, or array of float64
        With that many draws P(|ẑ - z| >= ε z) <= δ.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast. The lower tail has deviations up to 1, which exceed B - 1 for B < 2.

    References
    ----------
    boucheron_lugosi_massart_2013, Corollary 2.11; dossier coreset.m.bernstein.

    Examples
    --------
    >>> bernstein_count(10, 0.1, 0.05, integer=True), bernstein_count(17 / 9, 0.5, 0.1, integer=True)
    (6862, 26)
    """
    where = "bernstein_count"
    xp, (B, e, d), single = numbers(
        where,
        B=(B, 1.0, math.inf, "left"),
        epsilon=(epsilon, 0.0, math.inf, "neither"),
        delta=(delta, 0.0, 1.0, "neither"),
    )
    logs = math.log(_sides(sides, where)) - xp.log(d)
    room = B - 1.0 + 0.0 * e
    reach = xp.where(room > 1.0, room, xp.where(room > 0.0, 0.0 * room + 1.0, 0.0 * room))
    value = logs * (2.0 * room / e + 2.0 / 3.0 * reach) / e
    return _whole(xp, value, single) if integer else finished(value, single)


def _whole(xp: Any, value: Array, single: bool) -> Any:
    """Rounded up to whole numbers, at least 1; an int for a single one."""
    if not bool(xp.all(xp.isfinite(value))):
        raise DomainError("the number of draws does not fit into a float (coreset counts); use a larger epsilon")
    rounded = xp.ceil(xp.where(value > 1.0, value, 0.0 * value + 1.0))
    return int(rounded) if single else rounded


def kl_count_details(B: Any, epsilon: Any, delta: Any) -> KlCount:
    r"""Least number of draws for which the Chernoff bounds by the law on {0, B} add up to at most δ, with both bounds.

    min{m >= 1 : exp(-m kl((1+ε)/B ‖ 1/B)) + exp(-m kl((1-ε)/B ‖ 1/B)) <= δ}.

    Parameters
    ----------
    B, epsilon, delta
        As :func:`bernstein_count`.

    Returns
    -------
    KlCount
        The count (an int for scalars, whole floats for arrays) and the two bounds at it.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_count`.

    Notes
    -----
    Bisection between 0 and the count at which each bound is δ/2; up to 2^53 the count is exact up to rounding of the
    bounds, beyond it is exact to the spacing of floats. Cost O(log m) for each entry.

    References
    ----------
    Dossier coreset.m.kl.

    Examples
    --------
    >>> m, upper, lower = kl_count_details(17 / 9, 0.5, 0.1)
    >>> m, upper + lower <= 0.1
    (21, True)
    """
    xp, (B, e, d), single = numbers(
        "kl_count",
        B=(B, 1.0, math.inf, "left"),
        epsilon=(epsilon, 0.0, math.inf, "neither"),
        delta=(delta, 0.0, 1.0, "neither"),
    )
    one = 0.0 * (B + e + d) + 1.0
    d = d * one

    def tails(m: Array) -> tuple[Array, Array]:
        return _kl_upper(xp, m, B, e) * one, _kl_lower(xp, m, B, e) * one

    low, high = 0.0 * one, one
    while not bool(xp.all(sum(tails(high)) <= d)):
        if bool(xp.any(high > 1e300)):
            raise DomainError("the number of draws does not fit into a float (kl_count); use a larger epsilon")
        short = sum(tails(high)) > d
        low, high = xp.where(short, high, low), xp.where(short, 2.0 * high, high)
    while True:
        middle = xp.floor((low + high) / 2.0)
        inside = (middle > low) & (middle < high)
        if not bool(xp.any(inside)):
            break
        enough = sum(tails(middle)) <= d
        high, low = xp.where(inside & enough, middle, high), xp.where(inside & ~enough, middle, low)
    upper, lower = tails(high)
    return KlCount(int(high) if single else high, finished(upper, single), finished(lower, single))


def kl_count(B: Any, epsilon: Any, delta: Any) -> Any:
    r"""Least number of draws for which the Chernoff bounds by the law on {0, B} add up to at most δ.

    min{m >= 1 : exp(-m kl((1+ε)/B ‖ 1/B)) + exp(-m kl((1-ε)/B ‖ 1/B)) <= δ}.

    Parameters
    ----------
    B, epsilon, delta
        As :func:`bernstein_count`.

    Returns
    -------
    int, or array of float64
        With that many draws, or more, P(|ẑ - z| >= ε z) <= δ.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_count`.

    Notes
    -----
    As :func:`kl_count_details`.

    References
    ----------
    Dossier coreset.m.kl.

    Examples
    --------
    >>> kl_count(3, 0.1, 0.05), kl_count(10, 0.1, 0.05), kl_count(1, 0.1, 0.05)
    (1475, 6641, 1)
    """
    return kl_count_details(B, epsilon, delta).m


def iclr_count(S: Any, K: Any, epsilon: Any, eta: Any, delta: Any) -> Any:
    r"""Number of draws in each class as the coreset paper prescribes it.

    ⌈8 S K ln(8η/δ)/ε²⌉.

    Parameters
    ----------
    S : float or array
        Total sensitivity of the class, >= 1.
    K : float or array
        Constant of the paper's assumption, >= 1; ln(η η*) there.
    epsilon : float or array
        Relative error, > 0.
    eta : float or array
        Number of neurons behind the input layer, >= 1.
    delta : float or array
        Probability of failure, in (0, 1).

    Returns
    -------
    int, or array of float64
        Bernstein's inequality needs 3 to 4 times less for ε <= 1.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a number or array, or out of range.

    Notes
    -----
    Cost O(1) for each entry; arguments broadcast.

    References
    ----------
    baykal_2019, Theorem 4; dossier coreset.m.iclr.

    Examples
    --------
    >>> iclr_count(10, 1, 0.5, 410, 0.05)
    3550
    """
    xp, (S, K, e, eta, d), single = numbers(
        "iclr_count",
        S=(S, 1.0, math.inf, "left"),
        K=(K, 1.0, math.inf, "left"),
        epsilon=(epsilon, 0.0, math.inf, "neither"),
        eta=(eta, 1.0, math.inf, "left"),
        delta=(delta, 0.0, 1.0, "neither"),
    )
    return _whole(xp, 8.0 * S * K * (math.log(8.0) + xp.log(eta) - xp.log(d)) / e / e, single)


def sample_set_size(K: float, eta: int, width: int, delta: float) -> int:
    r"""Number of sample points with which the paper's assumption bounds all out-of-sample importances.

    ⌈K' ln(8 η η*/δ)⌉.

    Parameters
    ----------
    K : float
        Constant K' of the assumption F_j(M_j/K) <= exp(-1/K'), > 0.
    eta : int
        Number of neurons behind the input layer, >= 1.
    width : int
        Largest width η* of a layer, >= 1.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    int
        At least 1; then K s_j >= M_j for all edges at once with probability at least 1 - δ/8.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(1). The paper's K' is ln(η η*).

    References
    ----------
    baykal_2019; dossier coreset.oos.KK.

    Examples
    --------
    >>> sample_set_size(math.log(410 * 300), 410, 300, 0.05), sample_set_size(math.log(8), 4, 2, 0.1)
    (197, 14)
    """
    where = "sample_set_size"
    K = check_real(K, "K", where, 0.0, math.inf, "neither")
    eta, width = check_count(eta, "eta", 1, None, where), check_count(width, "width", 1, None, where)
    delta = check_real(delta, "delta", where, 0.0, 1.0, "neither")
    return max(1, math.ceil(K * (math.log(8.0) + math.log(eta) + math.log(width) - math.log(delta))))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "bernstein_count",
        ("B", "epsilon", "delta"),
        bernstein_count,
        ball_bernstein_count,
        r"m_{{\mathrm{{Bern}}}}({B},{epsilon},{delta})",
        "coreset.m.bernstein",
        sign="nonnegative",
        integer_arguments=(),
    ),
    Quantity(
        "kl_count",
        ("B", "epsilon", "delta"),
        kl_count,
        ball_kl_count,
        r"m_{{\mathrm{{kl}}}}({B},{epsilon},{delta})",
        "coreset.m.kl",
        sign="positive",
        integer=True,
        integer_arguments=(),
    ),
    Quantity(
        "iclr_count",
        ("S", "K", "epsilon", "eta", "delta"),
        iclr_count,
        ball_iclr_count,
        r"m_{{\mathrm{{paper}}}}({S},{K},{epsilon},{eta},{delta})",
        "coreset.m.iclr",
        sign="positive",
        integer=True,
        integer_arguments=(),
    ),
    Quantity(
        "sample_set_size",
        ("K", "eta", "width", "delta"),
        sample_set_size,
        ball_sample_set_size,
        r"|\mathcal{{S}}|({K},{eta},{width},{delta})",
        "coreset.oos.KK",
        sign="positive",
        integer=True,
        integer_arguments=("eta", "width"),
    ),
)
