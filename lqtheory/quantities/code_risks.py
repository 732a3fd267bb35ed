"""Risk of a network from the length of its code and its error on a sample (``coreset.occam_kl``, ``gen_paper``).

Sharper than :mod:`lqtheory.quantities.generalization`, which counts networks of one size: here every network has a code
length of its own, and Hoeffding's inequality gives way to Chernoff's bound and to the binomial law itself.
"""

from __future__ import annotations

import math

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.coreset_bennett import binary_divergence
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import code_risks as reference
from lqtheory.quantities.unseen_limits import clopper_pearson_upper

__all__ = [
    "QUANTITIES",
    "code_risk_binomial",
    "code_risk_bound",
    "code_risk_hoeffding",
    "kl_inverse",
    "published_complexity_term",
]


def kl_inverse(p: float, c: float) -> float:
    r"""Largest mean of a coin whose divergence from a given share is at most c.

    kl⁻¹(p|c) = max{q : kl(p‖q) <= c}.

    Parameters
    ----------
    p : float
        Share on a sample, in [0, 1].
    c : float
        Divergence, >= 0.

    Returns
    -------
    float
        In [p, 1]; 1 - e^{-c} at p = 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Bisection down to neighbouring floats; the divergence rises in q >= p. At most 60 steps unless p is tiny.

    References
    ----------
    langford_2005; dossier coreset.occam_kl.

    Examples
    --------
    >>> round(kl_inverse(0.0307, 0.45841661), 8), round(kl_inverse(0.0626, 0.18925600), 8)
    (0.44500899, 0.31186981)
    """
    p = check_real(p, "p", "kl_inverse", 0.0, 1.0)
    c = check_real(c, "c", "kl_inverse", 0.0, math.inf, "left")
    if p == 1.0 or c == 0.0:
        return p
    if p == 0.0:
        return -math.expm1(-c)
    low, high = p, 1.0
    while low < (middle := 0.5 * (low + high)) < high:
        if binary_divergence(p, middle) <= c:
            low = middle
        else:
            high = middle
    return low


def code_risk_bound(p: float, Lambda: float, n: int, delta: float) -> float:
    r"""Bound on the risk of every network with a code of a given length, by Chernoff's bound.

    kl⁻¹(p | (Λ ln 2 + ln(1/δ))/n).

    Parameters
    ----------
    p : float
        Risk on the sample, in [0, 1]: the share of wrong predictions of the network as it is stored.
    Lambda : float
        Length Λ of its prefix-free code in bits, >= 0.
    n : int
        Number of independent samples, at least 1; those it was trained on will do.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        In [p, 1]; with probability at least 1 - δ, at least the risk, for all networks at once.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    The code must be fixed before the sample is seen, and whatever was chosen by looking at it must be coded.

    References
    ----------
    langford_2005; dossier coreset.occam_kl.

    Examples
    --------
    >>> round(code_risk_bound(0.0307, 39677, 60000, 0.05), 3)
    0.445
    """
    p, c = _complexity(p, Lambda, n, delta, "code_risk_bound")
    return kl_inverse(p, c)


def code_risk_hoeffding(p: float, Lambda: float, n: int, delta: float) -> float:
    r"""Bound on the risk of every network with a code of a given length, by Hoeffding's inequality.

    p + sqrt((Λ ln 2 + ln(1/δ))/(2n)).

    Parameters
    ----------
    p, Lambda, n, delta
        As :func:`code_risk_bound`.

    Returns
    -------
    float
        At least p; above 1 it says nothing.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`code_risk_bound`.

    References
    ----------
    shalev_shwartz_ben_david_2014, Theorem 7.7; dossier coreset.occam_kl.

    Examples
    --------
    >>> round(code_risk_hoeffding(0.0307, 39677, 60000, 0.05), 3)
    0.509
    """
    p, c = _complexity(p, Lambda, n, delta, "code_risk_hoeffding")
    return p + math.sqrt(c / 2)


def code_risk_binomial(k: int, n: int, Lambda: float, delta: float) -> float:
    r"""Bound on the risk of every network with a code of a given length, by the binomial law itself.

    The Clopper-Pearson limit for k errors of n at the level δ 2^{-Λ}.

    Parameters
    ----------
    k : int
        Number of errors on the sample, in {0, ..., n}.
    n : int
        Number of independent samples, at least 1.
    Lambda : float
        Length Λ of the code in bits, >= 0.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        At most :func:`code_risk_bound` at the same share.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Levels below the smallest float (codes of more than about a thousand bits) are solved for in logarithms, by
    bisection of the largest term of the tail times a sum of ratios.

    References
    ----------
    langford_2005; dossier coreset.occam_kl.

    Examples
    --------
    >>> round(code_risk_binomial(0, 100, 0, 0.05), 9), code_risk_binomial(5, 1000, 60, 0.05) < 0.1
    (0.02951305, True)
    """
    k = check_count(k, "k", 0, check_count(n, "n", 1, None, "code_risk_binomial"), "code_risk_binomial")
    _, c = _complexity(k / n, Lambda, n, delta, "code_risk_binomial")
    if c * n < 690.0:
        return clopper_pearson_upper(k, n, math.exp(-c * n))
    return _binomial_limit(k, n, -c * n)


