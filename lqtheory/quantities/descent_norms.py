"""Descent cones of other norms: weighted l_1, the maximum norm, and sums of block norms (dossier ``geom.descent``)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.descent_curves import group_shares, group_thresholds, is_batch, over_points
from lqtheory.quantities.gaussian_tails import tail_factors
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.descent_norms import ball_group_descent_share, ball_saturated_statistical_dimension

__all__ = [
    "QUANTITIES",
    "group_descent_bound",
    "group_descent_share",
    "group_descent_threshold",
    "saturated_statistical_dimension",
    "weighted_descent_dimension",
    "weighted_descent_threshold",
]


def falling_root(function: Callable[[float], float], low: float = 1e-30, high: float = 1e3) -> float:
    """Root of a function that falls from plus to minus, by Brent's method in the logarithm of its argument.

    Parameters
    ----------
    function : callable
        Falling in its positive argument.
    low, high : float
        Bracket; widened upwards where needed.

    Returns
    -------
    float
    """
    from scipy.optimize import brentq

    while function(high) > 0:
        low, high = high, high * 10.0
    return math.exp(brentq(lambda x: function(math.exp(x)), math.log(low), math.log(high), xtol=1e-15, rtol=1e-15))


def _weights(active: Any, inactive: Any, where: str) -> tuple[np.ndarray, np.ndarray]:
    on = np.asarray(as_vector(active, "active", where))
    off = np.asarray(as_vector(inactive, "inactive", where)) if np.size(inactive) else np.zeros(0)
    for name, weights in (("active", on), ("inactive", off)):
        if weights.ndim != 1:
            raise ShapeError(f"{name} has the shape {weights.shape} ({where}); give one vector of weights")
    if not np.all(on > 0):
        raise DomainError(f"active={on.min()} must be > 0 in every entry ({where}); the support needs positive weights")
    if not np.all(off >= 0):
        raise DomainError(f"inactive={off.min()} must be >= 0 in every entry ({where}); weights are not negative")
    return on, off


@batched(active=1, inactive=1)
def weighted_descent_threshold(active: Any, inactive: Any) -> float:
    r"""Threshold of the descent cone of a weighted l_1 norm.

    The root of τ Σ_S w_i² = Σ_{S^c} 2 w_i [φ(τw_i) - τw_i Q(τw_i)].

    Parameters
    ----------
    active : array-like, shape (s,)
        Weights on the support, > 0.
    inactive : array-like, shape (d - s,)
        Weights off the support, >= 0.

    Returns
    -------
    float
        0 where no weight off the support is positive.

    Raises
    ------
    InputTypeError, ShapeError
        If the weights are no vectors of numbers.
    DomainError
        If a weight is out of range or the support empty.

    References
    ----------
    Dossier geom.descent.weighted.

    Examples
    --------
    >>> round(weighted_descent_threshold([1, 1, 0.5], [1] * 5 + [2] * 12), 12)
    0.857718724964
    """
    on, off = _weights(active, inactive, "weighted_descent_threshold")
    off, energy = off[off > 0], float(np.sum(on**2))
    if not off.size:
        return 0.0

    def gap(tau: float) -> float:
        t = tau * off
        terms = math.log(2.0 / math.sqrt(2.0 * math.pi)) + np.log(off) - 0.5 * t * t + np.log(tail_factors(t)[1])
        return float(np.logaddexp.reduce(terms)) - math.log(tau) - math.log(energy)

    return falling_root(gap, 1e-30 / float(off.max()), 10.0 / float(off.min()))


@batched(active=1, inactive=1)
def weighted_descent_dimension(active: Any, inactive: Any) -> float:
    r"""Upper bound inf J on the statistical dimension of the descent cone of a weighted l_1 norm.

    inf J = |S| + Σ_{S^c} 2Q(τ w_i); a weight 0 off the support contributes exactly 1.

    Parameters
    ----------
    active : array-like, shape (s,)
        Weights on the support, > 0.
    inactive : array-like, shape (d - s,)
        Weights off the support, >= 0.

    Returns
    -------
    float
        Between s and d.

    Raises
    ------
    InputTypeError, ShapeError
        If the weights are no vectors of numbers.
    DomainError
        If a weight is out of range or the support empty.

    References
    ----------
    Dossier geom.descent.weighted.

    Examples
    --------
    >>> round(weighted_descent_dimension([1, 1, 0.5], [1] * 5 + [2] * 12), 12)
    5.990419639718
    """
    import scipy.special

    on, off = _weights(active, inactive, "weighted_descent_dimension")
    tau = weighted_descent_threshold(on, off)
    return on.size + float(np.sum(scipy.special.erfc(tau * off / math.sqrt(2.0))))


def saturated_statistical_dimension(d: int, k: int) -> float:
    r"""Statistical dimension of the descent cone of the maximum norm at a vector with k saturated coordinates.

    δ = d - k/2 exactly: the polar cone is an orthant of k coordinates.

    Parameters
    ----------
    d : int
        Dimension, >= 1.
    k : int
        Number of coordinates of largest magnitude, in {1, ..., d}.

    Returns
    -------
    float
        Between d/2 and d - 1/2.

    Raises
    ------
    InputTypeError
        If an argument is not an integer.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.linf.

    Examples
    --------
    >>> saturated_statistical_dimension(10, 4)
    8.0
    """
    d = check_count(d, "d", 1, None, "saturated_statistical_dimension")
    return d - check_count(k, "k", 1, d, "saturated_statistical_dimension", "d") / 2


def _group_arguments(rho: Any, b: Any, where: str) -> tuple[float, int]:
    return check_real(rho, "rho", where, 0.0, 1.0), check_count(b, "b", 1, None, where)


@batched(rho=0)
def group_descent_threshold(rho: float, b: int) -> float:
    r"""Threshold of the descent cone of a sum of norms of blocks.

    The root of ρτ = (1-ρ) E(‖g_b‖-τ)_+ = (1-ρ)[λ_b Γ̄((b+1)/2, τ²/2) - τ Γ̄(b/2, τ²/2)].

    Parameters
    ----------
    rho : float
        Fraction of active blocks, in [0, 1].
    b : int
        Size of a block, >= 1.

    Returns
    -------
    float
        inf at ρ = 0, 0 at ρ = 1.

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.group.

    Examples
    --------
    >>> round(group_descent_threshold(0.1, 4), 12)
    1.997397264605
    """
    rho, b = _group_arguments(rho, b, "group_descent_threshold")
    return float(group_thresholds(np.array([rho]), b)[0])


@batched(rho=0, vectorised=["rho"], native=["rho"])
def group_descent_share(rho: Any, b: int) -> Any:
    r"""Statistical dimension per coordinate of the descent cone of a sum of norms of blocks, as the bound inf J.

    inf J/(Mb) = [ρ(b + τ²) + (1-ρ) E(‖g_b‖-τ)_+²]/b at the threshold τ.

    Parameters
    ----------
    rho : float or array-like, shape (...)
        Fraction of active blocks, in [0, 1]; NumPy or torch.
    b : int
        Size of a block, >= 1; 1 gives the l_1 norm.

    Returns
    -------
    float or array of float64, shape (...)
        In [0, 1]; of the kind and on the device of ``rho``.

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Every term is positive, so nothing cancels: relative error below 1e-13. An array takes 0.1 ms for each entry.

    References
    ----------
    foygel_mackey_2014; dossier geom.descent.group.

    Examples
    --------
    >>> round(group_descent_share(0.1, 4), 12)
    0.244815697899
    >>> group_descent_share([0.0, 0.1], 4).round(12).tolist()
    [0.0, 0.244815697899]
    """
    if is_batch(rho):
        b = check_count(b, "b", 1, None, "group_descent_share")
        return over_points(lambda p: group_shares(p, b), "group_descent_share", True, rho=(rho, 0.0, 1.0))
    rho, b = _group_arguments(rho, b, "group_descent_share")
    return float(group_shares(np.array([rho]), b)[0])


@batched(rho=0)
def group_descent_bound(rho: float, b: int) -> float:
    r"""Closed upper bound on :func:`group_descent_share`.

    inf J/(Mb) <= 1 - (λ_b²/b)(1-ρ)².

    Parameters
    ----------
    rho : float
        Fraction of active blocks, in [0, 1].
    b : int
        Size of a block, >= 1.

    Returns
    -------
    float
        At most 1.

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.descent.group.

    Examples
    --------
    >>> group_descent_bound(1, 4)
    1.0
    """
    rho, b = _group_arguments(rho, b, "group_descent_bound")
    return 1.0 - chi_mean(b) ** 2 / b * (1.0 - rho) ** 2


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "saturated_statistical_dimension",
        ("d", "k"),
        saturated_statistical_dimension,
        ball_saturated_statistical_dimension,
        r"\delta(\mathcal{{D}}_\infty({d},{k}))",
        "geom.descent.linf",
        sign="positive",
    ),
    Quantity(
        "group_descent_share",
        ("rho", "b"),
        group_descent_share,
        ball_group_descent_share,
        r"\psi_{{{b}}}({rho})",
        "geom.descent.group",
        sign="nonnegative",
        integer_arguments=("b",),
    ),
)
