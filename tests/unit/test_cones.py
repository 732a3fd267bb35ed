"""Cones as values: projections against brute force and Moreau's decomposition, volumes, polars, products, sampling."""

import math
import sys

import numpy as np
import pytest
import scipy.optimize
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lqtheory.cones import (
    Cone,
    Estimate,
    circular,
    ellipsoid_cone,
    generated,
    l1_descent,
    meets_cone,
    meets_cone_bounds,
    meets_subspace,
    meets_subspace_bounds,
    orthant,
    polyhedral,
    quadratic_cone,
    sampled_intrinsic_volumes,
    sampled_statistical_dimension,
    sampled_variance,
    subspace,
    weyl_chamber,
)
from lqtheory.cones.lineality import lineality
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.quantities.block_excesses import block_excess, block_excess_square
from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.ellipsoid_cones import (
    local_width,
    quadratic_cone_second_order,
    quadratic_cone_variance,
    quadratic_cone_width,
)
from lqtheory.quantities.planted_regression import marchenko_pastur_share
from lqtheory.quantities.volume_operations import generating_value

CHAMBERS = {
    "A": lambda d: np.diff(np.eye(d), axis=0),
    "BC": lambda d: np.vstack([np.eye(d)[:1], np.diff(np.eye(d), axis=0)]),
    "D": lambda d: np.vstack([np.eye(d)[0] + np.eye(d)[1], np.diff(np.eye(d), axis=0)]),
}


def descent_inequalities(signs: list[int]) -> np.ndarray:
    """All rows -(e + ...) of the l1 descent cone: every choice of signs off the support."""
    off = [i for i, s in enumerate(signs) if s == 0]
    rows = []
    for choice in range(2 ** len(off)):
        row = -np.array(signs, dtype=float)
        for bit, i in enumerate(off):
            row[i] = 1.0 if choice >> bit & 1 else -1.0
        rows.append(row)
    return np.array(rows)


POLYHEDRAL = [
    (orthant(5), np.eye(5)),
    *((weyl_chamber(family, 5), rows(5)) for family, rows in CHAMBERS.items()),
    (l1_descent([1, 0, -2, 0, 0]), descent_inequalities([1, 0, -1, 0, 0])),
    (l1_descent([0, 0, 0, 0, 3]), descent_inequalities([0, 0, 0, 0, 1])),
]
SPECTRUM = np.arange(1, 31) ** -1.5
CONES = [
    subspace(6, 2),
    *(cone for cone, _ in POLYHEDRAL),
    circular(5, 0.3),
    circular(4, 0.0),
    circular(4, math.pi / 2),
    circular(1, 0.7),
    generated(np.random.default_rng(3).standard_normal((4, 7))),
    polyhedral(np.random.default_rng(4).standard_normal((3, 5))),
    ellipsoid_cone(SPECTRUM, np.full(30, 0.6), 0.05),
    ellipsoid_cone(np.r_[0.0, 0.0, SPECTRUM], np.full(32, 2.0), 0.01),
    ellipsoid_cone(SPECTRUM, np.full(30, 0.6), 0.0),
    ellipsoid_cone(SPECTRUM, np.full(30, 0.6), 9.0),
    ellipsoid_cone([1.0, 0.0, 1.0], [1.0, 5.0, 1.0], 1.0),
    ellipsoid_cone([0.0, 1.0], [3.0, 0.0], 0.0),
    orthant(2).product(circular(3, 1.0)).polar(),
]


