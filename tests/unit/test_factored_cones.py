"""Products of cones whose volumes and energies are known separately: floats against balls, and against samples."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.cones import circular, orthant, subspace
from lqtheory.errors import DomainError
from lqtheory.quantities.factored_cones import (
    FACTORED_QUANTITIES,
    FactoredCone,
    ball_factored_cone,
    factored_cone,
    factored_quantity,
)


@pytest.mark.parametrize("name", sorted(FACTORED_QUANTITIES))
def test_floats_lie_in_their_balls(name: str, rng: np.random.Generator) -> None:
    quantity = FACTORED_QUANTITIES[name]
    for _ in range(12):
        cone = factored_cone(rng)
        with balls.precision(90):
            ball = quantity.ball(ball_factored_cone(cone))
        assert float(ball.rad()) < 1e-20
        assert quantity.array(cone) == pytest.approx(float(ball.mid()), abs=1e-11)


@pytest.mark.parametrize("polar", [False, True])
def test_samples_have_the_moments(polar: bool) -> None:
    """Mean and variance of the energy within five standard errors."""
    cone = circular(3, 0.75).product(orthant(2)).product(subspace(2, 1))
    cone = cone.polar() if polar else cone
    C = FactoredCone((("circular", 3, 0.75), ("orthant", 2, 0.0), ("subspace", 2, 1.0)), polar)
    energies = (cone.project(np.random.default_rng(5).standard_normal((200_000, 7))) ** 2).sum(axis=1)
    mean, variance = (FACTORED_QUANTITIES[f"factored_{word}"].array(C) for word in ("energy", "energy_variance"))
    assert abs(energies.mean() - mean) < 5 * energies.std() / 200_000**0.5
    squares = (energies - mean) ** 2
    assert abs(squares.mean() - variance) < 5 * squares.std() / 200_000**0.5
    assert FACTORED_QUANTITIES["factored_volume_mean"].array(C) == pytest.approx(
        cone.statistical_dimension().value, abs=1e-12
    )


def test_unknown_quantities_are_refused() -> None:
    with pytest.raises(DomainError, match="no quantity 'x'"):
        factored_quantity("x")
