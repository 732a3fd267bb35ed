"""How far the law of the intrinsic volumes of a cone is from a normal law (dossier ``geom.kin.clt``); no ``eval``.

V takes the value k with the probability v_k. For rays, Weyl chambers and subspaces, their products and polars, the
generating polynomial has real roots: V is a sum of independent Bernoulli variables.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_volumes import ConeVolumes, cone_volumes, high_cone_volumes
from lqtheory.quantities.quantity import Quantity

__all__ = ["LAW_QUANTITIES", "chamber_product", "law_quantity"]


def chamber_product(rng: np.random.Generator, **_: Any) -> ConeVolumes:
    """Volumes of a product of rays, a Weyl chamber and a subspace, or of the polar of one; or of many rays.

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
    way = int(rng.integers(3))
    if way < 2:
        return (cone_volumes, high_cone_volumes)[way](rng)
    d = int(rng.integers(1, 65))
    return ConeVolumes(tuple(Fraction(math.comb(d, k), 2**d) for k in range(d + 1)))


def _moments(value: ConeVolumes) -> tuple[Any, Any]:
    mean = sum(k * v for k, v in enumerate(value.volumes))
    return mean, sum((k - mean) * (k - mean) * v for k, v in enumerate(value.volumes))


def _distance(value: ConeVolumes) -> float:
    mean, variance = (float(m) for m in _moments(value))
    found, below = 0.0, 0.0
    for k, v in enumerate(value.volumes):
        normal = 0.5 * math.erfc((mean - k) / math.sqrt(2.0 * variance))
        above = below + float(v)
        found = max(found, abs(above - normal), abs(below - normal))
        below = above
    return found


def _ball_distance(value: ConeVolumes) -> Any:
    mean, variance = _moments(value)
    scale, below, found = (2 * variance).sqrt(), balls.ball(0), []
    for k, v in enumerate(value.volumes):
        normal, above = ((mean - k) / scale).erfc() / 2, below + v
        found += [abs(above - normal), abs(below - normal)]
        below = above
    return balls.maximum(found)


#: Everything by name.
LAW_QUANTITIES: dict[str, Quantity] = {
    "normal_distance": Quantity(
        "normal_distance",
        ("K",),
        _distance,
        _ball_distance,
        r"\sup_x|P(V\leq\delta+x\sigma)-\Phi(x)|({K})",
        "geom.kin.clt",
        sign="nonnegative",
    )
}


def law_quantity(name: str) -> Any:
    """The SymPy head of a quantity of the law of volumes, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``LAW_QUANTITIES``.

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
    >>> str(law_quantity("normal_distance"))
    'normal_distance'
    """
    if name not in LAW_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of laws of volumes; there are {', '.join(LAW_QUANTITIES)}")
    return LAW_QUANTITIES[name].symbol