def gaussian(cone: Cone, number: int = 40) -> np.ndarray:
    return np.random.default_rng(cone.dimension).standard_normal((2, number // 2, cone.dimension))


@pytest.mark.parametrize("cone", CONES, ids=lambda cone: cone.name)
def test_projections_satisfy_moreau_and_are_idempotent(cone: Cone) -> None:
    g = gaussian(cone)
    p, q = cone.project(g), cone.polar().project(g)
    scale = (g * g).sum(-1)
    assert np.abs((p * q).sum(-1)).max() <= 1e-13 * scale.max()
    np.testing.assert_allclose(p + q, g, atol=1e-13)
    np.testing.assert_allclose(cone.project(p), p, atol=1e-9)
    np.testing.assert_allclose(cone.project(q), 0.0, atol=1e-7)
    np.testing.assert_allclose(cone.project(3.0 * g), 3.0 * p, atol=1e-9)
    # <x - p, g - p> <= 0 for every x of the cone
    members = cone.project(gaussian(cone)[0][::-1])
    assert (members @ q[0].T).max() <= 1e-9 * scale.max()


@pytest.mark.parametrize("cone", CONES, ids=lambda cone: cone.name)
def test_torch_and_single_rows_agree_with_batches(cone: Cone) -> None:
    g = gaussian(cone)
    p = cone.project(g)
    t = cone.project(torch.as_tensor(g))
    assert isinstance(t, torch.Tensor)
    assert t.dtype == torch.float64
    np.testing.assert_allclose(t.numpy(), p, atol=1e-12)
    np.testing.assert_allclose(cone.project(g[0, 0]), p[0, 0], atol=1e-12)


@pytest.mark.parametrize(("cone", "rows"), POLYHEDRAL, ids=lambda value: getattr(value, "name", ""))
def test_named_projections_are_those_of_their_inequalities(cone: Cone, rows: np.ndarray) -> None:
    g = gaussian(cone)
    np.testing.assert_allclose(cone.project(g), polyhedral(rows).project(g), atol=1e-12)


def test_circular_cone_is_an_ellipsoid_cone() -> None:
    # seen from distance R, a ball of radius r fills the angle arcsin(r/R)
    center = np.array([2.0, 0.0, 0.0, 0.0])
    round_cone, other = ellipsoid_cone(np.ones(4), center, 0.5), circular(4, math.asin(0.5))
    g = gaussian(other, 200)
    np.testing.assert_allclose(round_cone.project(g), other.project(g), atol=1e-13)
    known = round_cone.statistical_dimension()
    assert known.low < other.statistical_dimension().value < known.high


def test_flat_directions_are_free() -> None:
    with_flat = ellipsoid_cone([0.0, 1.0, 2.0], [7.0, 1.0, 1.0], 0.3)
    without = ellipsoid_cone([1.0, 2.0], [1.0, 1.0], 0.3)
    g = gaussian(with_flat)
    np.testing.assert_allclose(with_flat.project(g)[..., 0], g[..., 0])
    np.testing.assert_allclose(with_flat.project(g)[..., 1:], without.project(g[..., 1:]), atol=1e-14)
    assert with_flat.statistical_dimension().low == pytest.approx(without.statistical_dimension().low + 1)


def test_special_sublevel_sets() -> None:
    assert ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 1.0).statistical_dimension() == Estimate.exact(1.5)
    assert ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 2.0).statistical_dimension() == Estimate.exact(2.0)
    assert ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 0.0).statistical_dimension() == Estimate.exact(0.5)
    assert ellipsoid_cone([0.0, 1.0], [1.0, 0.0], 0.0).statistical_dimension() == Estimate.exact(1.0)


def test_projection_of_a_million_directions_reads_the_data_less_than_twenty_times() -> None:
    d = 200_000
    cone = ellipsoid_cone(np.arange(1, d + 1) ** -1.5, np.full(d, 1.0), 0.05)
    g = np.random.default_rng(0).standard_normal((1, d))
    p = cone.project(g)
    assert abs(float((p * (g - p)).sum())) <= 1e-10 * d
    assert cone.projection.count[0] < 20  # type: ignore[union-attr]


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), spread=st.sampled_from([0.1, 2.0, 5.0]), distance=st.floats(-8, 5))
def test_ellipsoid_projections_are_optimal(seed: int, spread: float, distance: float) -> None:
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 30))
    lam, y = np.exp(rng.uniform(-spread, spread, d)), rng.standard_normal(d) + 0.1
    epsilon = 0.5 * float(lam @ y**2) / (1 + math.exp(distance)) ** 2
    g = rng.standard_normal((20, d))
    p = ellipsoid_cone(lam, y, epsilon).project(g)
    excess = float(lam @ y**2) - 2 * epsilon
    tolerance = 1e-9 * np.abs(g).max()
    assert np.abs((p * (g - p)).sum(-1)).max() <= tolerance * d
    inside = p @ (lam * y) - np.sqrt(excess) * np.sqrt(p**2 @ lam)
    assert inside.min() >= -tolerance * np.abs(lam * y).sum()
    dual = (p - g) @ y - math.sqrt(2 * epsilon) * np.sqrt((p - g) ** 2 @ (1 / lam))
    assert dual.min() >= -tolerance * (np.abs(y).sum() + np.sqrt((1 / lam).sum()))


