"""Limits for unseen inputs from a sample that nothing else was built on (dossier ``cert``).

Clopper-Pearson limits of a probability, the Dvoretzky-Kiefer-Wolfowitz margin, and the ranks whose order statistic
bounds a fresh score: on average over the sample (conformal), or for all but a share of the samples (tolerance).
"""

from __future__ import annotations

import math
from fractions import Fraction

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import unseen_limits as reference

__all__ = [
    "QUANTITIES",
    "clopper_pearson_lower",
    "clopper_pearson_upper",
    "conformal_rank",
    "dkw_margin",
    "tolerance_rank",
]


def clopper_pearson_upper(k: int, n: int, delta: float) -> float:
    r"""Upper Clopper-Pearson limit of a probability, from the number of times that the event happened.

    The p with P(Bin(n, p) <= k) = δ, the 1 - δ quantile of Beta(k + 1, n - k); 1 at k = n, 1 - δ^{1/n} at k = 0.

    Parameters
    ----------
    k : int
        How often the event happened, in {0, ..., n}.
    n : int
        Number of independent trials, at least 1, fixed beforehand.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        With probability at least 1 - δ over the sample, at least the probability of the event.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    One limit, chosen beforehand; for several looks at one sample divide δ by their number.

    References
    ----------
    clopper_pearson_1934; dossier cert.cp.

    Examples
    --------
    >>> round(clopper_pearson_upper(0, 100, 0.05), 9), round(clopper_pearson_upper(37, 10000, 0.01), 9)
    (0.02951305, 0.00537461)
    """
    n = check_count(n, "n", 1, None, "clopper_pearson_upper")
    k = check_count(k, "k", 0, n, "clopper_pearson_upper")
    delta = check_real(delta, "delta", "clopper_pearson_upper", 0.0, 1.0, "neither")
    if k == n:
        return 1.0
    if k == 0:
        return -math.expm1(math.log(delta) / n)
    from scipy.special import betainccinv, betaincinv

    # Of the two tails of the beta law the one that is not rounded away.
    return 1.0 - float(betaincinv(n - k, k + 1, delta)) if 2 * k > n else float(betainccinv(k + 1, n - k, delta))


def clopper_pearson_lower(k: int, n: int, delta: float) -> float:
    r"""Lower Clopper-Pearson limit of a probability, from the number of times that the event happened.

    The p with P(Bin(n, p) >= k) = δ, the δ quantile of Beta(k, n - k + 1); 0 at k = 0, δ^{1/n} at k = n.

    Parameters
    ----------
    k : int
        How often the event happened, in {0, ..., n}.
    n : int
        Number of independent trials, at least 1, fixed beforehand.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        With probability at least 1 - δ over the sample, at most the probability of the event.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    1 minus the upper limit of the complement; one limit, chosen beforehand.

    References
    ----------
    clopper_pearson_1934; dossier cert.cp.

    Examples
    --------
    >>> round(clopper_pearson_lower(100, 100, 0.05), 4), clopper_pearson_lower(0, 100, 0.05)
    (0.9705, 0.0)
    """
    n = check_count(n, "n", 1, None, "clopper_pearson_lower")
    k = check_count(k, "k", 0, n, "clopper_pearson_lower")
    delta = check_real(delta, "delta", "clopper_pearson_lower", 0.0, 1.0, "neither")
    if k == 0:
        return 0.0
    if k == n:
        return math.exp(math.log(delta) / n)
    from scipy.special import betaincinv

    return float(betaincinv(k, n - k + 1, delta))


def dkw_margin(n: int, delta: float) -> float:
    r"""Margin by which an empirical distribution function may exceed the true one, at all thresholds at once.

    sqrt(ln(1/δ)/(2n)): P(sup_t F_n(t) - F(t) > margin) <= δ for δ <= 1/2.

    Parameters
    ----------
    n : int
        Number of independent scores, at least 1.
    delta : float
        Probability of failure of the one-sided statement, in (0, 1/2].

    Returns
    -------
    float
        Positive; above 1 it says nothing.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    massart_1990; dossier cert.dkw.

    Examples
    --------
    >>> round(dkw_margin(10000, 0.01), 9)
    0.015174271
    """
    n = check_count(n, "n", 1, None, "dkw_margin")
    delta = check_real(delta, "delta", "dkw_margin", 0.0, 0.5, "right")
    return math.sqrt(-math.log(delta) / (2 * n))


