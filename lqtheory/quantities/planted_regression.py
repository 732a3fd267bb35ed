"""A linear teacher pruned by magnitude: closed-form thresholds of every predictor (dossier ``geom.planted.linreg``).

L(w) = ‖A(w - w*)‖²/(2n), A of independent standard Gaussian entries, γ = D/n, teacher weights independent with unit
scale, e = 2ε/D. A share p of the weights is pruned; r(p) is the energy per weight of the p D smallest ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_exponent, check_real

__all__ = ["marchenko_pastur_share", "planted_energy", "planted_threshold"]

LAWS = ("gauss", "laplace")
RULES = ("one_shot", "published", "jensen", "retrained", "all_masks")


def planted_energy(p: float, law: str) -> float:
    r"""Energy per weight of the share p of smallest magnitudes.

    Gauss: r = p - 2tφ(t), t = Φ^{-1}((1+p)/2), which is P(3/2, t²/2). Laplace with mean magnitude one:
    r = 2 - (1-p)(u²+2u+2), u = -ln(1-p), which is 2 P(3, u). P is the regularised incomplete gamma function.

    Parameters
    ----------
    p : float
        Pruned share, in [0, 1].
    law : {"gauss", "laplace"}
        Law of the weights, with standard deviation 1 and mean magnitude 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If ``p`` is not a number in [0, 1] or the law unknown.

    Notes
    -----
    The incomplete gamma functions do not cancel for small p, where r is about π p³/6 and p³/3.

    References
    ----------
    Dossier geom.planted.linreg.

    Examples
    --------
    >>> round(planted_energy(0.5, "gauss"), 12)
    0.071325917744
    """
    from scipy.special import erfinv, gammainc

    p = check_real(p, "p", "planted_energy", 0.0, 1.0)
    if law not in LAWS:
        raise DomainError(f"law={law!r} is not one of {LAWS} (planted_energy); name a law of weights")
    if law == "gauss":
        return float(gammainc(1.5, erfinv(p) ** 2)) if p < 1.0 else 1.0
    return 2.0 * float(gammainc(3.0, -math.log1p(-p))) if p < 1.0 else 2.0


def marchenko_pastur_share(gamma: float, s: float) -> float:
    r"""Mean of s/(s + λ) over the Marchenko-Pastur law of A'A/n, γ = D/n.

    2s/(b + √(b² + 4γs)) for b = 1 - γ + s > 0, and (√(b² + 4γs) - b)/(2γ) otherwise.

    Parameters
    ----------
    gamma : float
        Dimensions per sample, > 0.
    s : float
        Level, >= 0; infinity gives 1.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or out of range.

    References
    ----------
    Dossier geom.prune.published.

    Examples
    --------
    >>> round(marchenko_pastur_share(2, 2), 12)
    0.780776406404
    """
    gamma = check_exponent(gamma, "gamma", "marchenko_pastur_share")
    s = check_real(s, "s", "marchenko_pastur_share", 0.0, math.inf)
    if math.isinf(s):
        return 1.0
    b = 1.0 - gamma + s
    root = math.hypot(b, 2.0 * math.sqrt(gamma * s))
    return 2.0 * s / (b + root) if b > 0 else (root - b) / (2.0 * gamma)


def planted_threshold(rule: str, law: str, gamma: float, e: float) -> float:
    r"""Largest share of weights that a rule of prediction lets be pruned, in the limit of many weights.

    one_shot: r = e; published: p = F_MP(e/r); jensen: p = e/(r+e); retrained (the truth for magnitude pruning):
    r (1 - γ(1-p))_+ = e; all_masks (a bound for every mask): r (1 - γ(1-r))_+ = e.

    Parameters
    ----------
    rule : {"one_shot", "published", "jensen", "retrained", "all_masks"}
        The predictor.
    law : {"gauss", "laplace"}
        Law of the teacher's weights.
    gamma : float
        Weights per sample, > 0.
    e : float
        Tolerated loss, 2ε/D, > 0.

    Returns
    -------
    float
        In (0, 1]; 1 where everything may be pruned.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Bisection of a nondecreasing function of p. ``all_masks`` is derived for Gaussian weights.

    References
    ----------
    Dossier geom.planted.linreg, geom.planted.gordon_l0.

    Examples
    --------
    >>> round(planted_threshold("retrained", "gauss", 0.5, 0.1), 9)
    0.595181176
    """
    if rule not in RULES:
        raise DomainError(f"rule={rule!r} is not one of {RULES} (planted_threshold); name a predictor")
    gamma = check_exponent(gamma, "gamma", "planted_threshold")
    e = check_exponent(e, "e", "planted_threshold")
    if rule == "all_masks" and law != "gauss":
        raise DomainError(f"rule='all_masks' is known for law='gauss' alone, not {law!r} (planted_threshold)")
    excess = _excess(rule, law, gamma, e)
    low, high = 0.0, 1.0
    if excess(high) <= 0:
        return 1.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if excess(middle) <= 0 else (low, middle)
    return 0.5 * (low + high)


def _excess(rule: str, law: str, gamma: float, e: float) -> Callable[[float], Any]:
    """What must not be positive: a nondecreasing function of p."""
    energy = lambda p: planted_energy(p, law)  # noqa: E731
    if rule == "one_shot":
        return lambda p: energy(p) - e
    if rule == "published":
        return lambda p: p - marchenko_pastur_share(gamma, e / energy(p) if energy(p) > 0 else math.inf)
    if rule == "jensen":
        return lambda p: p - e / (energy(p) + e)
    if rule == "retrained":
        return lambda p: energy(p) * max(0.0, 1.0 - gamma * (1.0 - p)) - e
    return lambda p: energy(p) * max(0.0, 1.0 - gamma * (1.0 - energy(p))) - e
