"""Small cones: the events that decide kinematic theorems, against linear programs; exact volumes; planted failures."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.linalg import null_space
from scipy.optimize import linprog

from lqtheory.checks import simulate
from lqtheory.cones import circular, meets_cone, weyl_chamber
from lqtheory.quantities.small_cones import (
    SmallCone,
    SmallPair,
    half_space_contains,
    kernel_is_spread,
    small_cone,
    small_pair,
)
from lqtheory.registry import find


@pytest.mark.parametrize(("r", "k"), [(3, 1), (4, 2), (6, 3), (8, 4), (5, 5), (3, 4)])
def test_common_half_spaces_are_those_of_linear_programs(r: int, k: int, rng: np.random.Generator) -> None:
    matrices = rng.standard_normal((60, r, k))
    expected = []
    for matrix in matrices:  # the largest slack t with Vy >= t, |y| <= 1
        bounds = [(-1, 1)] * k + [(None, 1)]
        found = linprog(np.r_[np.zeros(k), -1], np.c_[-matrix, np.ones(r)], np.zeros(r), bounds=bounds)
        expected.append(found.x[-1] > 1e-9)
    np.testing.assert_array_equal(half_space_contains(matrices), expected)
    assert not half_space_contains(np.zeros((2, r, 0))).any()


@pytest.mark.parametrize(("d", "s", "m"), [(4, 1, 2), (6, 2, 3), (7, 1, 3), (8, 2, 5), (5, 2, 2), (5, 3, 2)])
def test_spread_kernels_are_those_of_which_linear_programs_recover(
    d: int, s: int, m: int, rng: np.random.Generator
) -> None:
    for _ in range(25):
        measurement, x = rng.standard_normal((m, d)), np.r_[np.ones(s), np.zeros(d - s)]
        halves = linprog(np.ones(2 * d), A_eq=np.c_[measurement, -measurement], b_eq=measurement @ x).x
        recovered = np.abs(halves[:d] - halves[d:] - x).max() < 1e-7
        assert kernel_is_spread(null_space(measurement)[None], s)[0] == recovered
    assert kernel_is_spread(np.zeros((1, d, 0)), s)[0]


def test_volumes_of_small_cones_are_probabilities_that_alternate_to_zero(rng: np.random.Generator) -> None:
    for m in range(5):
        cone = small_cone(rng, m)
        assert max(1, m) <= cone.dimension <= m + 3
        assert sum(cone.volumes) == 1
        assert sum(cone.volumes[::2]) == Fraction(1, 2)
        assert np.linalg.matrix_rank(cone.inequalities) == len(cone.inequalities)
    pair = small_pair(rng, d=3)
    assert pair.dimension == 6
    assert sum(pair.volumes) == 1


def test_a_step_of_one_in_the_volumes_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum of v_{m+1}, v_{m+2}, ... instead of every other one, and that of v_m, v_{m+2}, ..., are noticed."""
    theorem = find("cone_meets_random_subspace")
    bound = type(theorem.claim.bound)
    for wrong in (
        lambda self, m, K, **_: 2 * sum(K.volumes[m + 1 :], Fraction(0)),
        lambda self, m, K, **_: 2 * sum(K.volumes[m::2], Fraction(0)),
    ):
        monkeypatch.setattr(bound, "__call__", wrong)
        assert simulate(theorem, "quick").verdict == "REJECTED"


def test_two_chambers_meet_as_often_as_the_interface_says() -> None:
    chamber = weyl_chamber("BC", 4)
    small = SmallCone("BC4", np.eye(4) - np.eye(4, k=-1), tuple(Fraction(v) for v in chamber.intrinsic_volumes()))
    bound = find("two_cones_meet").claim.bound_at(K=SmallPair(small, small))
    assert float(bound) == pytest.approx(meets_cone(chamber, chamber), rel=1e-13)


@pytest.mark.parametrize(("d", "first", "second"), [(3, 0.3, 0.7), (4, 0.5, 0.5), (6, 0.4, 0.9), (9, 1.0, 0.2)])
def test_circular_cones_meet_where_the_angle_of_their_axes_is_small(d: int, first: float, second: float) -> None:
    nodes, weights = np.polynomial.legendre.leggauss(60)
    whole, part = ((weights * np.sin((nodes + 1) / 2 * end) ** (d - 2)).sum() * end for end in (np.pi, first + second))
    assert meets_cone(circular(d, first), circular(d, second)) == pytest.approx(part / whole, rel=1e-10)
