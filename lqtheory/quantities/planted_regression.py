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
from lqtheory.quantities.batches import batched
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.planted_regression import (
    ball_gaussian_pruned_energy,
    ball_laplace_pruned_energy,
    ball_marchenko_pastur_share,
)

__all__ = [
    "LAWS",
    "QUANTITIES",
    "RULES",
    "gaussian_pruned_energy",
    "laplace_pruned_energy",
    "marchenko_pastur_share",
    "planted_energy",
    "planted_threshold",
    "union_threshold",
]

LAWS = ("gauss", "laplace")
RULES = ("one_shot", "published", "jensen", "retrained", "all_masks")


@batched(p=0)
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
    if not isinstance(law, str) or law not in LAWS:
        raise DomainError(f"law={law!r} is not one of {LAWS} (planted_energy); name a law of weights")
    if law == "gauss":
        return float(gammainc(1.5, erfinv(p) ** 2)) if p < 1.0 else 1.0
    return 2.0 * float(gammainc(3.0, -math.log1p(-p))) if p < 1.0 else 2.0


@batched(p=0)
def gaussian_pruned_energy(p: float) -> float:
    r"""Share of the energy of standard Gaussian weights that lies in the share p of the smallest ones.

    r = p - 2 t φ(t), t = Φ^{-1}((1+p)/2).

    Parameters
    ----------
    p : float
        Share that is pruned, in [0, 1].

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If ``p`` is not a number or out of range.

    Notes
    -----
    About π p³/6 for small p; see :func:`planted_energy`.

    References
    ----------
    Dossier geom.planted.linreg.

    Examples
    --------
    >>> round(gaussian_pruned_energy(0.9), 12)
    0.560713935721
    """
    return planted_energy(p, "gauss")


@batched(p=0)
def laplace_pruned_energy(p: float) -> float:
    r"""Energy of Laplace weights in the share p of the smallest ones, in units of the squared scale; 2 in all.

    r = 2 - (1-p)(u² + 2u + 2), u = -log(1-p).

    Parameters
    ----------
    p : float
        Share that is pruned, in [0, 1].

    Returns
    -------
    float
        In [0, 2].

    Raises
    ------
    InputTypeError, DomainError
        If ``p`` is not a number or out of range.

    Notes
    -----
    About p³/3 for small p; see :func:`planted_energy`.

    References
    ----------
    Dossier geom.planted.linreg.

    Examples
    --------
    >>> round(laplace_pruned_energy(0.9), 12)
    0.809293170353
    """
    return planted_energy(p, "laplace")


@batched(gamma=0, s=0)
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
    return s / (b / 2.0 + root / 2.0) if b > 0 else (root - b) / (2.0 * gamma)


@batched(gamma=0, e=0)
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
    if not isinstance(rule, str) or rule not in RULES:
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


@batched(gamma=0, e=0)
def union_threshold(gamma: float, e: float) -> float:
    r"""Largest share of Gaussian weights that the union bound over all masks lets be pruned; 1 where it is of no use.

    ½ (1/γ - (1-p)) (ξ - 1 - log ξ) <= h(p) is necessary, ξ = (e/γ)/(r (1/γ - (1-p))) < 1, h the entropy in nats.

    Parameters
    ----------
    gamma : float
        Weights per sample, > 0.
    e : float
        Tolerated loss, 2ε/D in units of the variance of a weight, > 0.

    Returns
    -------
    float
        In (0, 1].

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not a number or out of range.

    Notes
    -----
    Of use for γ > 1 and small e, where the rule ``all_masks`` of :func:`planted_threshold` is weak. The left side
    exceeds h on an interval that ends at p = 1; its lower end is found by bisection.

    References
    ----------
    Dossier geom.planted.gordon_l0.

    Examples
    --------
    >>> round(union_threshold(2, 0.01), 4)
    0.8479
    """
    gamma = check_exponent(gamma, "gamma", "union_threshold")
    e = check_exponent(e, "e", "union_threshold")

    def allowed(p: float) -> bool:
        degrees, energy = 1.0 / gamma - (1.0 - p), planted_energy(p, "gauss")
        if degrees <= 0.0 or energy * degrees <= e / gamma:
            return True
        ratio = e / gamma / (energy * degrees)
        entropy = -p * math.log(p) - (1.0 - p) * math.log1p(-p)
        return 0.5 * degrees * (ratio - 1.0 - math.log(ratio)) <= entropy

    low, high = 0.0, 1.0 - 1e-12
    if allowed(high):
        return 1.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if allowed(middle) else (low, middle)
    return 0.5 * (low + high)


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "geom.planted.linreg", sign="nonnegative")


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("gaussian_pruned_energy", ("p",), gaussian_pruned_energy, ball_gaussian_pruned_energy, r"r_G({p})"),
    _quantity("laplace_pruned_energy", ("p",), laplace_pruned_energy, ball_laplace_pruned_energy, r"r_L({p})"),
    _quantity(
        "marchenko_pastur_share",
        ("gamma", "s"),
        marchenko_pastur_share,
        ball_marchenko_pastur_share,
        r"F_{{{gamma}}}({s})",
    ),
)
