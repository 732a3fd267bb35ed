"""Quantities of intrinsic volumes: the dossier's numbers in floats and in balls, and why there is no cone for q < 1."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.balls import ball, precision
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
