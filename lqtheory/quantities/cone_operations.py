"""Polars, products and mean lengths of small cones as objects of theorems, exact; not offered by ``eval``."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.cone_volumes import ConeVolumes, cone_volumes
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.statistical_dimensions import ball_chi_mean

__all__ = ["OPERATION_QUANTITIES", "operation_quantity", "product_of_cones", "self_dual_volumes"]


def product_of_cones(first: ConeVolumes, second: ConeVolumes) -> ConeVolumes:
    """Volumes of a product: the convolution.

    Parameters
    ----------
    first, second : ConeVolumes
        Fractions, or balls.

    Returns
    -------
    ConeVolumes
    """
    v, w = first.volumes, second.volumes
    total = [0 * v[0]] * (len(v) + len(w) - 1)
    for i, a in enumerate(v):
        for j, b in enumerate(w):
            total[i + j] = total[i + j] + a * b
    return ConeVolumes(tuple(total))


def _polar(value: ConeVolumes) -> ConeVolumes:
    return ConeVolumes(tuple(value.volumes)[::-1])


def _subspace(value: ConeVolumes, m: int) -> ConeVolumes:
    """Volumes of a subspace of dimension m, of the kind of those given."""
    one = 0 * value.volumes[0] + 1
    return ConeVolumes((*([0 * one] * m), one))


def self_dual_volumes(rng: np.random.Generator, **_: Any) -> ConeVolumes:
    """Volumes of a self-dual cone: the product of a random cone and of minus its polar, with some rays.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    ConeVolumes
    """
    half = Fraction(1, 2)
    cone = cone_volumes(rng)
    found = product_of_cones(cone, _polar(cone))
    for _ray in range(int(rng.integers(0, 3))):
        found = product_of_cones(found, ConeVolumes((half, half)))
    return found


def _mean(value: ConeVolumes) -> Any:
    return sum(k * v for k, v in enumerate(value.volumes))


def _generating(value: ConeVolumes, t: Any) -> Any:
    total = 0 * t
    for v in reversed(value.volumes):
        total = total * t + (v if not isinstance(v, Fraction) else float(v))
    return total


def _mean_length(value: ConeVolumes) -> float:
    return math.fsum(float(v) * chi_mean(k) for k, v in enumerate(value.volumes) if k)


def _ball_mean_length(value: ConeVolumes) -> Any:
    terms = [v * ball_chi_mean(k) for k, v in enumerate(value.volumes) if k]
    return balls.total(terms) if terms else balls.ball(0)


def _quantity(
    name: str, arguments: tuple[str, ...], value: Any, latex: str, id: str, array: Any = None, ball: Any = None
) -> Quantity:
    """A quantity whose two versions are one function, of fractions or of balls."""
    return Quantity(
        name,
        arguments,
        array or (lambda *given: float(value(*given))),
        ball or value,
        latex,
        id,
        sign="nonnegative",
    )


#: Everything by name.
OPERATION_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("polar_mean", ("K",), lambda K: _mean(_polar(K)), r"\delta({K}^\circ)", "geom.statdim.props"),
        _quantity(
            "product_mean",
            ("K", "J"),
            lambda K, J: _mean(product_of_cones(K, J)),
            r"\delta({K}\times{J})",
            "geom.statdim.props",
        ),
        _quantity(
            "mean_with_subspace",
            ("K", "m"),
            lambda K, m: _mean(product_of_cones(K, _subspace(K, int(m)))),
            r"\delta({K}\times\mathbb{{R}}^{{{m}}})",
            "geom.statdim.props",
        ),
        _quantity("cone_generating", ("K", "t"), _generating, r"P_{{{K}}}({t})", "geom.iv.gen"),
        _quantity(
            "polar_generating",
            ("K", "t"),
            lambda K, t: _generating(_polar(K), t),
            r"P_{{{K}^\circ}}({t})",
            "geom.iv.gen",
        ),
        _quantity(
            "product_generating",
            ("K", "J", "t"),
            lambda K, J, t: _generating(product_of_cones(K, J), t),
            r"P_{{{K}\times{J}}}({t})",
            "geom.iv.gen",
        ),
        _quantity(
            "mean_projected_length",
            ("K",),
            None,
            r"\mathbb{{E}}\|\Pi_{{{K}}}g\|",
            "geom.statdim.width",
            _mean_length,
            _ball_mean_length,
        ),
    )
}


def operation_quantity(name: str) -> Any:
    """The SymPy head of a quantity of polars, products and lengths, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``OPERATION_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(operation_quantity("polar_mean"))
    'polar_mean'
    """
    if name not in OPERATION_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of cones; there are {', '.join(OPERATION_QUANTITIES)}")
    return OPERATION_QUANTITIES[name].symbol
