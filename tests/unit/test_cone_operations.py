"""Polars, products and mean lengths of small cones: fractions against floats and balls, and values known by heart."""

import math
from fractions import Fraction

import numpy as np
import pytest

from lqtheory.balls import precision
from lqtheory.errors import DomainError
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.cone_operations import (
    OPERATION_QUANTITIES,
    operation_quantity,
    product_of_cones,
    self_dual_volumes,
)
from lqtheory.quantities.cone_volumes import ConeVolumes, ball_cone_volumes, cone_volumes
from lqtheory.quantities.volume_operations import product_volumes

HALF = Fraction(1, 2)
RAY = ConeVolumes((HALF, HALF))


def value(name: str, *arguments: object) -> float:
    return float(OPERATION_QUANTITIES[name](*arguments))


def test_products_are_those_of_floats(rng: np.random.Generator) -> None:
    for _ in range(20):
        v, w = cone_volumes(rng), cone_volumes(rng)
        exact = product_of_cones(v, w)
        assert sum(exact.volumes) == 1
        floats = product_volumes([float(x) for x in v.volumes], [float(x) for x in w.volumes])
        assert [float(x) for x in exact.volumes] == pytest.approx(floats, rel=1e-12)


def test_values_of_a_ray() -> None:
    assert value("polar_mean", RAY) == 0.5
    assert value("product_mean", RAY, RAY) == 1.0
    assert (value("mean_with_subspace", RAY, 0), value("mean_with_subspace", RAY, 3)) == (0.5, 3.5)
    assert value("cone_generating", RAY, 3.0) == value("polar_generating", RAY, 3.0) == 2.0
    assert value("product_generating", RAY, RAY, 3.0) == 4.0
    assert value("mean_projected_length", RAY) == pytest.approx(chi_mean(1) / 2, rel=1e-15)
    assert value("mean_projected_length", ConeVolumes((Fraction(1),))) == 0.0


def test_floats_lie_in_balls(rng: np.random.Generator) -> None:
    more = {"K": None, "J": None, "m": 2, "t": 0.75}
    for name, quantity in OPERATION_QUANTITIES.items():
        cones = {letter: cone_volumes(rng) for letter in "KJ"}
        arguments = [cones.get(letter, more[letter]) for letter in quantity.arguments]
        with precision(120):
            from lqtheory.balls import ball

            twins = [ball_cone_volumes(a) if isinstance(a, ConeVolumes) else a for a in arguments]
            twins = [ball(a) if isinstance(a, float) else a for a in twins]
            exact = quantity.ball(*twins)  # type: ignore[misc]
            assert abs(ball(quantity(*arguments)) - exact) <= 1e-13 * abs(exact), name


def test_self_dual_volumes_are_symmetric(rng: np.random.Generator) -> None:
    sizes = set()
    for _ in range(40):
        volumes = self_dual_volumes(rng).volumes
        assert tuple(volumes) == tuple(volumes)[::-1]
        assert sum(volumes) == 1
        sizes.add(len(volumes))
    assert len(sizes) > 5


def test_mean_length_is_that_of_samples(rng: np.random.Generator) -> None:
    """Orthant of R^3; five standard errors of 20 000 draws."""
    lengths = np.linalg.norm(np.maximum(rng.standard_normal((20_000, 3)), 0.0), axis=1)
    exact = value("mean_projected_length", product_of_cones(RAY, product_of_cones(RAY, RAY)))
    assert abs(lengths.mean() - exact) < 5 * lengths.std() / math.sqrt(lengths.size)


def test_unknown_quantities_are_named() -> None:
    with pytest.raises(DomainError, match="there is no quantity 'nothing' of cones; there are polar_mean"):
        operation_quantity("nothing")
