"""Expected energies of sorted random weights that have exact values (dossier ``lq.stoch.finite``)."""

from __future__ import annotations

import numpy as np

from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.finite_expectations import beta_mean, finite_n_expectation
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.expected_tails import (
    ball_laplace_expected_tail,
    ball_laplace_order_second_moment,
    ball_uniform_expected_tail,
    ball_uniform_order_second_moment,
)

__all__ = [
    "QUANTITIES",
    "laplace_expected_tail",
    "laplace_order_second_moment",
    "uniform_expected_tail",
    "uniform_order_second_moment",
]


def _counted(k: int, n: int, a: float, least: int, where: str) -> tuple[int, int, float]:
    n = check_count(n, "n", 1, None, where)
    return check_count(k, "k" if least == 0 else "i", least, n, where), n, check_exponent(a, "a", where)


def uniform_expected_tail(k: int, n: int, a: float) -> float:
    r"""Expected energy outside the k largest of n uniform weights.

    E σ_k(w)_2² = n ∫_0^1 G(u)² I_u(k, n-k) du for 1 <= k < n, weights uniform on [-a, a].

    Parameters
    ----------
    k : int
        Number of weights kept, in {0, ..., n}.
    n : int
        Number of weights, >= 1.
    a : float
        Scale, > 0.

    Returns
    -------
    float
        0 at k = n, n E w² at k = 0.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the definition term by term, in rational numbers.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(uniform_expected_tail(3, 10, 1), 12)
    1.272727272727
    """
    k, n, a = _counted(k, n, a, 0, "uniform_expected_tail")
    return float(n * finite_n_expectation("uniform", k, n, 2.0, a=a))


def uniform_order_second_moment(i: int, n: int, a: float) -> float:
    r"""Second moment of the i-th largest of n uniform magnitudes.

    E|w|_(i)² = ∫_0^1 G(u)² dI_u(i, n+1-i), weights uniform on [-a, a].

    Parameters
    ----------
    i : int
        Rank, 1 is the largest, in {1, ..., n}.
    n : int
        Number of weights, >= 1.
    a : float
        Scale, > 0.

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the definition term by term, in rational numbers.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(uniform_order_second_moment(1, 1, 1), 12)
    0.333333333333
    """
    i, n, a = _counted(i, n, a, 1, "uniform_order_second_moment")
    return a**2 * beta_mean(lambda u, v: v**2, i, n + 1)


def laplace_expected_tail(k: int, n: int, a: float) -> float:
    r"""Expected energy outside the k largest of n Laplace weights.

    E σ_k(w)_2² = n ∫_0^1 G(u)² I_u(k, n-k) du for 1 <= k < n, Laplace weights with mean magnitude a.

    Parameters
    ----------
    k : int
        Number of weights kept, in {0, ..., n}.
    n : int
        Number of weights, >= 1.
    a : float
        Scale, > 0.

    Returns
    -------
    float
        0 at k = n, n E w² at k = 0.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the definition term by term, in rational numbers.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(laplace_expected_tail(3, 10, 1), 12)
    3.25897297808
    """
    k, n, a = _counted(k, n, a, 0, "laplace_expected_tail")
    return float(n * finite_n_expectation("laplace", k, n, 2.0, b=a))


def laplace_order_second_moment(i: int, n: int, a: float) -> float:
    r"""Second moment of the i-th largest of n Laplace magnitudes.

    E|w|_(i)² = ∫_0^1 G(u)² dI_u(i, n+1-i), Laplace weights with mean magnitude a.

    Parameters
    ----------
    i : int
        Rank, 1 is the largest, in {1, ..., n}.
    n : int
        Number of weights, >= 1.
    a : float
        Scale, > 0.

    Returns
    -------
    float
        Positive.

    Raises
    ------
    InputTypeError
        If an argument is not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(1). The ball version integrates the definition term by term, in rational numbers.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(laplace_order_second_moment(1, 1, 1), 12)
    2.0
    """
    i, n, a = _counted(i, n, a, 1, "laplace_order_second_moment")
    return a**2 * beta_mean(lambda u, v: np.log(u) ** 2, i, n + 1)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "uniform_expected_tail",
        (
            "k",
            "n",
            "a",
        ),
        uniform_expected_tail,
        ball_uniform_expected_tail,
        r"\mathbb{{E}}_{{\mathrm{{U}}(-{a},{a})^{{{n}}}}}\sigma_{{{k}}}^2",
        "lq.stoch.finite",
        sign="nonnegative",
    ),
    Quantity(
        "uniform_order_second_moment",
        (
            "i",
            "n",
            "a",
        ),
        uniform_order_second_moment,
        ball_uniform_order_second_moment,
        r"\mathbb{{E}}_{{\mathrm{{U}}(-{a},{a})^{{{n}}}}}|w|_{{({i})}}^2",
        "lq.stoch.finite",
        sign="positive",
    ),
    Quantity(
        "laplace_expected_tail",
        (
            "k",
            "n",
            "a",
        ),
        laplace_expected_tail,
        ball_laplace_expected_tail,
        r"\mathbb{{E}}_{{\mathrm{{Laplace}}({a})^{{{n}}}}}\sigma_{{{k}}}^2",
        "lq.stoch.finite",
        sign="nonnegative",
    ),
    Quantity(
        "laplace_order_second_moment",
        (
            "i",
            "n",
            "a",
        ),
        laplace_order_second_moment,
        ball_laplace_order_second_moment,
        r"\mathbb{{E}}_{{\mathrm{{Laplace}}({a})^{{{n}}}}}|w|_{{({i})}}^2",
        "lq.stoch.finite",
        sign="positive",
    ),
)
