"""The dictionary that no m atoms can approximate well: atoms that share a component (dossier ``lq.dict.lower``)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.dictionary_constants import class_exponent
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.dictionary_bounds import ball_common_component_error, ball_optimal_common_component

__all__ = [
    "QUANTITIES",
    "LowerBound",
    "common_component_error",
    "dictionary_lower_bound",
    "optimal_common_component",
]

#: How many sizes of dictionaries the search for the best lower bound compares at once.
SIZES = 4096


class LowerBound(NamedTuple):
    """Value of a lower bound with the dictionary that gives it: number of atoms M and common share F."""

    value: float
    M: float
    F: float


def common_component_error(m: int, n: int, q: float, F: float) -> float:
    r"""Best error with m atoms for the mean direction of n atoms that share a component.

    Atoms f_j = √F e_0 + √(1-F) e_j and coefficients n^{-1/q}:
    σ_m² = (n-m) n^{-2/q} (1-F)(1+(n-1)F)/(1+(m-1)F).

    Parameters
    ----------
    m : int
        Number of atoms used, in {1, ..., n}.
    n : int
        Number of atoms of the dictionary, at least 1.
    q : float
        Exponent of the class, in (0, 1].
    F : float
        Share of the common component, in [0, 1].

    Returns
    -------
    float
        An equality; 0 at ``F = 1`` and at ``m = n``.

    Raises
    ------
    InputTypeError, DomainError
        If a count or number is out of range.

    References
    ----------
    Dossier lq.dict.lower.

    Examples
    --------
    >>> common_component_error(1, 2, 1, 0)
    0.5
    """
    where = "common_component_error"
    n, q = check_count(n, "n", 1, None, where), class_exponent(q, where)
    m, share = check_count(m, "m", 1, n, where), check_real(F, "F", where, 0.0, 1.0)
    if m == n or share == 1.0:
        return 0.0
    return math.exp(0.5 * float(_log_square(m, np.asarray(float(n)), q, np.asarray(share))))


def _log_square(m: int, n: np.ndarray, q: float, share: np.ndarray) -> np.ndarray:
    """Logarithm of the squared error, for many sizes at once."""
    correlated = np.log1p(-share) + np.log1p((n - 1.0) * share) - np.log1p((m - 1.0) * share)
    return np.log(n - m) - (2.0 / q) * np.log(n) + correlated


def optimal_common_component(m: int, n: int) -> float:
    r"""Share F of the common component that makes the best error with m of n atoms largest.

    The root of (n-1)(m-1)F² + 2(n-1)F - (n-1-m) = 0, or 0 if n-1 <= m.

    Parameters
    ----------
    m : int
        Number of atoms used, in {1, ..., n}.
    n : int
        Number of atoms of the dictionary.

    Returns
    -------
    float
        In [0, 1/2).

    Raises
    ------
    InputTypeError, DomainError
        If a count is out of range.

    References
    ----------
    Dossier lq.dict.lower.

    Examples
    --------
    >>> optimal_common_component(1, 3)
    0.25
    """
    where = "optimal_common_component"
    n = check_count(n, "n", 1, None, where)
    return float(_best_share(check_count(m, "m", 1, n, where), np.asarray(float(n))))


def _best_share(m: int, n: np.ndarray) -> np.ndarray:
    """The positive root without cancellation."""
    others, excess = np.maximum(n - 1.0, 1.0), np.maximum(n - 1.0 - m, 0.0)
    return excess / (others + np.sqrt(others * (others + (m - 1.0) * excess)))


def dictionary_lower_bound(
    m: int,
    q: float,
    M: int | None = None,
    F: float | None = None,
) -> LowerBound:
    r"""Error that no m atoms can avoid for some dictionary and some vector of the unit l_q ball.

    The common-component dictionary of :func:`common_component_error`, with the best share F and the best size M.

    Parameters
    ----------
    m : int
        Number of atoms used, at least 1.
    q : float
        Exponent of the class, in (0, 1].
    M : int, optional
        Number of atoms of the dictionary, above m; the best one by default.
    F : float, optional
        Share of the common component, in [0, 1]; the best one by default.

    Returns
    -------
    LowerBound
        ``(value, M, F)``. At ``q = 1``, m >= 2 the best M is infinite: the supremum 1/(1+√m) is not attained.

    Raises
    ------
    InputTypeError, DomainError
        If a count or number is out of range.

    Notes
    -----
    The best size is searched on a geometric grid and then among the integers around its best point. Relative to
    K*_q m^{1/2-1/q} the value tends to 1 as m grows.

    References
    ----------
    Dossier lq.dict.lower.

    Examples
    --------
    >>> dictionary_lower_bound(4, 1).value == 1 / 3
    True
    """
    where = "dictionary_lower_bound"
    m, q = check_count(m, "m", 1, None, where), class_exponent(q, where)
    share = None if F is None else check_real(F, "F", where, 0.0, 1.0)
    if M is not None:
        size = check_count(M, "M", m + 1, None, where)
        best = optimal_common_component(m, size) if share is None else share
        return LowerBound(common_component_error(m, size, q, best), size, best)
    if share == 1.0:
        return LowerBound(0.0, m + 1, 1.0)
    if q == 1.0 and share is None and m == 1:
        return LowerBound(0.5, 2, 0.0)  # and for every larger M, with its best share
    if q == 1.0 and share is None:
        return LowerBound(1.0 / (1.0 + math.sqrt(m)), math.inf, 1.0 / (1.0 + math.sqrt(m)))
    if q == 1.0 and share is not None and 1.0 - share <= m * share:  # then the error grows with the size for ever
        return LowerBound(math.sqrt(share * (1.0 - share) / (1.0 + (m - 1.0) * share)), math.inf, share)
    size = _best_size(m, q, share)
    best = optimal_common_component(m, size) if share is None else share
    return LowerBound(common_component_error(m, size, q, best), size, best)


def _best_size(m: int, q: float, share: float | None) -> int:
    """The size with the largest squared error; beyond the last one of the grid the error only falls."""

    def values(sizes: np.ndarray) -> np.ndarray:
        return _log_square(m, sizes, q, _best_share(m, sizes) if share is None else np.full_like(sizes, share))

    if q < 1.0:
        last = 64.0 * (m + 1) / (1.0 - q)
    else:  # a fixed share with 1 - F > m F: the peak of F + (1 - F - m F)/M - m (1 - F)/M^2
        assert share is not None
        last = 4.0 * m * (1.0 - share) / (1.0 - share - m * share) + 4.0
    grid = np.unique(np.round(np.geomspace(m + 1, max(last, m + 64), SIZES)))
    at = int(np.argmax(values(grid)))
    low, high = grid[max(at - 1, 0)], grid[min(at + 1, grid.size - 1)]
    while high - low > SIZES:  # the error is unimodal in the size
        part = np.unique(np.round(np.linspace(low, high, SIZES)))
        at = int(np.argmax(values(part)))
        low, high = part[max(at - 1, 0)], part[min(at + 1, part.size - 1)]
    sizes = np.arange(low, high + 1)
    return int(sizes[np.argmax(values(sizes))])


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "common_component_error",
        ("m", "n", "q", "F"),
        common_component_error,
        ball_common_component_error,
        r"\sigma_{{{m}}}({n},{q},{F})",
        "lq.dict.lower",
        sign="nonnegative",
    ),
    Quantity(
        "optimal_common_component",
        ("m", "n"),
        optimal_common_component,
        ball_optimal_common_component,
        r"F^*_{{{m},{n}}}",
        "lq.dict.lower.share",
        sign="nonnegative",
    ),
)