def conformal_rank(n: int, alpha: float | Fraction) -> int:
    r"""Rank among n scores that a fresh exchangeable score exceeds with probability at most α.

    ⌈(1 - α)(n + 1)⌉; n + 1 stands for infinity.

    Parameters
    ----------
    n : int
        Number of scores, at least 1.
    alpha : float or Fraction
        Probability of exceeding, in (0, 1). A float is taken as the binary number it is; a Fraction is exact.

    Returns
    -------
    int
        In {1, ..., n + 1}.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The probability is over scores and fresh score together; ties only lower it.

    References
    ----------
    vovk_gammerman_shafer_2005; dossier cert.conformal.

    Examples
    --------
    >>> conformal_rank(100, 0.1), conformal_rank(8, 0.1)
    (91, 9)
    """
    n = check_count(n, "n", 1, None, "conformal_rank")
    return math.ceil((1 - _exact(alpha, "alpha", "conformal_rank")) * (n + 1))


def tolerance_rank(n: int, alpha: float | Fraction, delta: float | Fraction) -> int:
    r"""Rank among n scores whose order statistic is an upper tolerance limit.

    The smallest k with P(Bin(n, 1 - α) >= k) <= δ; n + 1, which stands for infinity, if there is none in {1, ..., n}.

    Parameters
    ----------
    n : int
        Number of independent scores, at least 1.
    alpha : float or Fraction
        Share of unseen inputs that may exceed the limit, in (0, 1).
    delta : float or Fraction
        Probability, over the scores, that more than that share does, in (0, 1).

    Returns
    -------
    int
        In {1, ..., n + 1}.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    A statement about the sample at hand, where :func:`conformal_rank` speaks of the average over samples. Binomial
    tails as incomplete beta functions, by bisection; a rank whose tail is δ up to rounding is decided in integers.

    References
    ----------
    wilks_1941; dossier cert.tolerance.

    Examples
    --------
    >>> [tolerance_rank(*case) for case in ((59, .05, .05), (58, .05, .05), (100, .1, .05), (1000, .1, .01))]
    [59, 59, 96, 922]
    """
    n = check_count(n, "n", 1, None, "tolerance_rank")
    share, failure = _exact(alpha, "alpha", "tolerance_rank"), _exact(delta, "delta", "tolerance_rank")
    low, high = 0, n + 1  # P(Bin >= 0) = 1 > δ and P(Bin >= n + 1) = 0
    while high - low > 1:
        middle = (low + high) // 2
        if _tail_at_most(n, middle, 1 - share, failure):
            high = middle
        else:
            low = middle
    return high


def _tail_at_most(n: int, k: int, p: Fraction, delta: Fraction) -> bool:
    """Whether P(Bin(n, p) >= k) <= δ, exactly."""
    from scipy.special import betainc

    tail = float(betainc(k, n - k + 1, float(p)))
    if abs(tail - float(delta)) > 1e-9 * float(delta):
        return tail < float(delta)
    whole, part = p.denominator, p.numerator  # integers over one denominator: no common factors to look for
    count = sum(math.comb(n, j) * part**j * (whole - part) ** (n - j) for j in range(k, n + 1))
    return count * delta.denominator <= delta.numerator * whole**n


def _exact(value: float | Fraction, name: str, where: str) -> Fraction:
    if isinstance(value, Fraction):
        check_real(float(value), name, where, 0.0, 1.0, "neither")
        return value
    return Fraction(check_real(value, name, where, 0.0, 1.0, "neither"))


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "clopper_pearson_upper",
        ("k", "n", "delta"),
        clopper_pearson_upper,
        reference.ball_clopper_pearson_upper,
        r"\mathrm{{CP}}^+({k},{n};{delta})",
        "cert.cp",
        sign="positive",
    ),
    Quantity(
        "clopper_pearson_lower",
        ("k", "n", "delta"),
        clopper_pearson_lower,
        reference.ball_clopper_pearson_lower,
        r"\mathrm{{CP}}^-({k},{n};{delta})",
        "cert.cp",
        sign="nonnegative",
    ),
    Quantity(
        "dkw_margin",
        ("n", "delta"),
        dkw_margin,
        reference.ball_dkw_margin,
        r"\sqrt{{\tfrac{{\ln(1/{delta})}}{{2 {n}}}}}",
        "cert.dkw",
        sign="positive",
    ),
    Quantity(
        "conformal_rank",
        ("n", "alpha"),
        conformal_rank,
        reference.ball_conformal_rank,
        r"\lceil(1-{alpha})({n}+1)\rceil",
        "cert.conformal",
        sign="positive",
        integer=True,
    ),
    Quantity(
        "tolerance_rank",
        ("n", "alpha", "delta"),
        tolerance_rank,
        reference.ball_tolerance_rank,
        r"k_{{{alpha},{delta}}}({n})",
        "cert.tolerance",
        sign="positive",
        integer=True,
    ),
)
