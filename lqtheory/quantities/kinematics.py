"""Exact conic kinematics: how often a randomly turned cone meets a subspace or another cone (dossier ``geom.kin``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.batches import batched
from lqtheory.quantities.binomial_logarithms import log_binomial_probability
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.kinematics import ball_orthant_meets_subspace
from lqtheory.quantities.summation import convolution
from lqtheory.quantities.volume_operations import check_volumes

__all__ = [
    "QUANTITIES",
    "cone_meets_cone",
    "cone_meets_subspace",
    "half_tail_sum",
    "orthant_meets_subspace",
    "tail_sum",
]


@batched(v=1)
def tail_sum(v: Any, k: int) -> float:
    r"""Tail of the intrinsic volumes.

    t_k = Σ_{j >= k} v_j = P(V >= k).

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes.
    k : int
        First index, at least 0.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.kin.interlace.

    Examples
    --------
    >>> tail_sum([0.25, 0.5, 0.25], 1)
    0.75
    """
    return float(math.fsum(check_volumes(v, "tail_sum")[check_count(k, "k", 0, None, "tail_sum") :]))


@batched(v=1)
def half_tail_sum(v: Any, k: int) -> float:
    r"""Every other intrinsic volume from the k-th on.

    h_k = v_k + v_{k+2} + v_{k+4} + ...

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes.
    k : int
        First index, at least 0.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014; dossier geom.kin.exact.

    Examples
    --------
    >>> half_tail_sum([0.25, 0.5, 0.25], 0)
    0.5
    """
    return float(math.fsum(check_volumes(v, "half_tail_sum")[check_count(k, "k", 0, None, "half_tail_sum") :: 2]))


@batched(v=1)
def cone_meets_subspace(v: Any, m: int) -> float:
    r"""Probability that a cone meets a random subspace of codimension m in more than the origin.

    P{C ∩ QL ≠ 0} = 2 h_{m+1}, for a cone that is not a subspace.

    Parameters
    ----------
    v : array-like, shape (d + 1,)
        Intrinsic volumes of the cone.
    m : int
        Codimension of the subspace, in {0, ..., d}.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range, or the volumes are those of a subspace: two subspaces meet
        always or never.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, fact 2.1; dossier geom.kin.exact.

    Examples
    --------
    >>> cone_meets_subspace([0.25, 0.5, 0.25], 1)
    0.5
    """
    v = check_volumes(v, "cone_meets_subspace")
    m = check_count(m, "m", 0, v.size - 1, "cone_meets_subspace", "d")
    _refuse_subspace(v, "cone_meets_subspace")
    _check_even_sum(v, "cone_meets_subspace", "v")
    return min(1.0, 2.0 * half_tail_sum(v, m + 1))


@batched(v=1, w=1)
def cone_meets_cone(v: Any, w: Any) -> float:
    r"""Probability that a cone meets a randomly turned second cone in more than the origin.

    P{C ∩ QK ≠ 0} = 2 Σ_{i odd} Σ_j v_j(C) v_{d+i-j}(K) = 2 h_{d+1}(C × K), unless both are subspaces.

    Parameters
    ----------
    v, w : array-like, shape (d + 1,)
        Intrinsic volumes of the two cones.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind, lengths differ, or both are sequences of subspaces.

    References
    ----------
    amelunxen_lotz_mccoy_tropp_2014, fact 2.1; dossier geom.kin.exact.

    Examples
    --------
    >>> cone_meets_cone([0.25, 0.5, 0.25], [0.25, 0.5, 0.25])
    0.5
    """
    v, w = check_volumes(v, "cone_meets_cone"), check_volumes(w, "cone_meets_cone", "w")
    if v.size != w.size:
        raise DomainError(
            f"v has {v.size} and w has {w.size} entries (cone_meets_cone); give two cones of one space, d + 1 each"
        )
    if v.max() == 1.0:
        _refuse_subspace(w, "cone_meets_cone")
    for sequence, name in ((v, "v"), (w, "w")):
        if sequence.max() < 1.0:
            _check_even_sum(sequence, "cone_meets_cone", name)
    return min(1.0, 2.0 * float(math.fsum(convolution(v, w)[v.size :: 2])))


def orthant_meets_subspace(d: int, k: int) -> float:
    r"""Probability that a random subspace of dimension k contains a nonzero vector with nonnegative entries.

    2^{1-d} Σ_{j < k} C(d-1, j), by Wendel and Cover.

    Parameters
    ----------
    d : int
        Dimension of the space, at least 1.
    k : int
        Dimension of the subspace, in {0, ..., d}; 0 gives 0 and d gives 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If a dimension is not an integer or out of range.

    Notes
    -----
    Cost O(√d): the largest terms of the shorter of the two tails, to a relative error of about 1e-14.

    References
    ----------
    wendel_1962; dossier geom.kin.orthant.

    Examples
    --------
    >>> orthant_meets_subspace(10, 3)
    0.08984375
    """
    d = check_count(d, "d", 1, None, "orthant_meets_subspace")
    k = check_count(k, "k", 0, d, "orthant_meets_subspace", "d")
    if d <= 60:
        return sum(math.comb(d - 1, j) for j in range(k)) / 2 ** (d - 1)
    return 1.0 - _binomial_tail(d - 1, d - k) if 2 * k > d else _binomial_tail(d - 1, k)


def _binomial_tail(n: int, k: int) -> float:
    """Σ_{j<k} C(n,j)/2^n for k <= n/2 + 1; terms further away than 60 √n are smaller by more than any float."""
    j = np.arange(max(0, k - 60 * (math.isqrt(n) + 1)), k, dtype=np.float64)
    half, log = np.full(j.size, 0.5), np.full(j.size, -math.log(2.0))
    return float(math.fsum(np.exp(log_binomial_probability(n, j, half, half, log, log))))


def _check_even_sum(v: np.ndarray, where: str, name: str) -> None:
    even = math.fsum(v[::2])
    if abs(even - 0.5) > 1e-9:
        raise DomainError(
            f"{name} has even entries with sum {even:.12g} ({where}); by Gauss-Bonnet it is 1/2 for every cone that is "
            f"no subspace"
        )


def _refuse_subspace(v: np.ndarray, where: str) -> None:
    if v.max() == 1.0:
        raise DomainError(
            f"the volumes are those of a subspace of dimension {int(v.argmax())} ({where}); two subspaces in general "
            f"position meet exactly if their dimensions add up to more than d"
        )


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "orthant_meets_subspace",
        ("d", "k"),
        orthant_meets_subspace,
        ball_orthant_meets_subspace,
        r"P_{{+}}({d},{k})",
        "geom.kin.orthant",
        sign="nonnegative",
    ),
)
