"""How far inf J exceeds the statistical dimension for other norms than l_1 (dossier ``geom.descent.gap``).

With E the squared norm of the subgradient on the support, F(τ) = dist²(g, τ∂f) is 2E-strongly convex; hence the minimum
of its mean exceeds the mean of its minimum by at most Var F'(τ*)/(4E).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.batches import batched
from lqtheory.quantities.descent_curves import log_block_moment
from lqtheory.quantities.descent_norms import (
    _weights,
    group_descent_threshold,
    weighted_descent_threshold,
)
from lqtheory.quantities.gaussian_tails import tail_factors

__all__ = ["group_descent_gap_bound", "weighted_descent_gap_bound"]


@batched(active=1, inactive=1)
def weighted_descent_gap_bound(active: Any, inactive: Any) -> float:
    r"""By how much inf J can exceed the statistical dimension of the descent cone of a weighted l_1 norm.

    1 + Σ_{S^c} w_i² Var((|g| - τw_i)_+) / Σ_S w_i².

    Parameters
    ----------
    active : array-like, shape (s,)
        Weights on the support, > 0.
    inactive : array-like, shape (d - s,)
        Weights off the support, >= 0.

    Returns
    -------
    float
        At least 1.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the weights are no vectors of numbers or out of range, or the support is empty.

    References
    ----------
    Dossier geom.descent.gap, with a subgradient of squared norm Σ_S w_i² in place of s.

    Examples
    --------
    >>> from lqtheory.quantities.descent_bounds import l1_descent_gap_bound
    >>> abs(weighted_descent_gap_bound([1.0] * 2, [1.0] * 18) - l1_descent_gap_bound(0.1)) < 1e-12
    True
    """
    on, off = _weights(active, inactive, "weighted_descent_gap_bound")
    tau, off = weighted_descent_threshold(on, off), off[off > 0]
    if not off.size:
        return 1.0
    t = tau * off
    _, slope, rest = tail_factors(t)
    mean = 2.0 * np.exp(-0.5 * t * t) / math.sqrt(2.0 * math.pi) * slope
    return 1.0 + float(np.sum(off**2 * mean * (rest - mean))) / float(np.sum(on**2))


@batched(rho=0)
def group_descent_gap_bound(rho: float, b: int) -> float:
    r"""By how much inf J can exceed the statistical dimension of the descent cone of a sum of norms of blocks.

    1 + (1-ρ)/ρ Var((‖g_b‖ - τ)_+).

    Parameters
    ----------
    rho : float
        Fraction of active blocks, in (0, 1].
    b : int
        Size of a block, >= 1.

    Returns
    -------
    float
        At least 1.

    Raises
    ------
    InputTypeError, DomainError
        If an argument has the wrong type or is out of range; at ρ = 0 the cone is {0}.

    References
    ----------
    Dossier geom.descent.gap.

    Examples
    --------
    >>> round(group_descent_gap_bound(0.1, 1), 9)
    1.843501453
    """
    rho = check_real(rho, "rho", "group_descent_gap_bound", 0.0, 1.0, "right")
    b = check_count(b, "b", 1, None, "group_descent_gap_bound")
    if rho == 1.0:
        return 1.0
    tau = group_descent_threshold(rho, b)
    first, second = (math.exp(log_block_moment(b, tau, power)) for power in (1, 2))
    return 1.0 + (1.0 - rho) / rho * (second - first * first)
