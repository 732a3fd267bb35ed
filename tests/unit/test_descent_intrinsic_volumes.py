"""Intrinsic volumes of l_1 descent cones: the values of the dossier to all digits, certificates, edges, error texts."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, InputTypeError, UnsupportedError
from lqtheory.quantities.descent_bounds import (
    l1_descent_gap_bound,
    l1_descent_gap_estimate,
    l1_descent_published_gap_bound,
)
from lqtheory.quantities.descent_cones import l1_descent_dimension_bound
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_dimension, l1_descent_intrinsic_volumes
from lqtheory.quantities.reference import descent_intrinsic_volumes as reference

VOLUMES = [
    (3, 1, "0.166666666666666667 0.39182655203060727 0.333333333333333333 0.10817344796939273", "1.38301356260545213"),
    (
        5,
        2,
        "0 0.0695614454339856937 0.241291869765498731 0.346963080241036457 0.258708130234501269 0.0834754743249778496",
        "3.04524431825098685",
    ),
]


def printed(value: Any, text: str) -> bool:
    """Whether a ball lies within half a unit of the last printed digit."""
    decimal = Decimal(text)
    unit = Fraction(10) ** decimal.as_tuple().exponent  # type: ignore[operator]
    return bool(abs(value - ball(Fraction(decimal))) <= ball(unit / 2) + value.rad())


@pytest.mark.parametrize(("d", "s", "volumes", "dimension"), VOLUMES)
def test_small_cones_are_those_of_the_table(d: int, s: int, volumes: str, dimension: str) -> None:
    texts = volumes.split()
    with precision(100):
        exact = reference.ball_l1_descent_intrinsic_volumes(d, s)
        assert all(printed(v, text) for v, text in zip(exact, texts, strict=True))
        assert printed(reference.ball_l1_descent_dimension(d, s), dimension)
    assert l1_descent_intrinsic_volumes(d, s) == pytest.approx([float(t) for t in texts], rel=3e-14, abs=0)
    assert l1_descent_dimension(d, s) == pytest.approx(float(dimension), rel=3e-14, abs=0)


@pytest.mark.parametrize(
    ("d", "s", "dimension", "gap", "estimate", "bound"),
    [
        (20, 3, 7.956702731782179959616, 0.60154, 0.60372, 1.722),
        (100, 5, 19.8949355492191, 0.495050, 0.495248, None),
        (400, 40, 130.95680823221, 0.560594, 0.560687, None),
    ],
)
def test_gaps_are_those_of_the_dossier(
    d: int, s: int, dimension: float, gap: float, estimate: float, bound: float | None
) -> None:
    value = l1_descent_dimension(d, s)
    assert value == pytest.approx(dimension, rel=2e-13)  # the dossier's last digits come from v_d = 1 - sum v
    exceeds = l1_descent_dimension_bound(d, s) - value
    assert exceeds == pytest.approx(gap, abs=6e-6)
    assert l1_descent_gap_estimate(s / d) == pytest.approx(estimate, abs=6e-6)
    assert exceeds <= l1_descent_gap_bound(s / d) <= l1_descent_published_gap_bound(d, s)
    assert bound is None or l1_descent_gap_bound(s / d) == pytest.approx(bound, abs=6e-4)


@pytest.mark.parametrize(("d", "s"), [(1, 1), (2, 1), (7, 3), (40, 1), (60, 59), (200, 30)])
def test_certificates(d: int, s: int) -> None:
    """The sum is 1, with even indices 1/2 (Gauss-Bonnet), and v_d is not what is left of 1 but agrees with it."""
    volumes = l1_descent_intrinsic_volumes(d, s)
    assert volumes.sum() == pytest.approx(1, abs=1e-13)
    assert volumes[::2].sum() == pytest.approx(0.5, abs=1e-13)
    assert np.all(volumes[: s - 1] == 0)
    assert np.all(volumes >= 0)
    gap = l1_descent_dimension_bound(d, s) - l1_descent_dimension(d, s)
    assert -1e-12 <= gap <= l1_descent_gap_bound(s / d)


def test_the_last_volume_is_accurate_where_it_is_tiny() -> None:
    """One coordinate of 9: P(g > sum of 8 magnitudes), against balls, to digits that subtraction would not leave."""
    with precision(100):
        exact = reference.ball_l1_descent_intrinsic_volumes(9, 1)[9]
        assert exact.rel_accuracy_bits() > 45
    value = l1_descent_intrinsic_volumes(9, 1)[9]
    assert 0 < l1_descent_intrinsic_volumes(60, 1)[60] < 1e-40 < value < 1e-3
    assert value == pytest.approx(float(exact.mid()), rel=1e-12, abs=0)


def test_simulated_projections_fall_on_faces_with_these_probabilities(rng: np.random.Generator) -> None:
    """With d = 5, s = 2 the dimension is s - 1 + #{|g_i| > τ_g}, τ_g the minimiser, d if it is 0; 20000 samples."""
    d, s, size = 5, 2, 20_000
    g = rng.standard_normal((size, d))
    along, others = g[:, :s].sum(axis=1), np.sort(np.abs(g[:, s:]), axis=1)[:, ::-1]
    counts = np.zeros(d + 1)
    sums = np.concatenate([np.zeros((size, 1)), others.cumsum(axis=1)], axis=1)
    candidates = (along[:, None] + sums) / (s + np.arange(d - s + 1))
    for row, tau, magnitude in zip(range(size), candidates, others, strict=True):
        j = next((j for j in range(d - s + 1) if np.sum(magnitude > tau[j]) == j), None)
        dimension = d if j is None or tau[j] <= 0 else s - 1 + j
        counts[dimension] += 1
        assert row < size
    volumes = l1_descent_intrinsic_volumes(d, s)
    allowed = 6.5 * np.sqrt(volumes * (1 - volumes) / size)
    assert np.all(np.abs(counts / size - volumes) <= allowed)


def test_edges() -> None:
    assert l1_descent_intrinsic_volumes(4, 4).tolist() == [0, 0, 0, 0.5, 0.5]
    assert (l1_descent_dimension(4, 4), l1_descent_dimension(4, 0), l1_descent_dimension(1, 1)) == (3.5, 0.0, 0.5)
    with precision(100):
        assert reference.ball_l1_descent_dimension(4, 0) == 0
        assert printed(reference.ball_l1_descent_dimension(4, 4), "3.5")


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (
            lambda: l1_descent_intrinsic_volumes(3, 0),
            DomainError,
            r"s=0 is outside \{1,...,d\} with d=3 .*cone is \{0\}",
        ),
        (lambda: l1_descent_intrinsic_volumes(3, 4), DomainError, r"s=4 is outside \{1,...,d\} with d=3"),
        (lambda: l1_descent_intrinsic_volumes(0, 1), DomainError, "d=0 is outside"),
        (lambda: l1_descent_dimension(3, -1), DomainError, "s=-1 is outside"),
        (lambda: l1_descent_dimension(3, 1.0), InputTypeError, "s must be an integer"),  # type: ignore[arg-type]
        (lambda: l1_descent_dimension(math.nan, 1), InputTypeError, "d must be an integer"),  # type: ignore[arg-type]
        (lambda: reference.ball_l1_descent_intrinsic_volumes(3, 0), DomainError, "s=0 is outside"),
        (lambda: reference.ball_l1_descent_dimension(100, 3), UnsupportedError, "d=100 is above 40"),
    ],
)
def test_errors_say_what_is_wrong(call: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        call()
