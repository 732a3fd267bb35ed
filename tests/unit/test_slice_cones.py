"""Slices of sublevel-set cones: the dossier's values, random subspaces, limits, the planted Marchenko-Pastur case."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from experiments.sublevel_cones import marchenko_pastur
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.ellipsoid_cones import cone_level, local_width
from lqtheory.quantities.planted_regression import marchenko_pastur_share
from lqtheory.quantities.slice_cones import (
    slice_count,
    slice_level,
    slice_second_order,
    slice_variance,
    slice_width,
)
from lqtheory.quantities.slice_draws import slice_tails
from lqtheory.quantities.slice_levels import slice_of

POWER_LAW = np.arange(1, 101) ** -1.5
PRINTED = {
    slice_level: 0.00064876081468757256838,
    slice_count: 18.933416250268978448,
    slice_width: 18.550841597291580891,
    slice_second_order: 19.295225839923102155,
    slice_variance: 27.721409950375918415,
}


@pytest.mark.parametrize("function", PRINTED, ids=lambda f: f.__name__)
def test_values_of_the_dossier(function: object) -> None:
    assert function(POWER_LAW, np.full(100, 0.6), 0.05) == pytest.approx(PRINTED[function], rel=3e-15)


def test_the_threshold_is_one_above_the_statistical_dimension() -> None:
    level = slice_of(POWER_LAW, 0.05, weights=np.full(100, 0.36))
    assert level.threshold == pytest.approx(20.295225839923102155, rel=3e-15)


def success(lam: np.ndarray, y: np.ndarray, epsilon: float, m: int, draws: int, rng: np.random.Generator) -> float:
    """Share of random subspaces of y^⊥ of dimension D - m that meet the sublevel set from the foot point y."""
    root, hits = np.sqrt(lam), 0
    for _ in range(draws):
        basis = rng.standard_normal((lam.size, lam.size - m))
        basis -= np.outer(y, y @ basis) / (y @ y)
        q, _ = np.linalg.qr(root[:, None] * basis)
        rest = root * y
        rest = rest - q @ (q.T @ rest)
        hits += 0.5 * (rest @ rest) <= epsilon
    return hits / draws


@pytest.mark.parametrize(
    ("lam", "y"),
    [
        (np.arange(1, 61) ** -1.5, np.full(60, 10 / math.sqrt(60))),
        (np.r_[np.full(10, 20.0), np.geomspace(0.05, 0.5, 50)], np.full(60, 0.3)),
        (np.linspace(0.1, 2.0, 60), np.r_[np.full(20, 0.5), np.full(40, 0.1)]),
        (marchenko_pastur(100, 0.5), np.full(100, 0.12)),
    ],
    ids=("power law", "outliers", "tilted", "Marchenko-Pastur"),
)
def test_random_subspaces_succeed_as_often_as_predicted(
    lam: np.ndarray, y: np.ndarray, rng: np.random.Generator
) -> None:
    w = y * y
    epsilon = 0.5 * w.sum() * math.sqrt(w.sum() / (w / lam).sum() * (w @ lam) / w.sum())
    level, draws = slice_of(lam, epsilon, weights=y * y), 300
    sigma = math.sqrt(level.variance)
    for shift in (-1.0, 0.0, 1.0):
        m = round(level.threshold + shift * sigma)
        predicted = float(norm.cdf((level.second_order - (m - 1)) / sigma))
        measured = success(lam, y, epsilon, m, draws, rng)
        # the acceptance of the dossier: three standard errors, and 0.05 for the formal expansion; the seed is fixed
        assert abs(measured - predicted) <= 3 * math.sqrt(predicted * (1 - predicted) / draws) + 0.05
    if np.ptp(y) == 0:  # the published width of the same set is far off
        assert abs(level.threshold - local_width(lam, y, epsilon)) > 2.0


def test_a_marchenko_pastur_spectrum_gives_the_closed_form() -> None:
    """Slice with generic y: s = p/(1-p) (1 - γ(1-p)) solves F_MP(s) = p, here on quantiles of a sampled spectrum."""
    rng = np.random.default_rng(5)
    d, n, p = 600, 1200, 0.3
    a = rng.standard_normal((n, d)) / math.sqrt(n)
    lam = np.linalg.eigvalsh(a.T @ a)
    s = p / (1 - p) * (1 - d / n * (1 - p))
    epsilon = 0.5 * s * (1 - p) / p * d  # R² = D
    level = slice_of(lam, epsilon, weights=np.ones(d))
    assert level.count / d == pytest.approx(p, abs=5 / d)
    assert marchenko_pastur_share(d / n, s) == pytest.approx(p, rel=1e-12)


def test_a_generic_direction_obeys_the_fixed_point() -> None:
    level = slice_of(POWER_LAW, 0.05, weights=np.full(100, 0.36))
    share = level.count / 100
    assert level.s == pytest.approx(2 * 0.05 / 36.0 * share / (1 - share), rel=1e-12)


def test_nodes_with_weights_stand_for_repeated_eigenvalues() -> None:
    lam, weights = np.array([0.01, 0.5, 2.0]), np.array([3.0, 1.0, 2.0])
    counts = np.array([5.0, 2.0, 3.0])
    level = slice_of(lam, 0.2, weights=weights, counts=counts)
    spread = slice_of(np.repeat(lam, [5, 2, 3]), 0.2, weights=np.repeat(weights / counts, [5, 2, 3]))
    for name in ("s", "count", "width", "second_order", "variance", "threshold", "dimension"):
        assert getattr(level, name) == pytest.approx(getattr(spread, name), rel=1e-12)
    other = slice_of(lam, 0.2, weights=[1.0, 1.0], nodes=[0.01, 2.0])
    assert other.s != level.s


def test_beyond_the_means_there_is_no_slice() -> None:
    lam, y = [1.0, 3.0], [1.0, 1.0]
    assert slice_of(lam, 1.5, weights=[1.0, 1.0]).kind == "infeasible"  # κ = 1.5 is the harmonic mean
    assert slice_of(lam, 2.0, weights=[1.0, 1.0]).kind == "one_shot"  # κ = 2 is the arithmetic mean
    assert slice_of(lam, math.nextafter(1.5, 2.0), weights=[1.0, 1.0]).kind == "slice"
    assert slice_of(lam, math.nextafter(2.0, 0.0), weights=[1.0, 1.0]).kind == "slice"
    assert slice_of([0.0, 4.0], 1e-9, weights=[1.0, 1.0]).kind == "slice"
    assert slice_of(lam, 0.0, weights=[1.0, 1.0]).kind == "infeasible"
    assert slice_of([0.0, 4.0], 0.0, weights=[1.0, 1.0]).threshold == 0.0
    assert slice_of(lam, 2.5, weights=[1.0, 1.0]).threshold == 2.0
    assert slice_of([2.0] * 3, 2.9, weights=[1.0] * 3).kind == "infeasible"
    assert slice_of([2.0] * 3, 3.0, weights=[1.0] * 3).kind == "one_shot"
    with pytest.raises(DomainError, match=r"'one_shot'.*harmonic and arithmetic means"):
        slice_count(lam, y, 2.5)
    with pytest.raises(DomainError, match="'infeasible'"):
        _ = slice_of(lam, 1.5, weights=[1.0, 1.0]).width


@given(
    st.lists(st.tuples(st.floats(1e-6, 1e3), st.floats(0.1, 10.0)), min_size=2, max_size=12, unique_by=lambda t: t[0]),
    st.floats(0.05, 0.95),
)
def test_levels_are_ordered(pairs: list[tuple[float, float]], share: float) -> None:
    lam, w = np.array(pairs).T
    harmonic, mean = w.sum() / (w / lam).sum(), (w @ lam) / w.sum()
    kappa = harmonic * (mean / harmonic) ** share
    level = slice_of(lam, 0.5 * kappa * w.sum(), weights=w)
    if level.kind != "slice":  # the means agree to rounding
        assert mean <= harmonic * (1 + 1e-9)
        return
    assert level.count - 2 < level.width < level.count
    more = slice_of(lam, 0.5 * kappa * w.sum(), weights=w * 1.0001)
    assert more.kind == "infeasible" or more.s <= level.s * (1 + 1e-9)
    y = np.sqrt(w)
    assert level.s < cone_level(lam, y, 0.5 * kappa * w.sum()) * (1 + 1e-9)


def test_bad_input_is_named() -> None:
    with pytest.raises(DomainError, match=r"eigenvalues has the negative entry -1 .*clip them explicitly"):
        slice_of([-1.0, 1.0], 0.1, weights=[1.0, 1.0])
    with pytest.raises(ShapeError, match="weights has shape"):
        slice_of([1.0, 2.0], 0.1, weights=[1.0])
    with pytest.raises(DomainError, match="not all zero"):
        slice_of([1.0, 2.0], 0.1, weights=[0.0, 0.0])
    with pytest.raises(DomainError, match="counts has the entry 0"):
        slice_of([1.0, 2.0], 0.1, weights=[1.0, 1.0], counts=[0.0, 1.0])
    with pytest.raises(DomainError, match="epsilon"):
        slice_of([1.0, 2.0], -0.1, weights=[1.0, 1.0])
    with pytest.raises(InputTypeError, match="epsilon"):
        slice_of([1.0, 2.0], "much", weights=[1.0, 1.0])
    with pytest.raises(ShapeError, match="one vector"):
        slice_level([[1.0, 2.0]], [1.0, 1.0], 0.1)


def test_tails_of_many_slices_are_those_of_each() -> None:
    """All levels halved at once against the level of one slice; the cases without a slice included."""
    rng, kinds = np.random.default_rng(8), {"one_shot": 0, "infeasible": 0, "slice": 0}
    for _ in range(40):
        d = int(rng.integers(2, 12))
        omega = np.exp(rng.normal(0.0, 3.0, d)) * (rng.random(d) > 0.2)
        m, epsilon, y = int(rng.integers(1, d + 1)), float(np.exp(rng.normal(-1.0, 2.0))), rng.standard_normal((4, d))
        for direction, found in zip(y, slice_tails(omega, y, epsilon, m), strict=True):
            slice_ = slice_of(omega, epsilon, weights=direction**2)
            kinds[slice_.kind] += 1
            if slice_.kind == "slice":
                low = max(0.0, slice_width(omega, direction, epsilon))
                wanted = subspace_probability_bounds(low, min(low + 1.0, d - 1.0), d - 1, m - 1)[1]
            else:
                wanted = float(slice_.kind == "one_shot")
            assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    assert min(kinds.values()) > 10
    assert slice_tails(np.ones(3), np.zeros((1, 3)), 0.1, 2).tolist() == [1.0]