def _binomial_limit(k: int, n: int, level: float) -> float:
    """The p >= k/n with ln P(Bin(n, p) <= k) = level, which no float can hold."""
    if k == n:
        return 1.0
    low, high = k / n, 1.0
    while low < (middle := 0.5 * (low + high)) < high:
        if _log_lower_tail(k, n, middle) >= level:
            low = middle
        else:
            high = middle
    return high


def _log_lower_tail(k: int, n: int, p: float) -> float:
    """Logarithm of P(Bin(n, p) <= k) for p > k/n: the largest term times a sum of falling ratios."""
    choose = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    first = choose + k * math.log(p) + (n - k) * math.log1p(-p)
    total, term, j = 1.0, 1.0, k
    while j > 0 and term > 1e-17 * total:
        term *= j * (1 - p) / ((n - j + 1) * p)
        total, j = total + term, j - 1
    return first + math.log(total)


def _complexity(p: float, Lambda: float, n: int, delta: float, where: str) -> tuple[float, float]:
    """The share, checked, and the divergence (Λ ln 2 + ln(1/δ))/n."""
    p = check_real(p, "p", where, 0.0, 1.0)
    Lambda = check_real(Lambda, "Lambda", where, 0.0, math.inf, "left")
    n = check_count(n, "n", 1, None, where)
    delta = check_real(delta, "delta", where, 0.0, 1.0, "neither")
    return p, (Lambda * math.log(2) - math.log(delta)) / n


def published_complexity_term(F: float, s: float, gamma: float, n: int) -> float:
    r"""Heuristic: the bracket of the paper's generalisation bound, whose constants and logarithms are not stated.

    sqrt(F² s/(γ² n)); the paper's bound is Õ of it beside the margin loss, so that no number of it bounds a risk.

    Parameters
    ----------
    F : float
        Largest l_2 norm of an output on the sample, >= 0.
    s : float
        Σ_l (Δ̂^{l→})² Σ_i S_i^l, >= 0.
    gamma : float
        Margin, > 0.
    n : int
        Number of training points, at least 1.

    Returns
    -------
    float
        Above 1 the published bound says nothing whatever its constants.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    baykal_2019 (recalled); dossier coreset.gen_paper.

    Examples
    --------
    >>> published_complexity_term(2.0, 9.0, 0.5, 144)
    1.0
    """
    F = check_real(F, "F", "published_complexity_term", 0.0, math.inf, "left")
    s = check_real(s, "s", "published_complexity_term", 0.0, math.inf, "left")
    gamma = check_real(gamma, "gamma", "published_complexity_term", 0.0, math.inf, "neither")
    n = check_count(n, "n", 1, None, "published_complexity_term")
    return F * math.sqrt(s / n) / gamma


_BITS = ("p", "Lambda", "n", "delta")


def _quantity(
    name: str, letters: tuple[str, ...], latex: str, id: str = "coreset.occam_kl", heuristic: bool = False
) -> Quantity:
    ball = getattr(reference, f"ball_{name}")
    return Quantity(name, letters, globals()[name], ball, latex, id, sign="nonnegative", heuristic=heuristic)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("kl_inverse", ("p", "c"), r"\mathrm{{kl}}^{{-1}}({p}|{c})"),
    _quantity("code_risk_bound", _BITS, r"\mathrm{{kl}}^{{-1}}({p}|\tfrac{{{Lambda}\ln 2+\ln(1/{delta})}}{{{n}}})"),
    _quantity("code_risk_hoeffding", _BITS, r"{p}+\sqrt{{\tfrac{{{Lambda}\ln 2+\ln(1/{delta})}}{{2 {n}}}}}"),
    _quantity("code_risk_binomial", ("k", "n", "Lambda", "delta"), r"\mathrm{{CP}}^+({k},{n};{delta} 2^{{-{Lambda}}})"),
    _quantity(
        "published_complexity_term",
        ("F", "s", "gamma", "n"),
        r"\sqrt{{\tfrac{{{F}^2 {s}}}{{{gamma}^2 {n}}}}}",
        "coreset.gen_paper",
        heuristic=True,
    ),
)
