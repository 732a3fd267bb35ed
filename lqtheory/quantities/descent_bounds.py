"""Bounds around the l_1 descent curve: closed forms, and how far inf E exceeds E inf (dossier ``geom.descent.gap``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.descent_cones import l1_descent_threshold, nonnegative_descent_threshold
from lqtheory.quantities.descent_curves import log_block_moment
from lqtheory.quantities.gaussian_tails import check_share, tail_factors
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import descent_bounds as reference
from lqtheory.quantities.reference.descent_cones import ball_l1_descent_gap_bound

__all__ = [
    "QUANTITIES",
    "l1_descent_gap_bound",
    "l1_descent_gap_estimate",
    "l1_descent_log_bound",
    "l1_descent_published_gap_bound",
    "l1_descent_quadratic_bound",
    "l1_descent_variance_estimate",
    "nonnegative_descent_gap_bound",
]


def _plain(values: Any) -> Any:
    return values if np.ndim(values) else float(values)


def _variance_gap(rho: np.ndarray, threshold: np.ndarray, sides: int) -> np.ndarray:
    """1 + (1-ρ)/ρ Var = 1 + τ(k - c(φ - τQ)), with c the number of sides; 3 at τ = inf."""
    finite = np.where(np.isinf(threshold), 1.0, threshold)
    _, slope, rest = tail_factors(finite)
    density = np.exp(-0.5 * finite**2) / math.sqrt(2.0 * math.pi)
    return np.where(rho == 0.0, 3.0, 1.0 + finite * (rest - sides * density * slope))


@batched(rho=0, vectorised=["rho"])
def l1_descent_gap_bound(rho: Any) -> Any:
    r"""By how much dψ(ρ) can exceed the statistical dimension of the l_1 descent cone.

    1 + (1-ρ)/ρ Var((|g|-τ*)_+), between 1 and 3.

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        1 at ρ = 1, the limit 3 at ρ = 0.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    Notes
    -----
    With k the tail 2/(τ + 3/(τ + ...)) of the continued fraction of Mills' ratio it is 1 + τ(k - 2(φ - τQ)), hence at
    most 1 + τk <= 3; the published bound 2√(d/s) is not bounded.

    References
    ----------
    Dossier geom.descent.gap.

    Examples
    --------
    >>> round(l1_descent_gap_bound(0.1), 9)
    1.843501453
    """
    fractions = check_share(rho, "rho", "l1_descent_gap_bound")
    return _plain(_variance_gap(fractions, np.asarray(l1_descent_threshold(fractions)), 2))


@batched(rho=0, vectorised=["rho"])
def nonnegative_descent_gap_bound(rho: Any) -> Any:
    r"""By how much dψ_+(ρ) can exceed the statistical dimension of the cone among nonnegative vectors.

    1 + (1-ρ)/ρ Var((g-τ)_+), between 1 and 3.

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        1 at ρ = 1, the limit 3 at ρ = 0.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    References
    ----------
    Dossier geom.descent.nonneg.

    Examples
    --------
    >>> nonnegative_descent_gap_bound(1)
    1.0
    """
    fractions = check_share(rho, "rho", "nonnegative_descent_gap_bound")
    return _plain(_variance_gap(fractions, np.asarray(nonnegative_descent_threshold(fractions)), 1))


@batched(rho=0, vectorised=["rho"])
def l1_descent_gap_estimate(rho: Any) -> Any:
    r"""Heuristic second-order value of dψ(ρ) - δ for the l_1 descent cone, in (0, 1].

    (ρ + (1-ρ) Var((|g|-τ)_+)) / (ρ + (1-ρ) 2Q(τ)), at τ = τ*: the gap bound times 1 - τQ/φ.

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        0 in the limit ρ = 0, 1 at ρ = 1.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    Notes
    -----
    Heuristic: observed to be accurate to O(1/d), not proved; never a bound.

    References
    ----------
    Dossier geom.descent.gap.

    Examples
    --------
    >>> round(l1_descent_gap_estimate(0.1), 9)
    0.560686699
    """
    fractions = check_share(rho, "rho", "l1_descent_gap_estimate")
    threshold = np.asarray(l1_descent_threshold(fractions))
    slope = tail_factors(np.where(np.isinf(threshold), 1.0, threshold))[1]
    return _plain(np.where(fractions == 0.0, 0.0, _variance_gap(fractions, threshold, 2) * slope))


@batched(rho=0)
def l1_descent_variance_estimate(rho: float) -> float:
    r"""Heuristic variance of the intrinsic volumes of the l_1 descent cone over d, to leading order in d.

    ρ(2 + 4τ²) + (1-ρ) Var((|g|-τ)_+²) - 2ψ(ρ), at τ = τ*.

    Parameters
    ----------
    rho : float
        Fraction s/d in [0, 1].

    Returns
    -------
    float
        0 at ρ = 0 and 1, where the cone is {0} or a half-space.

    Raises
    ------
    InputTypeError
        If ``rho`` is not a real number.
    DomainError
        If ``rho`` is outside [0, 1].

    Notes
    -----
    Var V = Var‖Π g‖² - 2δ, with the law of the minimiser of F_g concentrated at τ*. Terms of size 1 - ρ cancel next
    to ρ = 1: the absolute error is up to 1e-14 (1 - ρ).

    References
    ----------
    Dossier geom.iv.variance.

    Examples
    --------
    >>> round(400 * l1_descent_variance_estimate(0.1), 2)
    86.55
    """
    rho = check_real(rho, "rho", "l1_descent_variance_estimate", 0.0, 1.0)
    if rho in (0.0, 1.0):
        return 0.0
    tau = float(l1_descent_threshold(rho))
    second, fourth = (math.exp(log_block_moment(1, tau, power)) for power in (2, 4))
    return 2.0 * rho * tau**2 + (1.0 - rho) * (fourth - second**2 - 2.0 * second)


@batched(rho=0, vectorised=["rho"])
def l1_descent_log_bound(rho: Any) -> Any:
    r"""Closed upper bound on the l_1 descent curve.

    ψ(ρ) <= ρ(1 + 2 log(1/ρ)), with equality at ρ = 1; the statistical dimension is at most 2s log(d/s) + s.

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        0 at ρ = 0.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    References
    ----------
    Dossier geom.descent.l1_bounds; chandrasekaran_recht_parrilo_willsky_2012 have 5/4 in place of 1.

    Examples
    --------
    >>> l1_descent_log_bound(1)
    1.0
    """
    fractions = check_share(rho, "rho", "l1_descent_log_bound")
    return _plain(fractions * (1.0 - 2.0 * np.log(np.where(fractions > 0.0, fractions, 1.0))))


@batched(rho=0, vectorised=["rho"])
def l1_descent_quadratic_bound(rho: Any) -> Any:
    r"""Closed upper bound on the l_1 descent curve, tight where most coordinates are active.

    ψ(ρ) <= 1 - (2/π)(1-ρ)².

    Parameters
    ----------
    rho : float or array of float64, shape (...)
        Fraction s/d in [0, 1].

    Returns
    -------
    float or array of float64, shape (...)
        From 1 - 2/π to 1.

    Raises
    ------
    InputTypeError
        If ``rho`` is not real.
    DomainError
        If ``rho`` is outside [0, 1].

    References
    ----------
    foygel_mackey_2014, Proposition 4; dossier geom.descent.l1_bounds.

    Examples
    --------
    >>> l1_descent_quadratic_bound(1)
    1.0
    """
    fractions = check_share(rho, "rho", "l1_descent_quadratic_bound")
    return _plain(1.0 - 2.0 / math.pi * (1.0 - fractions) ** 2)


def l1_descent_published_gap_bound(d: int, s: int) -> float:
    r"""Published bound on how far dψ(s/d) exceeds the statistical dimension.

    2√(d/s), from 2 sup‖∂f‖ / f(x/‖x‖).

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    s : int
        Number of nonzero entries, in {1, ..., d}.

    Returns
    -------
    float
        At least 2.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If ``s`` is out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, Theorem 4.3; dossier geom.descent.variational.

    Examples
    --------
    >>> l1_descent_published_gap_bound(400, 1)
    40.0
    """
    d = check_count(d, "d", 1, None, "l1_descent_published_gap_bound")
    return 2.0 * math.sqrt(d / check_count(s, "s", 1, d, "l1_descent_published_gap_bound", "d"))


def _quantity(name: str, array: Any, ball: Any, latex: str, which: str, **more: Any) -> Quantity:
    arguments = more.pop("arguments", ("rho",))
    more.setdefault("sign", "nonnegative")
    return Quantity(name, arguments, array, ball, latex, f"geom.descent.{which}", **more)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "l1_descent_gap_bound",
        l1_descent_gap_bound,
        ball_l1_descent_gap_bound,
        r"\mathrm{{gap}}({rho})",
        "gap",
        sign="positive",
    ),
    _quantity(
        "l1_descent_gap_estimate",
        l1_descent_gap_estimate,
        reference.ball_l1_descent_gap_estimate,
        r"\mathrm{{gap}}_2({rho})",
        "gap",
        heuristic=True,
    ),
    Quantity(
        "l1_descent_variance_estimate",
        ("rho",),
        l1_descent_variance_estimate,
        reference.ball_l1_descent_variance_estimate,
        r"\mathrm{{Var}}_2({rho})",
        "geom.iv.variance",
        sign="nonnegative",
        heuristic=True,
    ),
    _quantity(
        "nonnegative_descent_gap_bound",
        nonnegative_descent_gap_bound,
        reference.ball_nonnegative_descent_gap_bound,
        r"\mathrm{{gap}}_+({rho})",
        "nonneg",
        sign="positive",
    ),
    _quantity(
        "l1_descent_log_bound",
        l1_descent_log_bound,
        reference.ball_l1_descent_log_bound,
        r"\psi_{{\log}}({rho})",
        "l1_bounds",
    ),
    _quantity(
        "l1_descent_quadratic_bound",
        l1_descent_quadratic_bound,
        reference.ball_l1_descent_quadratic_bound,
        r"\psi_{{\mathrm{{quad}}}}({rho})",
        "l1_bounds",
        sign="positive",
    ),
    _quantity(
        "l1_descent_published_gap_bound",
        l1_descent_published_gap_bound,
        reference.ball_l1_descent_published_gap_bound,
        r"\mathrm{{gap}}_{{\mathrm{{pub}}}}({d},{s})",
        "variational",
        sign="positive",
        arguments=("d", "s"),
        integer_arguments=("d", "s"),
    ),
)
