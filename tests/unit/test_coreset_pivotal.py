"""Pivotal sampling by enumeration: chances of pairs, sizes, and the law itself against a simulation of the plays."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from scipy.stats import binomtest

from lqtheory.balls import ball
from lqtheory.compression.sampling.pivotal import pivotal_inclusion
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.quantities.coreset_pivotal import (
    PIVOTAL_QUANTITIES,
    PLAY,
    PlayBalls,
    pivotal_joint,
    pivotal_outcomes,
    pivotal_quantity,
    pivotal_variance,
)

EIGHTHS = np.arange(9) / 8


def simulated(p: np.ndarray, merges: np.ndarray, rng: np.random.Generator) -> tuple[int, ...]:
    """One sample, play by play as the rule says."""
    now, cluster = p.copy(), [[j] for j in range(len(p))]

    def undecided(units: list[int]) -> list[int]:
        return [j for j in units if 0 < now[j] < 1]

    for left, right in merges:
        for a, b in itertools.product(undecided(cluster[left]), undecided(cluster[right])):
            s = now[a] + now[b]
            if s <= 1:
                now[a], now[b] = (s, 0.0) if rng.random() < now[a] / s else (0.0, s)
            else:
                now[a], now[b] = (1.0, s - 1) if rng.random() < (1 - now[b]) / (2 - s) else (s - 1, 1.0)
        cluster[left] += cluster[right]
    for j in undecided(list(range(len(p)))):
        now[j] = float(rng.random() < now[j])
    return tuple(now.astype(int).tolist())


def judged(p: list[float], merges: list[list[int]], seen: Counter, draws: int) -> None:
    """False alarms below 1e-9: every set is tested exactly at that level over their number."""
    chances: dict[tuple[int, ...], float] = {}
    for chance, kept in zip(*pivotal_outcomes(p, merges), strict=True):
        key = tuple(kept.astype(int).tolist())
        chances[key] = chances.get(key, 0.0) + chance
    assert sum(chances.values()) == pytest.approx(1, abs=1e-14)
    assert set(seen) <= {key for key, chance in chances.items() if chance > 0}
    for key, chance in chances.items():
        assert binomtest(seen[key], draws, min(chance, 1.0)).pvalue > 1e-9 / len(chances), key


@pytest.mark.parametrize(
    ("p", "merges"),
    [
        ([0.25, 0.5, 0.75, 0.625], [[0, 1], [2, 3], [0, 2]]),
        ([0.125, 0.375, 0.25, 1.0, 0.5], [[3, 4], [1, 0], [3, 2], [1, 3]]),
        ([0.875, 0.75, 0.0, 0.625], [[1, 0], [1, 2], [3, 1]]),
    ],
)
def test_the_law_is_that_of_simulated_plays(p: list[float], merges: list[list[int]], rng: np.random.Generator) -> None:
    """6000 samples."""
    judged(p, merges, Counter(simulated(np.array(p), np.array(merges), rng) for _ in range(6000)), 6000)


@pytest.mark.parametrize(
    ("p", "merges"),
    [
        ([0.25, 0.5, 0.75, 0.625], [[0, 1], [2, 3], [0, 2]]),
        ([0.125, 0.375, 0.25, 1.0, 0.5], [[1, 4], [0, 2], [1, 3], [0, 1]]),
        ([0.875, 0.75, 0.0, 0.625], [[1, 2], [0, 1], [0, 3]]),
        ([0.3, 0.6, 0.2, 0.4, 0.9], [[0, 1], [0, 2], [0, 3], [0, 4]]),
    ],
)
def test_networks_are_sampled_by_this_law(p: list[float], merges: list[list[int]], rng: np.random.Generator) -> None:
    """20000 classes at once."""
    kept = pivotal_inclusion(np.tile(np.array(p)[:, None], (1, 20_000)), np.array(merges), rng)
    judged(p, merges, Counter(map(tuple, kept.T.astype(int).tolist())), 20_000)


def test_units_keep_their_chances_and_pairs_are_no_more_frequent_than_independent_ones(
    rng: np.random.Generator,
) -> None:
    below = 0
    for _ in range(200):
        n = int(rng.integers(1, 8))
        p, merges = rng.choice(EIGHTHS, n), PLAY.sampler(rng, n)
        joint = pivotal_joint(p, merges)
        assert np.diag(joint) == pytest.approx(p, abs=1e-14)
        assert (joint == joint.T).all()
        excess = joint - np.outer(p, p)
        np.fill_diagonal(excess, 0.0)
        assert excess.max() <= 1e-14
        below += excess.min() < -1e-3
        _, kept = pivotal_outcomes(p, merges)
        sizes = kept.sum(axis=1)
        assert set(sizes) <= {np.floor(p.sum()), np.ceil(p.sum())}
        x = rng.integers(0, 5, n) / 4
        safe = np.where(p > 0, p, 1.0)
        independent = (np.where(p > 0, x, 0.0) ** 2 * (1 / safe - 1)).sum()
        variance = pivotal_variance(x, p, merges)
        scaled = np.where(p > 0, x / safe, 0.0)
        assert variance == pytest.approx(scaled @ (joint - np.outer(p, p)) @ scaled, abs=1e-12)
        assert variance <= independent * (1 + 1e-12) + 1e-14
    assert below > 100


def test_one_play() -> None:
    """With a + b = 3/4 never both; with a + b = 5/4 never none, and both with chance a + b - 1."""
    assert pivotal_joint([0.25, 0.5]).tolist() == [[0.25, 0.0], [0.0, 0.5]]
    assert pivotal_joint([0.75, 0.5]).tolist() == [[0.75, 0.25], [0.25, 0.5]]
    assert sorted(pivotal_outcomes([0.75, 0.5], plays=1)[1].tolist()) == [[0.25, 1.0], [1.0, 0.25]]


def test_certain_and_impossible_units_do_not_play() -> None:
    assert pivotal_joint([1.0, 0.5, 0.0, 0.5]).tolist() == [
        [1.0, 0.5, 0.0, 0.5],
        [0.5, 0.5, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0],
        [0.5, 0.0, 0.0, 0.5],
    ]
    assert pivotal_variance([2.0, 0.0, 5.0, 0.0], [1.0, 0.5, 0.0, 0.5]) == 0.0


def test_values_of_both_signs_vary_more() -> None:
    """4 against 2: why each sign is sampled by itself."""
    x, p = np.array([1.0, -1.0]), np.array([0.5, 0.5])
    assert pivotal_variance(x, p) == 4.0
    assert (x**2 * (1 / p - 1)).sum() == 2.0


def test_plays_go_from_independent_to_pivotal_and_balls_agree(rng: np.random.Generator) -> None:
    """Before all plays units are independent; after them the moments are those of the joint chances."""
    for _ in range(60):
        n = int(rng.integers(1, 6))
        p, merges = rng.choice(EIGHTHS, n), PLAY.sampler(rng, n)
        u, w = rng.integers(0, 4, n) / 2, rng.integers(0, 4, n) / 4
        moment, mean = PIVOTAL_QUANTITIES["moment_after_plays"], PIVOTAL_QUANTITIES["mean_after_plays"]
        steps = [float(moment(u, w, p, merges, k)) for k in range(n + 2)]
        assert steps[0] == pytest.approx((u @ p) * (w @ p) + (u * w) @ (p * (1 - p)), abs=1e-13)
        assert steps[n] == pytest.approx(u @ pivotal_joint(p, merges) @ w, abs=1e-13)
        assert steps[n + 1] == steps[n]
        assert all(after <= before + 1e-13 for before, after in itertools.pairwise(steps))
        k, order = int(rng.integers(n + 2)), PlayBalls()(merges)
        exact = [[ball(float(v)) for v in vector] for vector in (u, w, p)]
        assert float(moment.ball(*exact, order, k).mid()) == pytest.approx(steps[k], abs=1e-13)
        assert float(mean.ball(exact[0], exact[2], order, k).mid()) == pytest.approx(u @ p, abs=1e-13)
        assert float(mean(u, p, merges, k)) == pytest.approx(u @ p, abs=1e-13)
        for name in ("least_pivotal_size", "largest_pivotal_size"):
            size = PIVOTAL_QUANTITIES[name]
            assert float(size.ball(exact[2], order).mid()) == float(size(p, merges))


def test_a_sum_that_balls_do_not_compare_with_one_is_left_open() -> None:
    third = ball(1) / 3
    with pytest.raises(UnsupportedError, match="not decided"):
        PIVOTAL_QUANTITIES["mean_after_plays"].ball([ball(1)] * 2, [third, 2 * third], [(0, 1)], 1)


def test_bad_input_is_refused() -> None:
    with pytest.raises(DomainError, match=r"in \[0, 1\]"):
        pivotal_joint([0.5, 1.5])
    with pytest.raises(DomainError, match=r"in \[0, 1\]"):
        pivotal_joint([0.5, float("nan")])
    with pytest.raises(ShapeError, match="n >= 1"):
        pivotal_joint([])
    with pytest.raises(InputTypeError, match="no array of numbers"):
        pivotal_joint(["a half"])
    with pytest.raises(UnsupportedError, match="at most 12"):
        pivotal_joint(np.full(13, 0.5))
    for merges in (
        [[0, 1]],
        [[0, 1], [0, 1]],
        [[0, 0], [0, 1]],
        [[0, 1], [1, 2]],
        [[0.0, 1.0], [0.0, 1.5]],
        [[0, 1], [0, np.nan]],
    ):
        with pytest.raises(DomainError, match="no order of play"):
            pivotal_joint([0.5] * 3, merges)
    with pytest.raises(DomainError, match="number of plays"):
        pivotal_outcomes([0.5], plays=-1)
    with pytest.raises(ShapeError, match="one for each unit"):
        pivotal_variance([1.0], [0.5, 0.5])
    with pytest.raises(DomainError, match="finite"):
        pivotal_variance([1.0, float("inf")], [0.5, 0.5])


def test_orders_that_are_drawn_are_orders(rng: np.random.Generator) -> None:
    for n in (1, 2, 3, 7):
        merges = PLAY.sampler(rng, n)
        assert PLAY.validate("T", merges, {"n": n}, "test") is merges
    with pytest.raises(DomainError, match="order of play"):
        PLAY.validate("T", np.array([[0, 1]]), {"n": 3}, "test")
    typed = np.array([[0.0, 2.0], [0.0, 1.0]])  # `lqtheory eval` reads lists as floats
    assert PLAY.validate("T", typed, {"n": 3}, "test") is typed
    assert pivotal_joint([0.5] * 3, typed) == pytest.approx(pivotal_joint([0.5] * 3, typed.astype(int)))
    assert pivotal_quantity("moment_after_plays").__name__ == "moment_after_plays"
