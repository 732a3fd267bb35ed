"""Averages of atoms drawn with any probabilities: floats against balls, and the case of the masses."""

from __future__ import annotations

import numpy as np
import pytest

from lqtheory.balls import ball, precision
from lqtheory.dictionaries.measured import MEASURED, atom_masses
from lqtheory.dictionaries.weighted_draws import WEIGHTED_DRAWS
from lqtheory.errors import ShapeError, UnsupportedError


@pytest.mark.parametrize("m", [1, 2, 3])
def test_floats_agree_with_balls(m: int, rng: np.random.Generator) -> None:
    theta, F, w = rng.standard_normal(3), rng.standard_normal((4, 3)), rng.random(3) + 0.1
    for name, quantity in WEIGHTED_DRAWS.items():
        counts = (m,) if name == "weighted_mean_square" else ()
        columns = [[ball(v) for v in column] for column in F.T]
        with precision(113):
            exact = quantity.ball([ball(v) for v in theta], columns, [ball(v) for v in w], *counts)
        assert quantity.array(theta, F, w, *counts) == pytest.approx(float(exact.mid()), rel=1e-12)


def test_masses_as_weights_are_the_draws_of_maurey(rng: np.random.Generator) -> None:
    theta, F = rng.standard_normal(3), rng.standard_normal((4, 3))
    masses = atom_masses(theta, F)
    own = WEIGHTED_DRAWS["weighted_mean_square"].array
    for m in (1, 2, 4):
        best = MEASURED["mean_square_of_averages"].array(theta, F, m)
        assert own(theta, F, 3.0 * masses, m) == pytest.approx(best, rel=1e-12)
        assert own(theta, F, masses * np.array([1.0, 2.0, 1.0]), m) > best


def test_two_draws_of_two_atoms_by_hand() -> None:
    """Atoms e_1, e_2 with coefficients 1 and probabilities 1/4, 3/4: (4 + 4/3 - 2)/m."""
    own = WEIGHTED_DRAWS["weighted_mean_square"].array
    for m in (1, 2, 10):
        assert own([1.0, 1.0], np.eye(2), [1.0, 3.0], m) == pytest.approx(10 / 3 / m, rel=1e-12)


def test_what_does_not_fit_is_refused() -> None:
    own = WEIGHTED_DRAWS["weighted_mean_square"].array
    with pytest.raises(ShapeError, match="give one coefficient per column"):
        own([1.0, 2.0], [[1.0]], [1.0, 1.0], 1)
    with pytest.raises(UnsupportedError, match="are too many"):
        own(np.ones(20), np.eye(20), np.ones(20), 12)
