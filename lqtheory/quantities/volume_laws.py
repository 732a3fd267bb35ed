"""How far the law of the intrinsic volumes of a cone is from a normal law (dossier ``geom.kin.clt``); no ``eval``.

V takes the value k with the probability v_k. For rays, Weyl chambers and subspaces, their products and polars, the
generating polynomial has real roots: V is a sum of independent Bernoulli variables. For a product of any cones it is a
sum of independent variables, one for each factor, of which each lies between 0 and the factor's dimension.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_volumes import ConeVolumes, cone_volumes, high_cone_volumes
from lqtheory.quantities.quantity import Quantity

__all__ = ["LAW_QUANTITIES", "ProductVolumes", "ball_product_volumes", "chamber_product", "law_quantity"]


@dataclass(frozen=True, eq=False)
class ProductVolumes(ConeVolumes):
    """Intrinsic volumes of a product of cones.

    Parameters
    ----------
    volumes : tuple of fractions.Fraction, or list of balls
        Those of the product.
    largest : int
        Largest dimension of a factor whose V is no sum of independent Bernoulli variables; 1 if there is none.
    """

    largest: int = 1

    def __repr__(self) -> str:
        return f"ProductVolumes({', '.join(map(str, self.volumes))}; {self.largest})"


def ball_product_volumes(value: ProductVolumes) -> ProductVolumes:
    """The same volumes in balls.

    Parameters
    ----------
    value : ProductVolumes
        Fractions.

    Returns
    -------
    ProductVolumes
    """
    return ProductVolumes([balls.ball(v) for v in value.volumes], value.largest)


def chamber_product(rng: np.random.Generator, **_: Any) -> ProductVolumes:
    """Volumes of a product of rays, a Weyl chamber and a subspace, or its polar; of many rays; of cones in R^3.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    ProductVolumes
    """
    way = int(rng.integers(4))
    if way < 2:
        return ProductVolumes((cone_volumes, high_cone_volumes)[way](rng).volumes)
    if way == 2:
        d = int(rng.integers(1, 65))
        return ProductVolumes(tuple(Fraction(math.comb(d, k), 2**d) for k in range(d + 1)))
    part = _cone_in_space(rng)
    volumes: tuple[Fraction, ...] = (Fraction(1),)
    for _factor in range(int(rng.integers(1, 17))):
        longer = [Fraction(0)] * (len(volumes) + 3)
        for i, v in enumerate(volumes):
            for k, w in enumerate(part):
                longer[i + k] += v * w
        volumes = tuple(longer)
    return ProductVolumes(volumes, 3)


def _cone_in_space(rng: np.random.Generator) -> tuple[Fraction, ...]:
    """Volumes of a cone in R^3: v_3 is a quarter of the area of its cap over π, v_2 of the perimeter.

    Every area and perimeter below 2π that keep to the isoperimetric inequality on the sphere, v_2² >= v_3 (1 - v_3),
    are those of a convex region; v_0 + v_2 = v_1 + v_3 = 1/2.
    """
    while True:
        area, perimeter = (Fraction(int(n), 64) for n in rng.integers(0, 33, 2))
        if 0 < perimeter and perimeter**2 >= area * (1 - area):
            return Fraction(1, 2) - perimeter, Fraction(1, 2) - area, perimeter, area


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
    ),
    "largest_factor": Quantity(
        "largest_factor",
        ("K",),
        lambda K: float(K.largest),
        lambda K: balls.ball(K.largest),
        "B({K})",
        "geom.kin.clt",
        sign="positive",
    ),
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
