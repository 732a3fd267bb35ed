"""The exact projection onto sublevel cones against its enclosure in balls, in every case of the algorithm."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.cones import ellipsoid_cone
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.projections import ball_sublevel_projection

SPECTRA = {
    "isotropic": np.ones(12),
    "power law": np.arange(1.0, 13.0) ** -1.5,
    "outliers": np.array([100.0, 30.0, 10.0, *np.full(9, 0.1)]),
    "wide": 10.0 ** -np.arange(12.0) * 2.0**3,
    "flat directions": np.array([2.0, 1.0, 0.5, 0.25, 0.0, 0.0]),
}


@pytest.mark.parametrize("name", list(SPECTRA))
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_projections_lie_in_their_balls(name: str, share: float, rng: np.random.Generator) -> None:
    eigenvalues = SPECTRA[name]
    y = rng.standard_normal(eigenvalues.size)
    epsilon = 0.5 * share * float(eigenvalues @ y**2)
    cone = ellipsoid_cone(eigenvalues, y, epsilon)
    toward = eigenvalues * y
    for shift in (0.0, 0.3, -0.3, 3.0, -3.0):
        g = rng.standard_normal(eigenvalues.size) + shift * toward / np.linalg.norm(toward)
        with balls.precision(240):
            enclosed = ball_sublevel_projection(eigenvalues.tolist(), y.tolist(), epsilon, g.tolist())
        assert max(float(v.rad()) for v in enclosed) < 1e-30
        found = cone.project(g)
        condition = eigenvalues.max() / eigenvalues[eigenvalues > 0].min()
        error = max(abs(float(v.mid()) - x) for v, x in zip(enclosed, found, strict=True))
        assert error < 1e-15 * (100 + 10 * condition) * np.linalg.norm(g)


def test_all_cases_occur() -> None:
    """Inside, polar, and boundary points with the first coordinate of either sign."""
    omega, y, epsilon = [1.0, 2.0], [2.0, 1.0], 0.5
    assert ball_sublevel_projection(omega, y, epsilon, [2.0, 1.0])[0] == 2
    assert all(v == 0 for v in ball_sublevel_projection(omega, y, epsilon, [-2.0, -2.0]))
    for g in ([1.0, -3.0], [-1.5, 1.5]):
        with balls.precision(150):
            x = ball_sublevel_projection(omega, y, epsilon, g)
            assert abs(sum(v * (v - w) for v, w in zip(x, g, strict=True))) < 1e-25
        np.testing.assert_allclose([float(v) for v in x], ellipsoid_cone(omega, y, epsilon).project(g), atol=1e-14)


def test_a_boundary_point_is_not_decided() -> None:
    with pytest.raises(DomainError, match="not seen to lie inside or outside"):
        ball_sublevel_projection([1.0, 1.0], [1.0, 0.0], 0.25, [1.0, 1.0])
