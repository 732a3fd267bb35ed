"""What theorems measure on an expansion: floats against balls, and against the algorithms that users call."""

from __future__ import annotations

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.dictionaries import maurey_greedy, orthogonal_greedy
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, PARTITION, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.rng import generator_for

COUNTS = {"m": 2, "t": 2, "L": 1}


@pytest.mark.parametrize("name", MEASURED)
def test_floats_lie_next_to_balls(name: str) -> None:
    quantity, rng = MEASURED[name], generator_for(0, "measured", name)
    for _ in range(40):
        n = int(rng.integers(1, 5))
        theta, F = np.round(rng.standard_normal(n), 2), DICTIONARY.sampler(rng, n)
        rest = [COUNTS[letter] for letter in quantity.arguments[2:]]
        value = np.atleast_1d(quantity.array(theta, F, *rest))
        with balls.precision(160):
            exact = quantity.ball(balls.ball_vector(theta), DICTIONARY.ball(F), *rest)
        for v, b in zip(value, exact if quantity.vector else [exact], strict=True):
            assert v == pytest.approx(float(balls.ball(b).mid()), rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("name", DISTANCES)
def test_distances_in_floats_lie_next_to_balls(name: str) -> None:
    quantity, rng = DISTANCES[name], generator_for(0, "distances", name)
    for _ in range(40):
        n = int(rng.integers(1, 5))
        theta, g, F = (
            np.round(rng.standard_normal(n), 2),
            np.round(rng.standard_normal(n), 2),
            DICTIONARY.sampler(rng, n),
        )
        y = TARGET.sampler(rng, theta, F)
        values = {
            "theta": theta,
            "g": g,
            "F": F,
            "y": y,
            "x": theta,
            "m": 2,
            "L": 1,
            "p": float(rng.choice((1.0, 1.5, 2.0, 4.0))),
            "cells": PARTITION.sampler(rng, n),
        }
        value = np.atleast_1d(quantity.array(*(values[letter] for letter in quantity.arguments)))
        with balls.precision(160):
            exact = {name: balls.ball_vector(v) for name, v in values.items() if name in ("theta", "g", "y", "x")}
            exact |= {"F": DICTIONARY.ball(F), "m": 2, "L": 1, "p": balls.ball(values["p"])}
            exact |= {"cells": PARTITION.ball(values["cells"])}
            result = quantity.ball(*(exact[letter] for letter in quantity.arguments))
        for v, b in zip(value, result if quantity.vector else [result], strict=True):
            assert v == pytest.approx(float(balls.ball(b).mid()), rel=1e-9, abs=1e-11)


def test_distances_refuse_shapes_that_do_not_fit() -> None:
    with pytest.raises(ShapeError, match="one entry per column"):
        DISTANCES["combination_distance"].array(np.ones(2), np.ones(2), np.eye(3))
    with pytest.raises(ShapeError, match="one value per sample point"):
        DISTANCES["best_target_error"].array(np.ones(2), np.eye(3), 1)
    with pytest.raises(ShapeError, match="one value per sample point"):
        DISTANCES["best_target_error"].ball(balls.ball_vector(np.ones(2)), DICTIONARY.ball(np.eye(3)), 1)


@pytest.mark.parametrize("m", [1, 2, 3])
def test_algorithms_do_what_theorems_measure(m: int) -> None:
    rng = generator_for(0, "algorithms measured", m)
    for _ in range(30):
        theta, F = np.round(rng.random(5) + 0.1, 2), DICTIONARY.sampler(rng, 5)
        if np.count_nonzero(np.linalg.norm(F, axis=0)) <= m:
            continue
        plain = np.ones(F.shape[0])
        pursuit, average = orthogonal_greedy(F, theta, m, weights=plain), maurey_greedy(F, theta, m, weights=plain)
        best = MEASURED["best_dictionary_error"].array(theta, F, m)
        assert pursuit.error == pytest.approx(MEASURED["pursuit_error"].array(theta, F, m), rel=1e-8, abs=1e-10)
        assert average.error**2 == pytest.approx(
            MEASURED["averaging_excess"].array(theta, F, m) / m**2, rel=1e-8, abs=1e-10
        )
        assert best <= min(pursuit.error, average.error) + 1e-10


def test_shapes_that_do_not_fit_are_refused() -> None:
    for quantity in MEASURED.values():
        rest = [COUNTS[letter] for letter in quantity.arguments[2:]]
        with pytest.raises(ShapeError, match="one coefficient"):
            quantity.array(np.ones(2), np.eye(3), *rest)
        with pytest.raises(ShapeError, match="theta has 2 entries for 3 atoms"):
            quantity.ball(balls.ball_vector(np.ones(2)), DICTIONARY.ball(np.eye(3)), *rest)


def test_too_many_choices_are_refused() -> None:
    with pytest.raises(UnsupportedError, match=r"m=20 of n=40 atoms are too many choices"):
        MEASURED["best_dictionary_error"].array(np.ones(40), np.eye(40), 20)
    with pytest.raises(UnsupportedError, match=r"m=9 draws of n=20 atoms are too many"):
        MEASURED["mean_square_of_averages"].array(np.ones(20), np.eye(20), 9)
