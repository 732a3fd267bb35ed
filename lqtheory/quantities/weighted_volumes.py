"""Exact intrinsic volumes of the descent cone of a weighted l_1 norm (dossier ``geom.descent.l1_exact``, with weights).

The projection lies in a face that is known by the set A of the entries off the support beyond the threshold. In the
variables τ and a_i = |g_i| - τ w_i the Gaussian exponent has no cross terms, as for equal weights, so that the angles
separate; subsets that differ in the order of equal weights alone are counted together.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from lqtheory.errors import UnsupportedError
from lqtheory.quantities.batches import batched
from lqtheory.quantities.descent_norms import _weights

__all__ = ["weighted_descent_exact_dimension", "weighted_descent_volumes"]

#: Subsets, counted up to the order of equal weights, beyond which sums would take minutes.
_MOST = 4096


def weighted_subsets(sizes: tuple[float, ...]) -> Iterator[tuple[int, tuple[float, ...], tuple[float, ...]]]:
    """How often, what is in and what is out, for all subsets up to the order of equal entries.

    Parameters
    ----------
    sizes : tuple of float
        The entries.

    Yields
    ------
    tuple
        Number of such subsets, entries inside, entries outside.
    """
    values = sorted(set(sizes))
    counts = [sizes.count(v) for v in values]
    for chosen in itertools.product(*(range(n + 1) for n in counts)):
        inside = tuple(v for v, j in zip(values, chosen, strict=True) for _ in range(j))
        outside = tuple(v for v, j, n in zip(values, chosen, counts, strict=True) for _ in range(n - j))
        yield math.prod(math.comb(n, j) for n, j in zip(counts, chosen, strict=True)), inside, outside


@batched(active=1, inactive=1)
def weighted_descent_volumes(active: Any, inactive: Any) -> np.ndarray:
    r"""Intrinsic volumes of the descent cone of a weighted l_1 norm at a vector with s nonzero entries.

    v_{s-1+j} = Σ_{|A|=j} 2^j E_A ι_A over subsets A of the entries off the support, with e = Σ_S w², e_A = Σ_A w²,
    E_A = √((e+e_A)/2π) ∫_0^∞ Π_{i∉A} erf(τw_i/√2) exp(-(e+e_A)τ²/2) dτ and ι_A = P(X > 0),
    X ~ N(0, I - w w'/(e+e_A)); v_d is what is left.

    Parameters
    ----------
    active : array-like, shape (s,)
        Weights on the support, > 0.
    inactive : array-like, shape (d - s,)
        Weights off the support, >= 0; a weight 0 belongs to a line in the cone.

    Returns
    -------
    array of float64, shape (d + 1,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the weights are no vectors of numbers or out of range, or the support is empty.
    UnsupportedError
        If there are too many different weights: more than 4096 subsets up to the order of equal weights.

    Notes
    -----
    Cost: two trapezoid sums for each subset. Absolute error about 1e-13.

    References
    ----------
    Dossier geom.descent.l1_exact; with weights, derived here.

    Examples
    --------
    >>> from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
    >>> equal = weighted_descent_volumes([2.0] * 2, [2.0] * 3)
    >>> bool(abs(equal - l1_descent_intrinsic_volumes(5, 2)).max() < 1e-12)
    True
    """
    where = "weighted_descent_volumes"
    on, off = _weights(active, inactive, where)
    lines, relative = int(np.count_nonzero(off == 0)), off[off > 0] / math.sqrt(float(np.sum(on**2)))
    sizes = tuple(float(c) for c in relative)
    if math.prod(sizes.count(c) + 1 for c in set(sizes)) > _MOST:
        raise UnsupportedError(f"inactive has {len(set(sizes))} different weights ({where}); above {_MOST} subsets")
    volumes = np.zeros(on.size + off.size + 1)
    for often, inside, outside in weighted_subsets(sizes):
        volumes[on.size - 1 + len(inside) + lines] += often * _share(np.array(inside), np.array(outside))
    volumes[-1] = 1.0 - volumes[:-1].sum() if sizes else 0.5
    return volumes


@batched(active=1, inactive=1)
def weighted_descent_exact_dimension(active: Any, inactive: Any) -> float:
    r"""Statistical dimension of the descent cone of a weighted l_1 norm, exactly.

    Σ k v_k with the volumes of :func:`weighted_descent_volumes`.

    Parameters
    ----------
    active : array-like, shape (s,)
        Weights on the support, > 0.
    inactive : array-like, shape (d - s,)
        Weights off the support, >= 0.

    Returns
    -------
    float
        At most :func:`lqtheory.quantities.descent_norms.weighted_descent_dimension`.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`weighted_descent_volumes`.

    References
    ----------
    Dossier geom.descent.l1_exact, geom.descent.weighted.

    Examples
    --------
    >>> round(weighted_descent_exact_dimension([1.0], [0.0, 0.0]), 12)
    2.5
    """
    volumes = weighted_descent_volumes(active, inactive)
    return float(np.arange(volumes.size) @ volumes)


def _share(inside: np.ndarray, outside: np.ndarray) -> float:
    """Probability of one set A, for weights relative to √e."""
    whole = 1.0 + float(np.sum(inside**2))
    return 2.0**inside.size * _central(outside, whole) * math.sqrt(whole) * _corner(inside)


def _central(outside: np.ndarray, whole: float) -> float:
    """E_A, by the trapezoid rule in ln τ."""
    from scipy.special import erf

    step = 1.0 / 16.0
    tau = np.exp(np.arange(-48 / step, 4 / step) * step) / math.sqrt(whole)
    values = np.exp(-0.5 * whole * tau**2) * erf(np.outer(outside, tau) / math.sqrt(2.0)).prod(axis=0) * tau
    return float(values.sum()) * step * math.sqrt(whole / (2.0 * math.pi))


def _corner(inside: np.ndarray) -> float:
    """E Π w(ξ c_i/√2)/2 over a Gaussian ξ, on the line of the saddle, by the trapezoid rule: ι_A/√(1 + e_A)."""
    from scipy.special import wofz

    c, step = corner_saddle(inside), 1.0 / 32.0
    xi = np.arange(-12 / step, 12 / step + 1) * step + 1j * c
    values = np.exp(-0.5 * xi**2) * (0.5 * wofz(np.multiply.outer(inside, xi) / math.sqrt(2.0))).prod(axis=0)
    return float(values.real.sum()) * step / math.sqrt(2.0 * math.pi)


def corner_saddle(inside: np.ndarray) -> float:
    """Height of the line on which the integrand does not oscillate.

    Parameters
    ----------
    inside : array, shape (j,)
        Relative weights, > 0.

    Returns
    -------
    float
        Where c²/2 + Σ log erfcx(c c_i/√2) is least; 0 for an empty set.
    """
    from scipy.optimize import brentq
    from scipy.special import erfcx

    if not inside.size:
        return 0.0
    scaled = np.asarray(inside) / math.sqrt(2.0)

    def slope(c: float) -> float:
        x = c * scaled
        return c + float(np.sum(scaled * (2.0 * x - 2.0 / math.sqrt(math.pi) / erfcx(x))))

    return float(brentq(slope, 0.0, math.sqrt(inside.size) + float(scaled.sum()) + 5.0))
