"""Risks of estimators at flat points: formulas against simulation, and floats against balls."""

from itertools import combinations

import numpy as np
import pytest

from lqtheory.balls import enclosure, precision
from lqtheory.quantities.estimators import FLAT_RISK, KINDS, Estimator, flat_risk
from lqtheory.rng import generator_for
from lqtheory.theorems.necessity.no_estimator_beats_fano import ESTIMATOR


def applied(E: Estimator, y: np.ndarray, sigma: float) -> np.ndarray:
    if E.kind == "shrink":
        return E.level * y
    if E.kind == "guess":
        return np.broadcast_to(np.where(np.arange(y.shape[-1]) < E.width, E.level * sigma, 0.0), y.shape)
    t = E.level * sigma
    return np.where(np.abs(y) > t, y - (np.sign(y) * t if E.kind == "soft" else 0.0), 0.0)


@pytest.mark.parametrize("kind", KINDS)
def test_the_formula_is_the_mean_squared_error(kind: str) -> None:
    rng, n, s, a, sigma = generator_for(0, "flat risk", kind), 6, 2, 0.8, 0.5
    for level in (0.3, 1.0, 2.5):
        E = Estimator(kind, level, 3)
        worst = []
        for support in combinations(range(n), s):
            theta = np.zeros(n)
            theta[list(support)] = a
            losses = ((applied(E, theta + sigma * rng.standard_normal((40_000, n)), sigma) - theta) ** 2).sum(axis=1)
            worst.append((losses.mean(), losses.std() / 200))
        mean, error = max(worst)
        # The largest of 15 means, each normal: 7 standard errors are exceeded with probability below 1e-9.
        assert abs(mean - flat_risk(E, n, s, a, sigma)) <= 7 * error + 1e-12


def test_floats_lie_in_the_balls(rng: np.random.Generator) -> None:
    for _ in range(60):
        n, s = int(rng.integers(4, 40)), int(rng.integers(1, 4))
        E, a, sigma = ESTIMATOR.sample(rng, {"n": n, "q": 1.0}), float(rng.random()), 0.1 + float(rng.random())
        with precision(113):
            low, high = enclosure(FLAT_RISK.ball(ESTIMATOR.ball(E), n, s, a, sigma))
        value = flat_risk(E, n, s, a, sigma)
        assert low - 1e-12 * value <= value <= high + 1e-12 * value
        assert high - low <= 1e-14 * high


def test_doing_nothing_costs_the_noise_and_guessing_zero_the_signal() -> None:
    assert flat_risk(Estimator("soft", 0.0), 50, 4, 3.0, 2.0) == pytest.approx(200.0, rel=1e-14)
    assert flat_risk(Estimator("hard", 40.0), 50, 4, 3.0, 2.0) == pytest.approx(36.0, rel=1e-14)
