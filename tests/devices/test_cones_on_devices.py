"""Cones on every device: projections, faces and samples are those of the CPU, and points stay where they are."""

import numpy as np
import pytest
import torch

from lqtheory.cones import (
    circular,
    ellipsoid_cone,
    generated,
    group_descent,
    half_space,
    l1_descent,
    linf_descent,
    nonnegative_l1_descent,
    nuclear_descent,
    orthant,
    polyhedral,
    psd,
    quadratic_cone,
    ray,
    sampled_intrinsic_volumes,
    sampled_statistical_dimension,
    second_order,
    span,
    subspace,
    symmetric_matrix,
    symmetric_vector,
    weighted_l1_descent,
    weyl_chamber,
)

RNG = np.random.default_rng(0)
SIGNS = [1, 0, -1, 0, 0, 1]
CONES = [
    subspace(6, 2),
    span(RNG.standard_normal((6, 2))),
    orthant(6),
    ray(np.arange(1.0, 7.0)),
    half_space(np.arange(1.0, 7.0)),
    circular(6, 0.5),
    second_order(6),
    weyl_chamber("A", 6),
    weyl_chamber("D", 6),
    l1_descent(SIGNS),
    weighted_l1_descent(SIGNS, [1.0, 2.0, 0.5, 0.0, 1.0, 1.0]),
    nonnegative_l1_descent([1, 0, 2, 0, 0, 0]),
    linf_descent([1.0, -1.0, 0.5, 0.0, 0.0, 1.0]),
    group_descent([1.0, 2.0, 0, 0, 0, 0], 2),
    nuclear_descent([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]),
    psd(3),
    generated(RNG.standard_normal((6, 4))),
    polyhedral(RNG.standard_normal((3, 6))),
    quadratic_cone(np.diag([1.0, -1.0, -2.0, -0.5, -1.0, -3.0])),
    ellipsoid_cone([4.0, 2.0, 1.0, 1.0, 0.5, 0.0], [1.0, 1.0, 1.0, 1.0, 1.0, 5.0], 0.3),
    ellipsoid_cone([4.0, 2.0, 1.0, 1.0, 0.5, 0.0], [1.0, 1.0, 1.0, 1.0, 1.0, 5.0], 0.0),
    orthant(2).product(circular(4, 0.7)).polar(),
    orthant(6).rotated(np.linalg.qr(RNG.standard_normal((6, 6)))[0]),
]


@pytest.mark.parametrize("cone", CONES, ids=lambda cone: cone.name)
def test_projections_are_those_of_the_cpu(cone, device):
    g = torch.as_tensor(np.random.default_rng(1).standard_normal((2, 10, 6)))
    there = cone.project(device.put(g))
    assert device.has(there)
    assert there.dtype == torch.float64
    torch.testing.assert_close(there.cpu(), cone.project(g), rtol=0, atol=1e-12)
    single = cone.project(device.put(g[0, 0].to(torch.float32)))
    assert device.has(single)
    assert single.dtype == torch.float64
    if cone.face_dimension is not None:
        faces = cone.face_dimension(device.put(g))
        faces = faces.cpu() if isinstance(faces, torch.Tensor) else faces
        np.testing.assert_array_equal(np.asarray(faces), np.asarray(cone.face_dimension(g)))


def test_compressed_sums_are_those_of_the_cpu(device):
    d = (1 << 15) + 1
    cone = ellipsoid_cone(np.arange(1, d + 1) ** -1.5, np.ones(d), 0.05)
    g = torch.as_tensor(np.random.default_rng(1).standard_normal((3, d)))
    there = cone.project(device.put(g))
    assert device.has(there)
    torch.testing.assert_close(there.cpu(), cone.project(g), rtol=0, atol=1e-11)


def test_samples_are_those_of_the_cpu(device):
    cone = l1_descent(SIGNS)
    here = sampled_statistical_dimension(cone, rng=np.random.default_rng(2), samples=200)
    there = sampled_statistical_dimension(
        cone, rng=np.random.default_rng(2), samples=200, convert=lambda g: device.put(torch.as_tensor(g))
    )
    assert there.value == pytest.approx(here.value, abs=1e-12)
    assert sum(v.value for v in sampled_intrinsic_volumes(orthant(3), rng=np.random.default_rng(2))) == pytest.approx(1)


def test_coordinates_of_symmetric_matrices_stay_where_they_are(device):
    A = torch.eye(3, dtype=torch.float64) + 1.0
    v = symmetric_vector(device.put(A))
    assert device.has(v)
    torch.testing.assert_close(symmetric_matrix(v).cpu(), A)
