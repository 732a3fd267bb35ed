"""The K largest scores of all rows, and what removed or re-fitted neurons change: by hand and against enumeration."""

import itertools

import numpy as np
import pytest

from lqtheory import balls
from lqtheory.dictionaries.contributions import REFITTED_CHANGE, refitted_change
from lqtheory.quantities.allocation import allocate_by_scores
from lqtheory.quantities.matrix_rows import MATRIX_ROW, NEURON_SCORES
from lqtheory.quantities.top_scores import KEPT, LEAST_SCORE, ROW_WEIGHT, TOP_COUNT, keep_counts


def test_counts_of_the_reference_rows():
    """Rows (4, 1, 1, 0) and (3, 2, 1/2, 1/4) with weights 1 and 2, p = 2: counts of the dossier, K = 0, ..., 7."""
    w, a = np.array([[4.0, 1.0, 1.0, 0.0], [3.0, 2.0, 0.5, 0.25]]), np.array([1.0, 2.0])
    found = [tuple(TOP_COUNT.array(w, a, K, 2.0, i) for i in (1, 2)) for K in range(8)]
    assert found == [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (3, 2), (3, 3), (3, 4)]
    assert [LEAST_SCORE.array(w, a, K, 2.0) for K in (0, 1, 2, 3)] == [18.0, 18.0, 16.0, 8.0]


def test_counts_are_those_of_the_algorithm_and_of_the_balls(rng):
    for _ in range(40):
        r, d = (int(v) for v in rng.integers(1, 5, 2))
        w, a, K = rng.standard_normal((r, d)), rng.random(r) + 0.1, int(rng.integers(0, r * d + 1))
        counts = [TOP_COUNT.array(w, a, K, 1.5, i) for i in range(1, r + 1)]
        assert counts == allocate_by_scores(w, a, K, 1.5).counts.tolist()
        exact = [balls.ball_vector(row) for row in w], balls.ball_vector(a), K, balls.ball(1.5)
        assert [int(TOP_COUNT.ball(*exact, i).unique_fmpz()) for i in range(1, r + 1)] == counts
        low, high = balls.enclosure(LEAST_SCORE.ball(*exact))
        assert low * (1 - 1e-13) <= LEAST_SCORE.array(w, a, K, 1.5) <= high * (1 + 1e-13)


def test_competing_counts_keep_within_rows_and_budget(rng):
    member = keep_counts()
    for _ in range(40):
        values = {"r": int(rng.integers(1, 5)), "d": int(rng.integers(1, 6))}
        values["K"] = int(rng.integers(0, values["r"] * values["d"] + 1))
        counts = member.sample(rng, values)
        assert member.fits(counts, **values)
        assert not member.fits((*counts[:-1], counts[-1] + 1), **values)
        assert KEPT.array(counts, 1) == counts[0]
    assert keep_counts() == keep_counts("r", "d", "K") != keep_counts("r", "d", "L")
    assert ROW_WEIGHT.array((2.0, 3.0), 2) == 3.0


def test_scores_are_norms_of_contributions(rng):
    W, X = rng.standard_normal((2, 3)), rng.standard_normal((4, 3))
    parts = [np.linalg.norm(np.outer(X[:, j], W[:, j])) / 2 for j in range(3)]
    assert NEURON_SCORES.array(W, X) == pytest.approx(parts)
    exact = NEURON_SCORES.ball(*([balls.ball_vector(row) for row in table] for table in (W, X)))
    assert [float(v.mid()) for v in exact] == pytest.approx(parts)
    assert MATRIX_ROW.array(W, 2).tolist() == W[1].tolist()


def test_the_re_fitted_change_is_the_least_over_all_choices(rng):
    for _ in range(10):
        W, X = rng.standard_normal((2, 4)), rng.standard_normal((3, 4))
        atoms = np.stack([np.outer(X[:, j], W[:, j]).ravel() for j in range(4)], axis=1) / np.sqrt(3)
        target = atoms.sum(axis=1)
        errors = []
        for chosen in itertools.combinations(range(4), 2):
            part = atoms[:, chosen]
            errors.append(np.linalg.norm(target - part @ np.linalg.lstsq(part, target, rcond=None)[0]))
        assert refitted_change(W, X, 2) == pytest.approx(min(errors))
        exact = REFITTED_CHANGE.ball(*([balls.ball_vector(row) for row in table] for table in (W, X)), 2)
        assert float(exact.mid()) == pytest.approx(min(errors))
    assert refitted_change([[1.0, 2.0]], [[1.0, 0.0], [0.0, 1.0]], 2) == pytest.approx(0, abs=1e-15)
