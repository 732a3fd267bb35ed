"""Intrinsic volumes, kinematics, concentration and ellipsoids: the dossier's numbers, exact limits, error texts."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lqtheory import balls
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.concentration import (
    escape_probability,
    published_escape_probability,
    published_tail_bound,
    published_transition_width,
    subspace_probability_bounds,
    transition_width,
    volume_lower_tail_bound,
    volume_tail_bound,
    volume_upper_tail_bound,
)
from lqtheory.quantities.ellipsoid_cones import (
    cone_level,
    effective_count,
    local_width,
    quadratic_cone_second_order,
    quadratic_cone_variance,
    quadratic_cone_width,
)
from lqtheory.quantities.ellipsoid_widths import ellipsoid_width, ellipsoid_width_lower, ellipsoid_width_upper
from lqtheory.quantities.elliptic_cones import elliptic_cone_dimension
from lqtheory.quantities.intrinsic_volumes import circular_volumes, orthant_volumes, subspace_volumes
from lqtheory.quantities.kinematics import (
    cone_meets_cone,
    cone_meets_subspace,
    half_tail_sum,
    orthant_meets_subspace,
    tail_sum,
)
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension
from lqtheory.quantities.volume_operations import (
    generating_value,
    polar_volumes,
    product_volumes,
    spherical_steiner,
    volume_mean,
    volume_variance,
)
from lqtheory.quantities.weyl_chambers import chamber_intrinsic_volumes


def rows(d: int, kind: str) -> tuple[list[float], list[float], float]:
    """The four problems of the table of cones of sublevel sets."""
    i = [float(k) for k in range(1, d + 1)]
    return {
        "a": ([k**-1.5 for k in i], [0.6] * d, 0.05),
        "b": ([k**-1.5 for k in i], [2.0] * d, 0.05),
        "c": ([1.0] * d, [1.5 / math.sqrt(d)] * d, 0.5),
        "d": ([1 / k for k in i], [10 / math.sqrt(d)] * d, 0.2),
    }[kind]


SUBLEVEL = """
a 100 0.0075760290817439668179 63.334647375213794793 63.015723859935577431 63.384019476241221938 34.031192120806871555 44.571628910657846791
b 100 0.00027646425341166859611 9.5723961000708643054 9.4863102393998667116 10.347853605854070843 16.429501934542922711 8.7754633510117992853
c 50 0.8 22.222222222222222222 21.777777777777777778 22.333333333333333333 24.691358024691358025 15.384615384615384615
d 50 0.0044378873623679629953 4.9335114505285184199 4.8408596151283191444 5.7167307650384681444 8.6223929477783632032 4.5028422832689539132
"""  # noqa: E501


@pytest.mark.parametrize("line", SUBLEVEL.strip().splitlines(), ids=lambda line: line[0])
def test_the_table_of_sublevel_cones_to_all_digits(line: str) -> None:
    kind, d, *printed = line.split()
    omega, y, epsilon = rows(int(d), kind)
    level = cone_level(omega, y, epsilon)
    values = [
        level,
        effective_count(omega, level),
        quadratic_cone_width(omega, y, epsilon),
        quadratic_cone_second_order(omega, y, epsilon),
        quadratic_cone_variance(omega, y, epsilon),
        local_width(omega, y, epsilon),
    ]
    np.testing.assert_allclose(values, [float(v) for v in printed], rtol=2e-14)
    names = ("cone_level", None, "quadratic_cone_width", "quadratic_cone_second_order", "quadratic_cone_variance")
    with balls.precision(200):
        exact = exact_row(int(d), kind)
        s = find_quantity("cone_level").ball(*exact)
        for name, text in zip([*names, "local_width"], printed, strict=True):
            value = find_quantity(name).ball(*exact) if name else find_quantity("effective_count").ball(exact[0], s)
            assert_printed(value, text)


def exact_row(d: int, kind: str) -> tuple[list, list, object]:
    """The same problems in balls, from rationals and roots."""
    one = balls.ball(1)
    i = [balls.ball(k) for k in range(1, d + 1)]
    omega = {"a": [1 / (k * k.sqrt()) for k in i], "c": [one] * d, "d": [1 / k for k in i]}
    omega["b"] = omega["a"]
    y = {"a": one * 3 / 5, "b": one * 2, "c": one * 3 / 2 / balls.ball(d).sqrt(), "d": one * 10 / balls.ball(d).sqrt()}
    epsilon = {"a": one / 20, "b": one / 20, "c": one / 2, "d": one / 5}
    return omega[kind], [y[kind]] * d, epsilon[kind]


def assert_printed(value: object, text: str) -> None:
    """A ball of radius below half a unit of the last printed digit rounds to the text."""
    digits = len(text.replace(".", "").lstrip("0"))
    assert value.rad() < abs(value) * 10.0 ** (-digits - 2)
    assert abs(value - type(value)(text)) <= abs(type(value)(text)) * type(value)(f"0.51e-{digits - 1}")


@pytest.mark.parametrize(
    ("omega", "text"),
    [
        ([4.0, 1.0], "1.9325658133282462528"),
        ([9.0, 4.0, 1.0], "3.3530808037771574363"),
        ([1.0, "1e-4"], "0.79810364588495905909"),
        ([f"1/{i * i}" for i in range(1, 21)], "1.1637232530711798207"),
    ],
)
def test_widths_of_ellipsoids(omega: list, text: str) -> None:
    floats = [float(eval(str(v))) for v in omega]
    assert ellipsoid_width(floats) == pytest.approx(float(text), rel=1e-14)
    (batched,) = ellipsoid_width(torch.tensor([floats], dtype=torch.float64)).tolist()
    assert batched == pytest.approx(float(text), rel=1e-14)
    with balls.precision(140):
        exact = [balls.ball(1) / balls.ball(round(1 / v)) if v < 1 else balls.ball(v) for v in floats]
        assert_printed(find_quantity("ellipsoid_width").ball(exact), text)
    assert ellipsoid_width_lower(floats) < ellipsoid_width(floats) < ellipsoid_width_upper(floats)


def test_widths_of_simple_ellipsoids() -> None:
    assert ellipsoid_width([0.0, 0.0]) == 0.0
    assert ellipsoid_width([9.0]) == pytest.approx(3 * math.sqrt(2 / math.pi), rel=1e-14)
    assert ellipsoid_width_lower([9.0]) == pytest.approx(ellipsoid_width([9.0]), rel=1e-14)
    # d equal axes: the mean of a chi variable
    assert ellipsoid_width([1e-300] * 1000) == pytest.approx(
        1e-150 * math.sqrt(2) * math.exp(math.lgamma(500.5) - math.lgamma(500)), rel=1e-11
    )


CIRCULAR = "0.15625 0.32475952641916449254 0.28125 0.16237976320958224627 0.0625 0.012860710371253261195"


def test_intrinsic_volumes_of_circular_cones() -> None:
    np.testing.assert_allclose(circular_volumes(5, math.pi / 6), [float(v) for v in CIRCULAR.split()], rtol=1e-14)
    for d in (2, 3, 10, 100, 1000):
        for alpha in (0.0, 0.01, 0.4, math.pi / 4, 1.5, math.pi / 2):
            v = circular_volumes(d, alpha)
            assert v.sum() == pytest.approx(1.0, abs=1e-11)
            assert v[::2].sum() == pytest.approx(0.5, abs=1e-11)
            assert volume_mean(v) == pytest.approx(circular_statistical_dimension(d, alpha), rel=1e-11)
            if 0.01 <= alpha <= 1.5:
                np.testing.assert_allclose(circular_volumes(d, math.pi / 2 - alpha)[::-1], v, rtol=1e-10, atol=1e-300)
    assert circular_volumes(4, 0.0).tolist() == [0.5, 0.5, 0.0, 0.0, 0.0]
    assert circular_volumes(4, math.pi / 2).tolist() == [0.0, 0.0, 0.0, 0.5, 0.5]
    assert circular_volumes(1, 0.3).tolist() == [0.5, 0.5]
    v = circular_volumes(200, 0.6)
    assert volume_variance(v) == pytest.approx(99 * math.sin(1.2) ** 2, rel=0.02)


def test_sequences_and_what_is_computed_from_them() -> None:
    assert spherical_steiner(orthant_volumes(3), 0.3) == pytest.approx(0.39164844911415896205, rel=1e-14)
    assert spherical_steiner(orthant_volumes(3), 1.0) == 1.0
    assert spherical_steiner(orthant_volumes(3), 0.0) == 0.125
    assert spherical_steiner(subspace_volumes(2, 0), 0.5) == 0.0
    v = orthant_volumes(7)
    assert generating_value(v, 1.0) == pytest.approx(1.0)
    assert generating_value(v, -1.0) == pytest.approx(0.0, abs=1e-15)
    assert volume_mean(v) == pytest.approx(3.5)
    assert volume_variance(v) == pytest.approx(1.75)
    np.testing.assert_allclose(product_volumes(orthant_volumes(3), orthant_volumes(4)), v)
    np.testing.assert_array_equal(polar_volumes(circular_volumes(4, 0.3)), circular_volumes(4, 0.3)[::-1])
    assert orthant_volumes(100).sum() == pytest.approx(1.0)
    assert orthant_volumes(61)[30] == pytest.approx(math.comb(61, 30) / 2**61, rel=1e-12)


@pytest.mark.parametrize(
    ("d", "k", "text"),
    [(10, 3, "0.08984375"), (10, 5, "0.5"), (40, 25, "0.94593548929697135463"), (100, 60, "0.97806235320649239688")],
)
def test_wendel(d: int, k: int, text: str) -> None:
    assert orthant_meets_subspace(d, k) == pytest.approx(float(text), rel=1e-14)
    assert cone_meets_subspace(orthant_volumes(d), d - k) == pytest.approx(float(text), rel=1e-11)
    assert cone_meets_cone(orthant_volumes(d), subspace_volumes(d, k)) == pytest.approx(float(text), rel=1e-11)
    with balls.precision(160):
        assert_printed(find_quantity("orthant_meets_subspace").ball(d, k), text)
    assert orthant_meets_subspace(d, 0) == 0.0
    assert orthant_meets_subspace(d, d) == 1.0


@given(d=st.integers(1, 12), alpha=st.floats(0.01, 1.5), m=st.integers(0, 12), family=st.sampled_from(["A", "BC"]))
def test_hitting_probabilities_interlace(d: int, alpha: float, m: int, family: str) -> None:
    v = product_volumes(circular_volumes(d, alpha), chamber_intrinsic_volumes(family, 3))
    m = min(m, v.size - 1)
    hit = cone_meets_subspace(v, m)
    assert tail_sum(v, m + 1) <= hit + 1e-14
    assert hit <= tail_sum(v, m) + 1e-14
    assert hit == min(1.0, 2 * half_tail_sum(v, m + 1))


@pytest.mark.parametrize("v", [orthant_volumes(30), circular_volumes(40, 0.3), chamber_intrinsic_volumes("A", 25)])
def test_tails_of_intrinsic_volumes_are_below_their_bounds(v: np.ndarray) -> None:
    d, delta = v.size - 1, volume_mean(v)
    for k in range(v.size):
        if k >= delta:
            exact = tail_sum(v, k)
            sharp = volume_upper_tail_bound(delta, d, k - delta)
        else:
            exact = v[: k + 1].sum()
            sharp = volume_lower_tail_bound(delta, d, delta - k)
        weak = volume_tail_bound(delta, d, abs(k - delta))
        assert exact <= sharp * (1 + 1e-12) <= weak * (1 + 1e-11) <= published_tail_bound(delta, d, abs(k - delta))


def test_numbers_of_the_concentration_bounds() -> None:
    assert volume_upper_tail_bound(100, 1000, 40) == pytest.approx(0.028636975014075395505, rel=1e-14)
    assert volume_upper_tail_bound(50, 100, 20) == pytest.approx(0.096557591696436819255, rel=1e-14)
    for eta, s, text in (
        (0.05, 500, "79.427466578999"),
        (0.01, 2.5, "10.518421889495171"),
        (1e-6, 50, "62.57636403273349"),
    ):
        assert transition_width(eta, s) == pytest.approx(float(text), rel=1e-13)
    with balls.precision(160):
        assert_printed(find_quantity("transition_width").ball(balls.ball(1) / 20, 500), "79.427466578997471472")
        assert_printed(find_quantity("transition_width").ball(balls.ball(1) / 100, 2.5), "10.518421889495171077")
        assert_printed(find_quantity("transition_width").ball(balls.ball(10) ** -6, 50), "62.57636403273349411")
        assert_printed(find_quantity("volume_upper_tail_bound").ball(100, 1000, 40), "0.028636975014075395505")
        assert_printed(find_quantity("volume_upper_tail_bound").ball(50, 100, 20), "0.096557591696436819255")
        assert_printed(find_quantity("escape_probability").ball(50, 5), "0.87409744519727337632")
    assert published_transition_width(0.05, 1000) == pytest.approx(187.233, abs=1e-3)
    assert escape_probability(50, 5) == pytest.approx(0.87409744519727337632, rel=1e-14)
    assert escape_probability(50, 7.03) > 0
    assert escape_probability(50, 8) == published_escape_probability(50, 8) == 0.0
    assert 0.0 < published_escape_probability(400, 5) < escape_probability(400, 5)


def test_limits_of_the_tail_bounds() -> None:
    assert volume_upper_tail_bound(3, 10, 0) == volume_lower_tail_bound(3, 10, 0) == volume_tail_bound(0, 4, 0) == 1.0
    assert volume_upper_tail_bound(3, 10, 7.01) == volume_upper_tail_bound(10, 10, 0.1) == 0.0
    assert volume_upper_tail_bound(0, 10, 0.1) == 0.0
    assert volume_upper_tail_bound(3, 10, 7) > 0.0
    assert transition_width(1.0, 5) == 0.0
    assert subspace_probability_bounds(2, 3, 10, 3) == (0.0, 1.0)
    low, high = subspace_probability_bounds(60, 61, 100, 20)
    assert 0.99 < low < high == 1.0


def test_the_whole_cone_is_covered_by_its_cases() -> None:
    assert local_width([0.0, 1.0, 1.0], [1.0, 1.0, 1.0], 0.0) == 1.0
    assert effective_count([[0.0, 1.0], [1.0, 1.0]], 1.0).tolist() == [1.5, 1.0]
    # nearly on the boundary: s grows like y'H²y/c
    omega, y = np.array([1.0, 2.0]), np.array([1.0, 1.0])
    assert cone_level(omega, y, 1.5 * (1 - 1e-9)) == pytest.approx(5.0 / 3e-9, rel=1e-6)
    # and next to the ray
    assert quadratic_cone_width(omega, y, 1e-12) == pytest.approx(0.0, abs=1e-10)


def test_errors_name_argument_value_and_range() -> None:
    with pytest.raises(DomainError, match=r"h=-1.0 is outside \[0, inf\)"):
        volume_upper_tail_bound(1, 2, -1)
    with pytest.raises(DomainError, match=r"delta=3.0 is outside \[0, d\] with d=2"):
        volume_tail_bound(3, 2, 1)
    with pytest.raises(InputTypeError, match="d must be an integer"):
        volume_tail_bound(1, 2.5, 1)
    with pytest.raises(DomainError, match=r"eta=0.0 is outside \(0, 1\]"):
        transition_width(0, 1)
    with pytest.raises(DomainError, match=r"k=4 is outside \{0,...,d\} with d=3"):
        orthant_meets_subspace(3, 4)
    with pytest.raises(DomainError, match="volumes are those of a subspace of dimension 1"):
        cone_meets_subspace([0.0, 1.0], 0)
    with pytest.raises(DomainError, match="volumes are those of a subspace"):
        cone_meets_cone([0.0, 1.0], [1.0, 0.0])
    with pytest.raises(DomainError, match=r"v has 2 and w has 3 entries"):
        cone_meets_cone([0.5, 0.5], [0.25, 0.5, 0.25])
    with pytest.raises(DomainError, match=r"minimum 0.5 and sum 1.1"):
        volume_mean([0.5, 0.6])
    with pytest.raises(DomainError, match="is outside"):
        circular_volumes(3, 1.6)
    with pytest.raises(DomainError, match="omega has the negative entry -1"):
        ellipsoid_width([-1.0])
    with pytest.raises(DomainError, match="omega has the negative entry"):
        effective_count([-1.0], 1.0)
    with pytest.raises(DomainError, match=r"epsilon=2.0 gives no proper cone but the case 'everything'"):
        cone_level([1.0], [1.0], 2.0)
    with pytest.raises(DomainError, match="case 'half_space'"):
        quadratic_cone_width([1.0], [1.0], 0.5)
    with pytest.raises(ShapeError, match="two vectors alike"):
        local_width([1.0], [1.0, 2.0], 0.5)


def test_elliptic_cones_with_equal_weights_are_circular() -> None:
    for alpha in (0.05, 0.3, 0.8, 1.2, 1.5):
        weight = 1.0 / math.tan(alpha) ** 2
        assert elliptic_cone_dimension(weight, weight) == pytest.approx(
            circular_statistical_dimension(3, alpha), rel=1e-13
        )


@pytest.mark.parametrize(("a", "b"), [(0.3, 5.0), (1e-3, 1e3), (100.0, 0.5), (1e-4, 1.0), (7.0, 7.0)])
def test_elliptic_cones_in_balls_and_by_polarity(a: float, b: float) -> None:
    value = elliptic_cone_dimension(a, b)
    with balls.precision(113):
        low, high = balls.enclosure(find_quantity("elliptic_cone_dimension").ball(balls.ball(a), balls.ball(b)))
    assert low - 1e-13 <= value <= high + 1e-13
    assert high - low < 1e-15
    assert value + elliptic_cone_dimension(1 / a, 1 / b) == pytest.approx(3.0, rel=1e-13)
    assert value == pytest.approx(elliptic_cone_dimension(b, a), rel=1e-13)
    with pytest.raises(DomainError, match="a must be > 0"):
        elliptic_cone_dimension(-a, b)


def test_elliptic_cones_have_the_sampled_dimension() -> None:
    """A quadratic cone with eigenvalues 1, -a, -b seen as that of a sublevel set: M = bb' - cH."""
    rng = np.random.default_rng(3)
    a, b = 0.4, 3.0
    g = rng.standard_normal((100_000, 3))
    angle = np.linspace(0.0, 2 * math.pi, 721)[:-1]
    rays = np.stack([np.ones_like(angle), np.cos(angle) / math.sqrt(a), np.sin(angle) / math.sqrt(b)], axis=1)
    # The projection has the length of the best ray, where that is positive, and of g inside.
    best = np.max(g @ (rays / np.linalg.norm(rays, axis=1, keepdims=True)).T, axis=1)
    inside = g[:, 0] >= np.sqrt(a * g[:, 1] ** 2 + b * g[:, 2] ** 2)
    energy = np.where(inside, (g**2).sum(axis=1), np.maximum(best, 0.0) ** 2)
    error = energy.std(ddof=1) / math.sqrt(len(g))
    assert abs(energy.mean() - elliptic_cone_dimension(a, b)) <= 6.2 * error + 1e-4


