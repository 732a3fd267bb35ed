"""Projections at extreme scales, of cones without rows or columns, and of points that ask for gradients."""

import numpy as np
import pytest
import torch

from lqtheory.cones import (
    Cone,
    circular,
    ellipsoid_cone,
    generated,
    group_descent,
    l1_descent,
    polyhedral,
    quadratic_cone,
    second_order,
)

HOMOGENEOUS = {
    "circular": circular(4, 0.5),
    "second order": second_order(4),
    "group": group_descent([1.0, 2.0, 0.0, 0.0], 2),
    "quadratic": quadratic_cone(np.diag([1.0, -1.0, -2.0, -3.0])),
    "ellipsoid": ellipsoid_cone([1.0, 2.0, 0.0, 3.0], [1.0, 1.0, 2.0, 1.0], 0.3),
    "polyhedral": polyhedral([[1.0, 2.0, -1.0, 0.5], [0.0, 1.0, 1.0, -2.0]]),
    "generated": generated([[1.0, 2.0], [0.0, 1.0], [1.0, 1.0], [2.0, -1.0]]),
    "l1": l1_descent([1, 0, 0, -1]),
    "product": circular(2, 0.5).product(second_order(2)),
}


@pytest.mark.parametrize("name", HOMOGENEOUS)
@pytest.mark.parametrize("kind", ["numpy", "torch"])
def test_projections_are_homogeneous_at_every_scale(name: str, kind: str) -> None:
    cone = HOMOGENEOUS[name]
    g = np.random.default_rng(0).standard_normal((12, cone.dimension))
    expected = cone.project(g)
    g[3] = 0.0
    expected[3] = 0.0
    powers = np.array([0, -1000, -700, 0, -515, 515, 700, 1000, 1020, 90, -90, 0])
    points = np.ldexp(g, powers[:, None])
    found = np.asarray(cone.project(torch.as_tensor(points) if kind == "torch" else points))
    np.testing.assert_allclose(np.ldexp(found, -powers[:, None]), expected, rtol=1e-13, atol=1e-14)
    tiny = np.asarray(cone.project(np.ldexp(g[0], -1040)))  # subnormal numbers, of 34 bits
    np.testing.assert_allclose(np.ldexp(np.ldexp(tiny, 540), 500), expected[0], atol=1e-8)


def test_no_inequality_is_the_whole_space() -> None:
    assert polyhedral(np.zeros((0, 3))).project([1.0, 2.0, 3.0]).tolist() == [1.0, 2.0, 3.0]


@pytest.mark.parametrize("cone", [polyhedral(np.eye(3)), generated(np.eye(3)), circular(3, 0.5)])
def test_points_that_ask_for_gradients_are_projected(cone: Cone) -> None:
    g = torch.tensor([1.0, -2.0, 3.0], dtype=torch.float64)
    found = cone.project(g.clone().requires_grad_(True))
    assert torch.equal(found.detach(), cone.project(g))
