"""Averages aimed at a target, and largest terms in L_p: against the algorithm, by hand, floats against balls."""

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.dictionaries import maurey_greedy
from lqtheory.dictionaries.distances import lp_masses
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.targets import TARGETS, averaging_target_excess, without_largest_lp
from lqtheory.errors import ShapeError


def instance(rng):
    n = int(rng.integers(2, 6))
    theta = np.round(rng.standard_normal(n), 1)
    atoms = DICTIONARY.sampler(rng, n)
    return theta, atoms, TARGET.sampler(rng, theta, atoms)


def test_the_last_excess_is_what_the_algorithm_leaves(rng):
    for _ in range(40):
        theta, atoms, y = instance(rng)
        m = int(rng.integers(1, 4))
        found = maurey_greedy(atoms, theta, m, weights=np.ones(len(atoms)), target=y)
        if found.method != "exact":
            assert averaging_target_excess(y, theta, atoms, m, m) == pytest.approx(m**2 * found.error**2, rel=1e-9)


def test_largest_terms_depend_on_the_norm():
    """Masses (2, 3) in l_1, (2, 2.1...) in l_2, (2, 1.5) in the limit: the order turns."""
    atoms = np.array([[2.0, 1.5], [0.0, 1.5]])
    assert without_largest_lp([1.0, 1.0], atoms, 1, 1.0).tolist() == [1.0, 0.0]
    assert without_largest_lp([1.0, 1.0], atoms, 1, 8.0).tolist() == [0.0, 1.0]
    assert lp_masses([1.0, 1.0], atoms, 1.0).tolist() == [2.0, 3.0]


def test_floats_and_balls_agree(rng):
    for _ in range(30):
        theta, atoms, y = instance(rng)
        columns = DICTIONARY.ball(atoms)
        with balls.precision(160):
            exact = TARGETS["averaging_target_excess"].ball(
                balls.ball_vector(y), balls.ball_vector(theta), columns, 3, 2
            )
            low, high = balls.enclosure(exact)
            rest = TARGETS["without_largest_lp"].ball(balls.ball_vector(theta), columns, 1, balls.ball(3) / 2)
            assert [float(v) for v in rest] == without_largest_lp(theta, atoms, 1, 1.5).tolist()
        found = averaging_target_excess(y, theta, atoms, 3, 2)
        assert low - 1e-9 * (1 + low) <= found <= high + 1e-9 * (1 + high)


def test_shapes_are_checked():
    with pytest.raises(ShapeError, match="y has shape"):
        averaging_target_excess([1.0], [1.0], np.ones((2, 1)), 1, 1)
    with pytest.raises(ShapeError, match="one entry per column"):
        without_largest_lp([1.0], np.ones((2, 2)), 1, 2.0)