def test_volumes_of_polars_and_products() -> None:
    cone = circular(4, 0.5).product(orthant(2))
    v = cone.intrinsic_volumes()
    assert v.sum() == pytest.approx(1.0, abs=1e-14)
    np.testing.assert_allclose(cone.polar().intrinsic_volumes(), v[::-1])
    assert cone.statistical_dimension().value + cone.polar().statistical_dimension().value == pytest.approx(6.0)
    with_ellipsoid = ellipsoid_cone([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.3).product(orthant(4)).statistical_dimension()
    assert with_ellipsoid.kind == "enclosed"
    assert with_ellipsoid.high - with_ellipsoid.low == pytest.approx(1.0)


def test_exact_kinematics_of_cones() -> None:
    assert meets_subspace(orthant(10), 7) == 0.08984375
    assert meets_subspace(subspace(5, 3), 2) == 1.0
    assert meets_subspace(subspace(5, 3), 3) == 0.0
    assert meets_cone(subspace(5, 3), subspace(5, 2)) == 0.0
    assert meets_cone(subspace(5, 3), subspace(5, 3)) == 1.0
    assert meets_cone(orthant(10), subspace(10, 5)) == pytest.approx(0.5)
    # two circular cones in the plane of angles a and b meet with probability (a + b)/pi
    assert meets_cone(circular(2, 0.3), circular(2, 0.5)) == pytest.approx(0.8 / math.pi)
    with pytest.raises(ShapeError, match="two cones of one space"):
        meets_cone(orthant(3), orthant(4))


def test_bounds_of_kinematics_hold_the_exact_probabilities() -> None:
    for cone in (orthant(20), circular(15, 0.4), l1_descent([1.0] * 3 + [0.0] * 17), weyl_chamber("A", 12)):
        for m in range(cone.dimension + 1):
            low, high = meets_subspace_bounds(cone, m)
            assert low - 1e-12 <= meets_subspace(cone, m) <= high + 1e-12
    cone = polyhedral(np.eye(20))
    sampled = sampled_statistical_dimension(cone, rng=np.random.default_rng(0), samples=500, confidence=1 - 1e-9)
    low, high = meets_subspace_bounds(cone, 16, sampled)
    assert 0 <= low <= meets_subspace(orthant(20), 16) <= high < 1
    with pytest.raises(UnsupportedError, match="use sampled_statistical_dimension"):
        meets_subspace_bounds(cone, 16)
    with pytest.raises(DomainError, match="is a subspace"):
        meets_subspace_bounds(subspace(3, 1), 1)


def test_bounds_for_two_cones_hold_the_exact_probabilities_and_agree_with_those_for_subspaces() -> None:
    cones = (orthant(20), circular(20, 0.4), circular(20, 1.3), l1_descent([1.0] * 3 + [0.0] * 17), subspace(20, 7))
    for first in cones:
        for second in cones[:-1]:
            low, high = meets_cone_bounds(first, second)
            assert low - 1e-12 <= meets_cone(first, second) <= high + 1e-12
            assert (low, high) == meets_cone_bounds(second, first)
    low, high = meets_cone_bounds(circular(20, 0.2), circular(20, 0.3))
    assert low == 0
    assert 0 < high < 0.2
    low, high = meets_cone_bounds(circular(20, 1.4), circular(20, 1.3))
    assert high == 1
    assert 0.9 < low < 1
    cone = polyhedral(np.eye(20))
    sampled = sampled_statistical_dimension(cone, rng=np.random.default_rng(0), samples=500, confidence=1 - 1e-9)
    thin = circular(20, 0.2)
    low, high = meets_cone_bounds(cone, thin, (sampled, thin.statistical_dimension()))
    assert 0 <= low <= meets_cone(orthant(20), thin) <= high < 1
    with pytest.raises(UnsupportedError, match="use sampled_statistical_dimension"):
        meets_cone_bounds(cone, thin)
    with pytest.raises(DomainError, match="are subspaces"):
        meets_cone_bounds(subspace(3, 1), subspace(3, 2))
    with pytest.raises(ShapeError, match="two cones of one space"):
        meets_cone_bounds(orthant(3), orthant(4))


@pytest.mark.parametrize(
    "cone", [orthant(12), circular(8, 0.6), weyl_chamber("BC", 6), subspace(5, 2)], ids=lambda cone: cone.name
)
def test_sampled_values_contain_the_exact_ones(cone: Cone) -> None:
    # Each interval holds with probability 1 - 1e-9.
    found = sampled_statistical_dimension(cone, rng=np.random.default_rng(1), samples=2000, confidence=1 - 1e-9)
    exact = cone.statistical_dimension().value
    assert found.low <= exact <= found.high
    assert abs(found.value - exact) <= 7 * found.standard_error + 1e-12
    torch_found = sampled_statistical_dimension(
        cone, rng=np.random.default_rng(1), samples=2000, confidence=1 - 1e-9, convert=torch.as_tensor
    )
    assert torch_found.value == pytest.approx(found.value, abs=1e-9)


def test_sampled_variance_and_volumes() -> None:
    found = sampled_variance(orthant(12), rng=np.random.default_rng(1), samples=4000)
    assert abs(found.value - 3.0) <= 7 * found.standard_error
    cone = polyhedral(CHAMBERS["A"](4))
    shares = sampled_intrinsic_volumes(cone, rng=np.random.default_rng(2), samples=2000, confidence=1 - 1e-9)
    exact = weyl_chamber("A", 4).intrinsic_volumes()
    assert all(s.low <= v <= s.high for s, v in zip(shares, exact, strict=True))
    assert shares[0].value == 0.0
    both = sampled_intrinsic_volumes(orthant(2).product(cone).polar(), rng=np.random.default_rng(2), samples=200)
    assert sum(s.value for s in both) == pytest.approx(1.0)


def test_the_sampled_interval_can_fail() -> None:
    # With little confidence the interval is narrow enough to miss now and then: it is not vacuous.
    cone = orthant(40)
    seeds = range(100)
    found = [
        sampled_statistical_dimension(cone, rng=np.random.default_rng(s), samples=50, confidence=0.05) for s in seeds
    ]
    missed = sum(not f.low <= 20 <= f.high for f in found)
    assert 0 < missed < 95


def test_errors_say_what_is_wrong() -> None:
    with pytest.raises(ShapeError, match=r"g has 2 entries along its last axis, not 3 \(orthant of dimension 3\)"):
        orthant(3).project([1.0, 2.0])
    with pytest.raises(DomainError, match="must be finite"):
        orthant(2).project([1.0, float("nan")])
    with pytest.raises(DomainError, match=r"alpha=2.0 is outside \[0, pi/2\] .* not convex"):
        circular(3, 2.0)
    with pytest.raises(DomainError, match="signs is zero"):
        l1_descent([0.0, 0.0])
    with pytest.raises(ShapeError, match=r"signs has shape \(1, 2\)"):
        l1_descent([[1.0, 0.0]])
    with pytest.raises(ShapeError, match="give a matrix"):
        polyhedral([1.0, 2.0])
    with pytest.raises(DomainError, match=r"epsilon=-1\.0 is outside"):
        ellipsoid_cone([1.0], [1.0], -1.0)
    with pytest.raises(DomainError, match="y is zero"):
        ellipsoid_cone([1.0], [0.0], 1.0)
    with pytest.raises(DomainError, match="negative entry -1"):
        ellipsoid_cone([-1.0, 1.0], [1.0, 1.0], 0.1)
    with pytest.raises(ShapeError, match="two vectors alike"):
        ellipsoid_cone([1.0, 1.0], [1.0], 0.1)
    with pytest.raises(UnsupportedError, match="sampled_intrinsic_volumes"):
        ellipsoid_cone([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 0.3).intrinsic_volumes()
    with pytest.raises(UnsupportedError, match="use sampled_statistical_dimension"):
        generated([[1.0], [2.0]]).statistical_dimension()
    with pytest.raises(UnsupportedError, match="has no projection"):
        Cone("demo", 2).project([1.0, 2.0])
    with pytest.raises(UnsupportedError, match="does not know its faces"):
        sampled_intrinsic_volumes(circular(2, 0.3), rng=np.random.default_rng(0))
    with pytest.raises(DomainError, match="kind='guess'"):
        Estimate(1.0, 0.0, 2.0, "guess")
    with pytest.raises(DomainError, match=r"low=2.0 is above high=0.0"):
        Estimate(1.0, 2.0, 0.0, "exact")


RECOVERY = """
20 3 5 .07682
20 3 7 .34469
20 3 9 .69703
20 3 11 .91514
20 3 8 0.52701903275795
20 3 10 0.82886265635100
100 5 20 0.5263461320447
100 5 25 0.8944694473948
400 40 131 0.507333615230
"""


@pytest.mark.parametrize("line", RECOVERY.strip().splitlines())
def test_recovery_by_l1_minimisation_succeeds_as_often_as_the_dossier_says(line: str) -> None:
    d, s, m, text = line.split()
    cone = l1_descent([1.0] * int(s) + [0.0] * (int(d) - int(s)))
    digits = len(text.split(".")[1])
    assert 1 - meets_subspace(cone, int(m)) == pytest.approx(float(text), abs=max(0.51 * 10.0**-digits, 2e-12))


def test_sampled_dimension_of_a_descent_cone() -> None:
    cone = l1_descent([1.0] * 3 + [0.0] * 17)
    found = sampled_statistical_dimension(cone, rng=np.random.default_rng(7), samples=4000, confidence=1 - 1e-9)
    assert found.low <= cone.statistical_dimension().value <= found.high
    assert abs(found.value - 7.9567027317832) <= 7 * found.standard_error


@pytest.mark.parametrize(
    ("omega", "distance", "epsilon", "published_error"),
    [(np.ones(200), 1.5, 0.5, -0.31), (np.arange(1, 201) ** -1.5, 10.0, 0.05, -0.296)],
    ids=["isotropic", "power law"],
)
def test_published_local_width_is_low_and_the_second_order_value_is_not(
    omega: np.ndarray, distance: float, epsilon: float, published_error: float
) -> None:
    y = np.full(200, distance / math.sqrt(200))
    cone = ellipsoid_cone(omega, y, epsilon)
    known = cone.statistical_dimension()
    found = sampled_statistical_dimension(cone, rng=np.random.default_rng(5), samples=2000, confidence=1 - 1e-9)
    assert found.low <= known.high
    assert known.low <= found.high
    assert abs(found.value - known.value) <= 7 * found.standard_error
    assert local_width(omega, y, epsilon) / known.value - 1 == pytest.approx(published_error, abs=0.01)


def test_random_subspaces_reach_the_sublevel_set_as_often_as_predicted() -> None:
    # 400 random subspaces through the origin; the curve is that of the central limit theorem, to 0.05.
    d, trials, rng = 100, 400, np.random.default_rng(8)
    omega, y, epsilon = np.arange(1, d + 1) ** -1.5, np.full(d, 0.6), 0.05
    center = quadratic_cone_second_order(omega, y, epsilon)
    spread = math.sqrt(quadratic_cone_variance(omega, y, epsilon))
    lower = quadratic_cone_width(omega, y, epsilon)
    for k in (31, 42):
        predicted = 0.5 * math.erfc((d - k - center) / spread / math.sqrt(2))
        root = np.sqrt(omega)
        bases = np.linalg.qr(root[:, None] * rng.standard_normal((trials, d, k)))[0]
        target = root * y
        rest = target - np.einsum("tdk,tk->td", bases, bases.transpose(0, 2, 1) @ target)
        reached = float(np.mean(0.5 * (rest**2).sum(axis=1) <= epsilon))
        assert abs(reached - predicted) <= 0.05 + 5 * math.sqrt(predicted * (1 - predicted) / trials)
        low, high = subspace_probability_bounds(lower, lower + 1, d, d - k)
        assert low - 0.16 <= reached <= high + 0.16


def test_the_sampled_interval_misses_no_more_often_than_it_says() -> None:
    # 200 intervals of confidence 0.9: more than 51 misses have probability below 1e-9.
    cone, missed = orthant(40), 0
    for seed in range(200):
        found = sampled_statistical_dimension(cone, rng=np.random.default_rng(seed), samples=50, confidence=0.9)
        missed += not found.low <= 20 <= found.high
    assert missed <= 51


def compressed_problem(d: int, order: str) -> tuple[np.ndarray, np.ndarray, float]:
    """Eigenvalues, centre and level: falling, shuffled with flat ones, all equal, or falling with flat ones between."""
    rng = np.random.default_rng(d)
    if order == "equal":
        return np.ones(d), np.full(d, 2.0 / math.sqrt(d)), 0.5
    lam, y = np.arange(1, d + 1) ** -1.5, rng.standard_normal(d)
    if order == "shuffled":
        lam = rng.permutation(np.r_[lam[:-3], 0.0, 0.0, 0.0])
    if order == "some flat":
        lam[[0, 7, d // 2, d // 2 + 1, d - 1]] = 0.0
    if order == "half flat":
        lam = np.c_[lam, np.zeros(d)].ravel()
        y = np.r_[y, y]
    return lam, y, 0.2 * float(lam @ y**2)


@pytest.mark.parametrize("order", ["falling", "shuffled", "equal", "some flat", "half flat"])
@pytest.mark.parametrize("kind", ["numpy", "torch"])
def test_compressed_sums_project_like_the_direct_ones(order: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lam, y, epsilon = compressed_problem((1 << 15) + 8, order)
    fast = ellipsoid_cone(lam, y, epsilon)
    monkeypatch.setattr("lqtheory.cones.quadratic_projection.MANY", 1 << 30)
    slow = ellipsoid_cone(lam, y, epsilon)
    assert fast.projection.nodes is not None  # type: ignore[union-attr]
    assert slow.projection.nodes is None  # type: ignore[union-attr]
    rng = np.random.default_rng(1)
    g = rng.standard_normal((12, lam.size))
    axis = slow.project(lam * y)
    g[1], g[3] = axis, lam * y  # in the cone
    g[2] = (lam == 0.0) - axis  # what is not flat is in its polar: only flat directions stay
    g[4] = axis + 1e-3 * rng.standard_normal(lam.size)
    g[5] = 1e-9 * axis + np.where(np.arange(lam.size) < 3, 1.0, 0.0)
    expected = slow.project(g)
    found = fast.project(torch.as_tensor(g) if kind == "torch" else g)
    scale = np.sqrt((g * g).sum(-1))[:, None]
    assert np.abs((np.asarray(found) - expected) / scale).max() <= 1e-14
    p = np.asarray(found)
    assert (np.abs((p * (g - p)).sum(-1)) / scale[:, 0] ** 2).max() <= 1e-13
    for row in (4, 7):  # one at a time, where powers are shared out in another way
        np.testing.assert_allclose(fast.project(g[row]), expected[row], atol=1e-14 * scale[row, 0])
    assert (p[:, lam == 0] == g[:, lam == 0]).all()


def test_quadratic_cones_contain_the_circular_ones() -> None:
    rng, alpha = np.random.default_rng(0), 0.7
    turn = np.linalg.qr(rng.standard_normal((6, 6)))[0]
    M = turn @ np.diag([1.0, *[-((1 / math.tan(alpha)) ** 2)] * 5]) @ turn.T
    cone, other = quadratic_cone((M + M.T) / 2, turn[:, 0]), circular(6, alpha)
    g = gaussian(other, 200)
    np.testing.assert_allclose(cone.project(g @ turn.T) @ turn, other.project(g), atol=1e-13)
    found = cone.statistical_dimension()
    assert found.low < other.statistical_dimension().value < found.high
    assert found.high - found.low == pytest.approx(1.0)
    p = quadratic_cone(np.diag([2.0, 0.0, -1.0])).project([-1.0, 2.0, 0.5])
    np.testing.assert_allclose(p, [0.0, 2.0, 0.0], atol=1e-15)
    below = quadratic_cone(np.diag([2.0, -1.0]), [-1.0, 0.0])
    np.testing.assert_allclose(below.project([-1.0, 0.1]), [-1.0, 0.1], atol=1e-15)
    for matrix, text in (
        (np.eye(2), "2 positive eigenvalues"),
        (-np.eye(2), "0 positive"),
        ([[1.0, 2.0], [0, -1]], "symm"),
    ):
        with pytest.raises(DomainError, match=text):
            quadratic_cone(matrix)
    with pytest.raises(ShapeError, match="square matrix"):
        quadratic_cone([[1.0, 2.0]])
    with pytest.raises(DomainError, match="axis is orthogonal"):
        quadratic_cone(np.diag([1.0, -1.0]), [0.0, 1.0])
    with pytest.raises(ShapeError, match="vector of 2 entries"):
        quadratic_cone(np.diag([1.0, -1.0]), [1.0])


def test_polyhedral_projections_survive_degenerate_rows_and_say_when_they_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    g = rng.standard_normal((30, 6))
    low_rank = rng.standard_normal((12, 3)) @ rng.standard_normal((3, 6))
    almost_parallel = rng.standard_normal((1, 6)) + 1e-7 * rng.standard_normal((12, 6))
    for A in (low_rank, almost_parallel, np.vstack([np.eye(6), -np.eye(6)]), np.zeros((2, 6))):
        p = polyhedral(A).project(g)
        assert (np.abs((p * (g - p)).sum(-1)) / (g * g).sum(-1)).max() <= 1e-10
        assert (p @ A.T).min() >= -1e-12
    module = sys.modules["lqtheory.cones.polyhedral"]
    monkeypatch.setattr(module, "_nonnegative_least_squares", lambda columns, row: np.ones(columns.shape[1]))
    generated(np.eye(3)).project([-1.0, 2.0, 3.0])
    monkeypatch.setattr(module.Generators, "weights", lambda self, points: np.ones((len(points), len(self.rows))))
    with pytest.raises(UnsupportedError, match=r"no nearest point .*residual"):
        generated(np.eye(3)).project([-1.0, 2.0, 3.0])


@pytest.mark.parametrize(("rows", "d"), [(3, 8), (8, 8), (12, 8), (30, 8), (40, 60), (60, 60)])
@pytest.mark.parametrize("kind", ["random", "one orthant", "integers", "nearly parallel"])
def test_polyhedral_projections_are_those_of_the_solver_row_by_row(rows: int, d: int, kind: str) -> None:
    rng = np.random.default_rng([rows, d])
    V = {
        "random": lambda: rng.standard_normal((d, rows)),
        "one orthant": lambda: rng.random((d, rows)),
        "integers": lambda: rng.integers(-1, 2, (d, rows)).astype(float),
        "nearly parallel": lambda: rng.standard_normal((d, 1)) + 1e-4 * rng.standard_normal((d, rows)),
    }[kind]()
    g = rng.standard_normal((60, d))
    g[0] = 0.0
    g[1] = V @ rng.random(rows)
    g[2] = 1e8 * g[2]
    p, q = generated(V).project(g), polyhedral(-V.T).project(g)
    scale = 1e-11 * np.maximum(1.0, np.abs(g).max(axis=1))
    for row, near, polar, tolerance in zip(g, p, q, scale, strict=True):
        exact = V @ scipy.optimize.nnls(V, row)[0]
        assert np.abs(near - exact).max() <= tolerance * (1e3 if kind == "nearly parallel" else 1)
        assert np.abs(polar - (row - near)).max() <= tolerance


def test_many_points_are_solved_together_and_faces_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    module = sys.modules["lqtheory.cones.polyhedral"]
    alone, solver = [], module._nonnegative_least_squares
    monkeypatch.setattr(module, "_nonnegative_least_squares", lambda V, row: alone.append(1) or solver(V, row))
    V = rng.standard_normal((40, 40))
    cone, g = generated(V), rng.standard_normal((500, 40))
    cone.project(g)
    assert not alone  # the slow way is the exception
    points = rng.standard_normal((500, 60))
    chamber = polyhedral(CHAMBERS["A"](60)).project(points)  # where the first guess is often wrong
    assert len(alone) <= 5
    np.testing.assert_allclose(chamber, weyl_chamber("A", 60).project(points), atol=1e-11)
    faces = cone.face_dimension(g)  # type: ignore[misc]
    counts = [int((scipy.optimize.nnls(V, row)[0] > 0).sum()) for row in g[:50]]
    assert faces[:50].tolist() == counts
    wide = generated(np.hstack([V, V[:, :10] + V[:, 10:20]]))  # sums of generators span the same faces
    assert wide.face_dimension(g[:50]).tolist() == counts  # type: ignore[misc]
    assert np.abs(wide.project(g) - cone.project(g)).max() <= 1e-11


def test_points_that_cannot_be_solved_together_are_solved_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["lqtheory.cones.polyhedral"]
    cone, g = generated(np.eye(3)), np.array([[-1.0, 2.0, 3.0], [1.0, -1.0, -2.0]])
    monkeypatch.setattr(module.Generators, "weights", lambda self, points: 0.0 * points + 1.0)
    np.testing.assert_allclose(cone.project(g), np.maximum(g, 0.0), atol=1e-15)
    np.testing.assert_allclose(cone.project(torch.as_tensor(g)).numpy(), np.maximum(g, 0.0), atol=1e-15)


@pytest.mark.parametrize("build", [polyhedral, generated])
def test_no_points_have_no_projections(build):
    cone = build(np.eye(3))
    assert cone.project(np.zeros((0, 3))).shape == (0, 3)
    assert cone.project(np.zeros((2, 0, 3))).shape == (2, 0, 3)


@pytest.mark.parametrize("pointed", [0, 3])
def test_subspaces_in_cones_with_many_generators_are_split_off(pointed: int) -> None:
    rng = np.random.default_rng(0)
    frame = np.linalg.qr(rng.standard_normal((7, 7)))[0]
    inside = rng.standard_normal((4, 12)) - 0.0
    inside[:, -1] = -inside[:, :-1].sum(axis=1)  # a positive relation: they span a subspace of four dimensions
    beside = np.abs(rng.standard_normal((pointed, pointed)))
    generators = np.zeros((7, 12 + pointed))
    generators[:4, :12] = inside
    generators[:4, 12:] = rng.standard_normal((4, pointed))
    generators[4 : 4 + pointed, 12:] = beside
    cone = generated(frame @ generators)
    basis, rest = lineality((frame @ generators / np.linalg.norm(generators, axis=0)).T)
    assert (len(basis), len(rest)) == (4, pointed)
    np.testing.assert_allclose(basis @ frame[:, 4:], 0.0, atol=1e-12)
    g = rng.standard_normal((200, 7)) @ frame.T
    p = cone.project(g)
    assert ((g - p) @ frame @ generators).max() <= 1e-12  # in the polar cone
    assert np.abs((p * (g - p)).sum(-1)).max() <= 1e-12
    expected = np.zeros_like(g) @ frame
    expected[:, :4] = (g @ frame)[:, :4]
    if pointed:
        expected[:, 4:] = generated(beside).project((g @ frame)[:, 4:])
    np.testing.assert_allclose(p @ frame, expected, atol=1e-12)
    assert cone.is_subspace == (pointed == 0)
    faces = np.asarray(cone.face_dimension(g))  # type: ignore[misc]
    assert faces.min() >= 4
    if not pointed:
        assert cone.statistical_dimension() == Estimate.exact(4.0)
    else:
        expected_faces = 4 + np.asarray(generated(beside).face_dimension((g @ frame)[:, 4:]))  # type: ignore[misc]
        np.testing.assert_array_equal(faces, expected_faces)


def test_generators_of_the_whole_space_and_their_polar() -> None:
    V = np.random.default_rng(0).standard_normal((40, 100))
    whole, nothing = generated(V), polyhedral(V.T)
    g = np.random.default_rng(1).standard_normal((3, 40))
    np.testing.assert_array_equal(whole.project(g), g)
    np.testing.assert_array_equal(whole.project(torch.as_tensor(g)).numpy(), g)
    np.testing.assert_array_equal(nothing.project(g), 0.0 * g)
    assert whole.statistical_dimension() == Estimate.exact(40.0)
    assert nothing.statistical_dimension() == Estimate.exact(0.0)
    # pointed: generators of one half-space, whose lineality space is {0}
    half = V * np.sign(V[0])
    assert len(lineality((half / np.linalg.norm(half, axis=0)).T)[0]) == 0


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda c, rng: meets_subspace("cone", 1), "cone"),
        (lambda c, rng: meets_subspace_bounds(None, 1), "cone"),
        (lambda c, rng: meets_cone(c, 3), "second"),
        (lambda c, rng: meets_cone_bounds([c], c), "first"),
        (lambda c, rng: c.product(2), "other"),
        (lambda c, rng: sampled_statistical_dimension(np.eye(3), rng=rng), "cone"),
        (lambda c, rng: sampled_statistical_dimension(c, rng=None), "rng"),
        (lambda c, rng: sampled_variance(c, rng=0), "rng"),
        (lambda c, rng: sampled_intrinsic_volumes(c, rng=np.random), "rng"),
    ],
)
def test_what_is_no_cone_and_no_generator_is_named(call, name):
    with pytest.raises(InputTypeError, match=rf"^{name} is a "):
        call(orthant(3), np.random.default_rng(0))


def test_far_ends_have_values_or_are_refused():
    """Each of these was NaN once."""
    assert block_excess(1e12, 4) == block_excess_square(1e12, 4) == 0.0
    assert block_excess(38.0, 1) > 0  # the smallest normal numbers are not cut off
    assert marchenko_pastur_share(0.5, 1e308) == 1.0
    with pytest.raises(DomainError, match="t=inf"):
        generating_value([0.5, 0.5], math.inf)