def test_one_direction_has_a_ray_as_cone_whatever_the_rounding() -> None:
    for share in (0.0625, 0.25, 0.3, 0.75, 0.9375):
        for y in (0.1, 1.7, 3.3):
            assert 0.0 <= quadratic_cone_width([0.015625], [y], 0.5 * share * 0.015625 * y * y) <= 1e-15


PRINTED_AT_200 = """
1.05 180.59 95.13 180.51 .13
1.5 89.00 61.54 88.84 .22
3 23.00 20.00 23.16 .14
"""


@pytest.mark.parametrize("line", PRINTED_AT_200.strip().splitlines())
def test_the_isotropic_rows_of_the_table_of_sampled_sublevel_cones(line: str) -> None:
    """Second order and published value as printed; the dossier's sampled value lies within the proved interval.

    95.1249 is printed as 95.13. The other rows depend on a direction that the dossier does not state.
    """
    distance, second_order, published, sampled, error = map(float, line.split())
    omega, y, epsilon = np.ones(200), np.full(200, distance / math.sqrt(200)), 0.5
    assert quadratic_cone_second_order(omega, y, epsilon) == pytest.approx(second_order, abs=5.1e-3)
    assert local_width(omega, y, epsilon) == pytest.approx(published, abs=5.2e-3)
    low = quadratic_cone_width(omega, y, epsilon)
    assert low - 4 * error <= sampled <= low + 1 + 4 * error
