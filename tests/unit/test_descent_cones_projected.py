"""Descent cones as values: projections against the conditions of optimality, and against each other."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lqtheory.cones import (
    Cone,
    circular,
    group_descent,
    half_space,
    l1_descent,
    linf_descent,
    lq_descent,
    meets_subspace,
    nonnegative_l1_descent,
    nuclear_descent,
    orthant,
    polyhedral,
    psd,
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
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.descent_norms import saturated_statistical_dimension
from lqtheory.quantities.descent_nuclear import nuclear_descent_share
from lqtheory.quantities.volume_operations import volume_mean

RNG = np.random.default_rng(20)
LOW_RANK = RNG.standard_normal((4, 2)) @ RNG.standard_normal((2, 5))
CONES = [
    weighted_l1_descent([1, 0, -2, 0, 0, 0], [1.0, 2.0, 0.5, 0.0, 3.0, 1e-3]),
    weighted_l1_descent([1, -1], [1.0, 2.0]),
    nonnegative_l1_descent([1, 0, 2, 0, 0]),
    nonnegative_l1_descent([1.0, 2.0]),
    linf_descent([2.0, -2.0, 1.0, 0.0]),
    group_descent([1.0, 2.0, 0, 0, 0, 0, -1.0, 0.5], 2),
    group_descent([1.0, 2.0, 3.0], 3),
    lq_descent([1.0, -2.0, 0.0], 3),
    l1_descent(np.r_[np.ones(30), np.zeros(470)]),
    nuclear_descent(LOW_RANK),
    nuclear_descent(np.eye(3)),
    nuclear_descent(np.ones((3, 1))),
    psd(1),
    psd(4),
    second_order(5),
    ray([1.0, -2.0, 2.0]),
    half_space([1.0, -2.0, 2.0]),
    span(RNG.standard_normal((5, 2))),
    span([[1.0, 2.0], [1.0, 2.0]]),
]


def rotation(d: int, seed: int = 0) -> np.ndarray:
    return np.linalg.qr(np.random.default_rng(seed).standard_normal((d, d)))[0]


def gaussian(cone: Cone, number: int = 40) -> np.ndarray:
    return np.random.default_rng(cone.dimension).standard_normal((2, number // 2, cone.dimension))


@pytest.mark.parametrize("cone", CONES, ids=lambda cone: cone.name)
def test_projections_satisfy_moreau_and_polar_energies_add_up(cone: Cone) -> None:
    g = gaussian(cone)
    p, q = cone.project(g), cone.polar().project(g)
    scale = (g * g).sum(-1)
    assert (np.abs((p * q).sum(-1)) / scale).max() <= 1e-13
    np.testing.assert_allclose((p * p).sum(-1) + (q * q).sum(-1), scale, rtol=1e-12)
    np.testing.assert_allclose(cone.project(p), p, atol=1e-12)
    np.testing.assert_allclose(cone.polar().project(q), q, atol=1e-12)
    np.testing.assert_allclose(cone.project(7.0 * g), 7.0 * p, atol=1e-12)
    members = cone.project(gaussian(cone)[0][::-1])
    assert (members @ q[0].T).max() <= 1e-12 * scale.max()


@pytest.mark.parametrize("cone", CONES, ids=lambda cone: cone.name)
def test_torch_single_rows_and_rotations_agree(cone: Cone) -> None:
    g = gaussian(cone)
    p, turn = cone.project(g), rotation(cone.dimension)
    t = cone.project(torch.as_tensor(g))
    assert isinstance(t, torch.Tensor)
    assert t.dtype == torch.float64
    np.testing.assert_allclose(t.numpy(), p, atol=1e-12)
    np.testing.assert_allclose(cone.project(g[0, 0]), p[0, 0], atol=1e-12)
    np.testing.assert_allclose(cone.rotated(turn).project(g @ turn.T), p @ turn.T, atol=1e-12)


def norms(name: str, x: np.ndarray, u: np.ndarray) -> float:
    """The directional derivative of a norm at x."""
    if name == "nuclear":
        left, _, right = np.linalg.svd(LOW_RANK)
        turned = left.T @ u.reshape(LOW_RANK.shape) @ right.T
        return float(np.trace(turned[:2, :2]) + np.linalg.norm(turned[2:, 2:], "nuc"))
    blocks, parts = x.reshape(-1, 2), u.reshape(-1, 2)
    sizes = np.linalg.norm(blocks, axis=1)
    inner = (blocks * parts).sum(1) / np.where(sizes > 0, sizes, 1)
    return float(np.where(sizes > 0, inner, np.linalg.norm(parts, axis=1)).sum())


def dual_residual(name: str, x: np.ndarray, z: np.ndarray) -> float:
    """How far z is from the multiples of the subdifferential at x."""
    if name == "nuclear":
        left, _, right = np.linalg.svd(LOW_RANK)
        turned = left.T @ z.reshape(LOW_RANK.shape) @ right.T
        tau = np.trace(turned[:2, :2]) / 2
        outside = [np.abs(turned[:2, :2] - tau * np.eye(2)).max(), np.abs(turned[:2, 2:]).max()]
        return float(max(*outside, np.abs(turned[2:, :2]).max(), np.linalg.norm(turned[2:, 2:], 2) - tau, -tau))
    blocks, parts = x.reshape(-1, 2), z.reshape(-1, 2)
    active = np.linalg.norm(blocks, axis=1) > 0
    unit = blocks[active] / np.linalg.norm(blocks[active], axis=1, keepdims=True)
    tau = (unit * parts[active]).sum() / active.sum()
    return float(
        max(np.abs(parts[active] - tau * unit).max(), np.linalg.norm(parts[~active], axis=1).max() - tau, -tau)
    )


@pytest.mark.parametrize(
    ("name", "cone", "x"),
    [
        ("nuclear", nuclear_descent(LOW_RANK), LOW_RANK.ravel()),
        ("group", group_descent([1.0, 2.0, 0, 0, 0, 0, -1.0, 0.5], 2), np.array([1.0, 2.0, 0, 0, 0, 0, -1.0, 0.5])),
    ],
)
def test_projections_are_optimal(name: str, cone: Cone, x: np.ndarray) -> None:
    for g in gaussian(cone).reshape(-1, cone.dimension):
        p = cone.project(g)
        assert norms(name, x, p) <= 1e-12
        assert dual_residual(name, x, g - p) <= 1e-12


def test_weighted_and_nonnegative_cones_are_those_of_their_inequalities() -> None:
    w, signs = np.array([1.0, 2.0, 0.5, 0.0, 3.0]), np.array([1.0, 0.0, -1.0, 0.0, 0.0])
    choices = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    rows = np.zeros((4, 5)) - w * signs
    rows[:, [1, 4]] = choices * w[[1, 4]]
    g = np.random.default_rng(0).standard_normal((50, 5))
    weighted = weighted_l1_descent(signs, w)
    np.testing.assert_allclose(weighted.project(g), polyhedral(rows).project(g), atol=1e-12)
    rows = np.vstack([-np.ones(4), np.eye(4)[1:3]])
    nonnegative = nonnegative_l1_descent([2.0, 0.0, 0.0, 1.0])
    g = g[:, :4]
    np.testing.assert_allclose(nonnegative.project(g), polyhedral(rows).project(g), atol=1e-12)


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), scale=st.sampled_from([1e-150, 1.0, 1e100]))
def test_all_norms_meet_in_the_l1_norm(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 30))
    x = rng.standard_normal(d) * (rng.random(d) < 0.4)
    x[0] = x[0] or 1.0
    g = scale * rng.standard_normal((5, d))
    expected = l1_descent(x).project(g)
    tolerance = 1e-13 * np.abs(g).max()
    np.testing.assert_allclose(weighted_l1_descent(x, np.ones(d)).project(g), expected, atol=tolerance)
    np.testing.assert_allclose(weighted_l1_descent(x, np.full(d, 7.0)).project(g), expected, atol=tolerance)
    np.testing.assert_allclose(group_descent(x, 1).project(g), expected, atol=tolerance)
    np.testing.assert_allclose(lq_descent(x, 1).project(g), expected, atol=tolerance)
    order = rng.permutation(d)
    np.testing.assert_allclose(l1_descent(x[order]).project(g[:, order]), expected[:, order], atol=tolerance)
    inside = nonnegative_l1_descent(np.abs(x)).project(g)
    assert ((inside * inside).sum(-1) <= (l1_descent(np.abs(x)).project(g) ** 2).sum(-1) * (1 + 1e-12)).all()


def test_ties_and_zeros() -> None:
    cone = weighted_l1_descent([1, 0, 0, 0], [1.0, 1.0, 1.0, 1.0])
    for g in ([0.0] * 4, [1.0] * 4, [-1.0] * 4, [0.0, 1.0, 1.0, 0.0], [5.0, 1.0, 1.0, 1.0]):
        np.testing.assert_allclose(cone.project(g), l1_descent([1, 0, 0, 0]).project(g), atol=1e-15)
        assert float(np.asarray(g) @ cone.project(g)) >= 0


def test_closed_forms() -> None:
    assert linf_descent([3.0] * 4 + [1.0] * 6).statistical_dimension().value == pytest.approx(
        saturated_statistical_dimension(10, 4), abs=1e-12
    )
    assert psd(3).statistical_dimension().value == 3.0
    assert ray([1.0, 1.0]).statistical_dimension().value == 0.5
    assert half_space([1.0, 1.0, 0.0]).statistical_dimension().value == 2.5
    assert second_order(7).statistical_dimension().value == pytest.approx(3.5, abs=1e-12)
    assert span([[1.0, 2.0], [1.0, 2.0]]).statistical_dimension().value == 1.0
    assert meets_subspace(half_space([0.0, 1.0, 0.0]), 2) == pytest.approx(1.0)
    np.testing.assert_allclose(lq_descent([1.0, -2.0, 0.0], 2).project([1.0, -2.0, 5.0]), [0.0, 0.0, 5.0], atol=1e-15)


@pytest.mark.parametrize(
    "cone",
    [
        weighted_l1_descent([1, 1, 1] + [0] * 17, [1.0, 1.0, 0.5] + [1.0] * 5 + [2.0] * 12),
        nonnegative_l1_descent([1.0] * 3 + [0.0] * 27),
        group_descent([1.0, 2.0, 3.0] + [0.0] * 27, 3),
        linf_descent([1.0] * 5 + [0.0] * 9),
        l1_descent([1.0] * 30 + [0.0] * 470),
        psd(5),
        second_order(9),
        half_space([1.0, 2.0]),
        orthant(3).product(nonnegative_l1_descent([1.0, 0.0, 0.0])),
    ],
    ids=lambda cone: cone.name,
)
def test_sampled_values_meet_the_closed_forms(cone: Cone) -> None:
    # Each interval holds with probability 1 - 1e-9.
    found = sampled_statistical_dimension(cone, rng=np.random.default_rng(3), samples=2000, confidence=1 - 1e-9)
    known = cone.statistical_dimension()
    assert found.low <= known.high
    assert known.low <= found.high
    assert known.low - 7 * found.standard_error <= found.value <= known.high + 7 * found.standard_error + 1e-12
    assert known.high - known.low <= 3.0 + 1e-9


def test_the_nuclear_cone_is_near_its_limit() -> None:
    cone = nuclear_descent(np.diag([1.0, 1.0, 1.0] + [0.0] * 21) @ np.eye(24, 30))
    found = sampled_statistical_dimension(cone, rng=np.random.default_rng(4), samples=300, confidence=1 - 1e-9)
    # The dossier's own simulation of this cone: 277.75 with a standard error of 0.68.
    assert abs(found.value - 277.75) <= 7 * math.hypot(0.68, found.standard_error)
    assert abs(found.value - 24 * 30 * nuclear_descent_share(3 / 24, 24 / 30)) <= 7 * found.standard_error + 3.0
    known = cone.statistical_dimension()
    assert known.low <= 277.75 + 7 * 0.68
    assert 277.75 - 7 * 0.68 <= known.high <= 277.75 + 10  # the upper end is the close one


def test_coordinates_of_symmetric_matrices() -> None:
    A = np.random.default_rng(0).standard_normal((3, 4, 4))
    A = A + A.transpose(0, 2, 1)
    v = symmetric_vector(A)
    np.testing.assert_allclose(np.linalg.norm(v, axis=-1), np.linalg.norm(A, axis=(1, 2)))
    np.testing.assert_allclose(symmetric_matrix(v), A)
    g = np.random.default_rng(1).standard_normal((20, 10))
    values = np.linalg.eigvalsh(symmetric_matrix(psd(4).project(g)))
    assert values.min() >= -1e-14


def test_volumes_of_named_cones_have_their_mean() -> None:
    cones = (linf_descent([1.0, 1.0, 0.0]), ray([1.0, 2.0]), half_space([1.0, 2.0]), span(np.eye(3)[:, :2]))
    for cone in cones:
        assert volume_mean(cone.intrinsic_volumes()) == pytest.approx(cone.statistical_dimension().value)
        assert cone.face_dimension is not None
        faces = np.asarray(cone.face_dimension(gaussian(cone, 400)))
        assert set(np.unique(faces)) == set(np.flatnonzero(cone.intrinsic_volumes() > 0))


@pytest.mark.parametrize(
    "cone",
    [
        l1_descent([1.0, 0.0, -1.0, 0.0, 0.0, 0.0]),
        l1_descent([1.0, 1.0]),
        linf_descent([1.0, 1.0, 0.0]),
        weyl_chamber("A", 4),
        weyl_chamber("BC", 4),
        l1_descent([1.0, 0.0, 0.0]).polar().product(orthant(2)),
    ],
    ids=lambda cone: cone.name,
)
def test_faces_are_met_as_often_as_the_intrinsic_volumes_say(cone: Cone) -> None:
    # All intervals hold together with probability 1 - 1e-9.
    found = sampled_intrinsic_volumes(cone, rng=np.random.default_rng(6), samples=3000, confidence=1 - 1e-9)
    for share, exact in zip(found, cone.intrinsic_volumes(), strict=True):
        assert share.low <= exact + 1e-12
        assert exact - 1e-12 <= share.high


def test_faces_of_weighted_and_nonnegative_cones_have_the_mean_of_their_energies() -> None:
    rng = np.random.default_rng(7)
    for cone in (
        weighted_l1_descent([1, 0, 0, -1, 0, 0], [1.0, 2.0, 0.5, 0.3, 0.0, 1.0]),
        nonnegative_l1_descent([1.0, 0.0, 0.0, 2.0, 0.0]),
    ):
        assert cone.face_dimension is not None
        g = rng.standard_normal((20000, cone.dimension))
        p = cone.project(g)
        faces, energies = np.asarray(cone.face_dimension(g)), (p * p).sum(-1)
        gap = faces - energies  # of mean zero: given the face, the energy is chi-squared with its dimension
        assert abs(gap.mean()) <= 7 * gap.std() / math.sqrt(len(gap))


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: lq_descent([1.0, 0.0], 0.5), DomainError, r"q=0.5 is outside \[1, inf\] .* no convex cone"),
        (lambda: lq_descent([1.0, 0.0], 0), DomainError, "sparsest solution"),
        (lambda: lq_descent([1.0, 0.0], math.nan), DomainError, "q=nan"),
        (lambda: lq_descent([0.0, 0.0], 2), DomainError, "x is zero"),
        (lambda: weighted_l1_descent([1, 0], [0.0, 1.0]), DomainError, r"weights has the entries 0 on the support"),
        (lambda: weighted_l1_descent([1, 0], [1.0, -1.0]), DomainError, r"-1 anywhere .* >= 0 off it"),
        (lambda: weighted_l1_descent([1, 0], [1.0]), ShapeError, "two vectors alike"),
        (lambda: nonnegative_l1_descent([1.0, -1.0]), DomainError, "negative entry -1"),
        (lambda: group_descent([1.0, 2.0, 3.0], 2), ShapeError, "multiple of b"),
        (lambda: group_descent([1.0, 2.0], 0), DomainError, "b=0 is outside"),
        (lambda: group_descent([1.0, 2.0], 1.0), InputTypeError, "b must be an integer"),
        (lambda: nuclear_descent([[0.0]]), DomainError, "X is zero"),
        (lambda: nuclear_descent([1.0]), ShapeError, "give a matrix"),
        (lambda: nuclear_descent(np.eye(2), rank=3), DomainError, "rank=3 is outside"),
        (lambda: psd(0), DomainError, "n=0 is outside"),
        (lambda: second_order(0), DomainError, "d=0 is outside"),
        (lambda: ray([0.0, 0.0]), DomainError, "direction is zero"),
        (lambda: half_space([[1.0]]), ShapeError, "give one vector"),
        (lambda: span([1.0]), ShapeError, "give a matrix"),
        (lambda: symmetric_matrix([1.0, 2.0]), ShapeError, r"n \(n \+ 1\)/2"),
        (lambda: symmetric_vector([[1.0, 2.0]]), ShapeError, "square matrices"),
        (lambda: orthant(2).rotated([[1.0, 1.0], [0.0, 1.0]]), DomainError, "not orthogonal"),
        (lambda: orthant(2).rotated(np.eye(3)), ShapeError, "2 rows and columns"),
        (lambda: linf_descent([math.inf, 1.0]), DomainError, "must be finite"),
        (lambda: l1_descent([True, False]), InputTypeError, "real array"),
        (lambda: circular(3, -0.1), DomainError, r"alpha=-0.1 is outside \[0, pi/2\]"),
        (lambda: subspace(3, 4), DomainError, "n=4 is outside"),
    ],
)
def test_errors_say_what_is_wrong(call, error, text) -> None:
    with pytest.raises(error, match=text):
        call()
