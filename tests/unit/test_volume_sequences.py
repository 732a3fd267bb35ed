"""Quantities of intrinsic volumes: the dossier's numbers in floats and in balls, and why there is no cone for q < 1."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ball, precision, total
from lqtheory.errors import DomainError
from lqtheory.quantities import find_quantity
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_dimension
from lqtheory.quantities.descent_lq import lq_descent_dimension
from lqtheory.quantities.volume_sequences import QUANTITIES, l1_recovery_probability

OTHERS = {"t": 0.5, "level": 0.3, "k": 1, "m": 1}


@given(counts=st.lists(st.integers(0, 9), min_size=2, max_size=7).filter(lambda c: sum(c > 0 for c in c) > 1))
def test_floats_agree_with_balls(counts: list[int]) -> None:
    half = [Fraction(c, 2 * sum(counts)) for c in counts]  # times a ray, so that even and odd volumes have equal sums
    exact = [a + b for a, b in zip([*half, 0], [0, *half], strict=True)]
    for quantity in QUANTITIES:
        if quantity.arguments[0] != "v":
            continue
        floats = [[float(x) for x in exact] if a in ("v", "w") else OTHERS[a] for a in quantity.arguments]
        with precision(113):
            balls = [[ball(x) for x in exact] if a in ("v", "w") else OTHERS[a] for a in quantity.arguments]
            balls = [ball(b) if isinstance(b, float) else b for b in balls]
            found = quantity.ball(*balls)
            expected = [float(x) for x in (found if quantity.vector else [found])]
        np.testing.assert_allclose(np.atleast_1d(quantity.array(*floats)), np.clip(expected, 0, None), atol=1e-14)


def test_the_numbers_of_the_dossier() -> None:
    steiner = find_quantity("geom.iv.steiner")
    orthant = find_quantity("orthant_volumes")
    assert steiner(orthant(3), 0.3) == pytest.approx(0.39164844911415896205, rel=1e-15)
    with precision(113):
        text = steiner.ball(orthant.ball(3), ball(Fraction(3, 10))).str(20, radius=False)
    assert text == "0.39164844911415896205"
    cases = [((20, 3, 8), 0.52701903275795), ((20, 3, 10), 0.82886265635100), ((100, 5, 20), 0.5263461320447)]
    for (d, s, m), value in cases:
        assert l1_recovery_probability(d, s, m) == pytest.approx(value, abs=1e-12)
    with precision(113):
        exact = find_quantity("geom.planted.cs").ball(20, 3, 8)
    # The dossier prints 0.52701903275795, from doubles; balls show that its last digits are wrong.
    assert float(exact) == pytest.approx(0.5270190327579036, abs=1e-15)
    assert exact.rad() < 1e-20


def test_sequences_that_no_cone_has_are_refused() -> None:
    meets, both = find_quantity("cone_meets_subspace"), find_quantity("cone_meets_cone")
    with pytest.raises(DomainError, match=r"v has even entries with sum 0.25 .*Gauss-Bonnet"):
        meets([0.0, 0.75, 0.25], 0)
    with pytest.raises(DomainError, match="w has even entries"):
        both([0.25, 0.5, 0.25], [0.0, 0.75, 0.25])
    assert both([0.0, 1.0, 0.0], [0.25, 0.5, 0.25]) == 0.5


def test_recovery_is_certain_with_all_measurements_and_rises() -> None:
    chances = [l1_recovery_probability(12, 3, m) for m in range(13)]
    assert (np.diff(chances) >= -1e-13).all()
    assert chances[0] == pytest.approx(0.0, abs=1e-12)
    assert chances[-1] == 1.0


@pytest.mark.parametrize(
    ("d", "s", "m"), [(40, 20, 20), (20, 11, 12), (30, 1, 1), (100, 5, 8), (400, 40, 80), (20, 3, 17)]
)
def test_chances_of_recovery_keep_their_digits(d: int, s: int, m: int) -> None:
    with precision(128):
        exact = find_quantity("geom.planted.cs").ball(d, s, m)
        other = 1 - 2 * total(find_quantity("l1_descent_volume").ball(d, s, k) for k in range(m + 1, d + 1, 2))
        assert abs(other - exact) < 1e-30  # Gauss-Bonnet
        assert abs(ball(l1_recovery_probability(d, s, m)) / exact - 1) < 1e-12


def test_no_recovery_from_fewer_measurements_than_entries() -> None:
    assert [l1_recovery_probability(20, 11, m) for m in range(11)] == [0.0] * 11
    assert find_quantity("geom.planted.cs").ball(20, 11, 10) == 0


def test_the_lq_norm_has_a_descent_cone_from_q_1_on() -> None:
    assert lq_descent_dimension(9, 2, 1) == l1_descent_dimension(9, 2)
    assert lq_descent_dimension(9, 2, 1.5) == 8.5
    assert lq_descent_dimension(9, 0, 1.5) == 0.0
    quantity = find_quantity("geom.descent.lq")
    for q in (0.999, 0.5, 0.0, -1.0):
        with pytest.raises(DomainError, match=r"no convex cone, .*sparsest solution"):
            quantity(9, 2, q)
        with pytest.raises(DomainError, match="no convex cone"):
            quantity.ball(9, 2, ball(q))
    with pytest.raises(DomainError, match=r"q=inf is outside"):
        quantity(9, 2, math.inf)


DESCENT = """
nuclear_descent_share 0.01 1 0.049024023630194118889
nuclear_descent_share 0.05 1 0.20214455938120231709
nuclear_descent_share 0.1 1 0.35114428452978062717
nuclear_descent_share 0.3 1 0.72525495146769130855
nuclear_descent_share 0.1 .5 0.28086457001925492261
nuclear_descent_share 0.5 .25 0.78913626931521920588
nuclear_descent_threshold 0.01 1 1.6056940264524505255
nuclear_descent_threshold 0.05 1 1.294806714081570053
nuclear_descent_threshold 0.3 1 0.70321393071797468843
nuclear_descent_threshold 0.5 .25 0.49090439067358790721
group_descent_threshold 0.01 2 2.3471656806679239987
group_descent_threshold 0.1 16 3.7016301715190539876
group_descent_threshold 0.01 64 8.5382153399649050781
"""


@pytest.mark.parametrize("line", DESCENT.strip().splitlines())
def test_descent_cones_of_the_dossier_to_all_digits(line: str) -> None:
    name, rho, other, digits = line.split()
    quantity = find_quantity(name)
    last = int(other) if "b" in quantity.arguments else Fraction(other)
    with precision(128):
        found = quantity.ball(
            ball(Fraction(rho)), last if isinstance(last, int) and "b" in quantity.arguments else ball(last)
        )
        assert found.rel_accuracy_bits() > 90
        half_a_digit = ball(Fraction(51, 100)) * ball(10) ** -len(digits.split(".")[1])
        assert abs(found - ball(Fraction(digits))) <= half_a_digit
    assert quantity(float(Fraction(rho)), last if isinstance(last, int) else float(last)) == pytest.approx(
        float(digits), rel=1e-12
    )


def test_balls_of_weighted_norms_and_gaps() -> None:
    active, inactive = [1, 1, Fraction(1, 2)], [1] * 5 + [2] * 12 + [0]
    weighted = [find_quantity(f"weighted_descent_{what}") for what in ("threshold", "dimension", "gap_bound")]
    with precision(128):
        balls = [q.ball([ball(w) for w in active], [ball(w) for w in inactive]) for q in weighted]
        assert balls[0].str(20, radius=False) == "0.85771872496402481236"
        assert balls[1].str(20, radius=False) == "6.9904196397177930322"
    floats = [q([float(w) for w in active], [float(w) for w in inactive]) for q in weighted]
    np.testing.assert_allclose(floats, [float(b) for b in balls], rtol=1e-13)
    gap = find_quantity("group_descent_gap_bound")
    for rho, b in ((0.1, 1), (0.5, 4), (1e-6, 2), (0.99, 16)):
        with precision(128):
            assert gap(rho, b) == pytest.approx(float(gap.ball(ball(rho), b)), rel=1e-9)
    with pytest.raises(DomainError, match=r"rho=0.0 is outside \(0, 1\]"):
        gap(0.0, 2)
