"""Studies of the l_q ball (figures vi, viii and ix of the dossier): their rows against what is known otherwise."""

from pathlib import Path

import numpy as np
import pytest
from scipy import optimize

from experiments import allocation_against_relative_rule as allocation
from experiments.typical_and_worst_points import DRAWS, FAILURE, interval
from lqtheory import tables
from lqtheory.quantities.fixed_subspaces import fourier_projector
from lqtheory.theorems.random_weights.typical_point_near_limit import HoeffdingAndChernoff, is_untypical

RESULTS = Path(__file__).resolve().parents[2] / "experiments" / "results"


def stored(name: str) -> tables.Table:
    return tables.read(RESULTS / f"{name}.csv")


def test_fixed_subspaces_on_disk_are_those_of_the_dossier():
    rows = stored("fixed_and_adapted_subspaces").where(n=100, k=30)
    assert rows.column("fixed") == pytest.approx([0.83666002653407554798] * 3, rel=1e-15)


def test_no_point_of_the_ball_is_farther_from_the_fixed_subspace_than_a_coordinate_vector(rng: np.random.Generator):
    (row,) = stored("fixed_and_adapted_subspaces").where(n=100, q=0.5, k=30)
    points = rng.standard_gamma(0.3, (2000, 100)) * rng.choice([-1.0, 1.0], (2000, 100))
    points /= (np.abs(points) ** row["q"]).sum(axis=1)[:, None] ** (1 / row["q"])
    distances = np.linalg.norm(points - points @ fourier_projector(30, 100), axis=1)
    assert distances.max() < row["measured_fixed"] * (1 + 1e-12)


def test_the_typical_and_the_worst_point_are_those_of_the_dossier():
    (row,) = stored("typical_and_worst_points").where(q=0.5, k=200)
    assert (f"{row['predicted']:.3g}", f"{row['worst']:.3g}") == ("7.81e-07", "0.000115")
    assert row["draws"] == DRAWS


class Given:
    """In place of a generator: the powers |w|^q that the theorem's test would draw."""

    def __init__(self, powers: np.ndarray) -> None:
        self.powers = powers

    def standard_gamma(self, shape: float, size: tuple[int, int]) -> np.ndarray:
        assert self.powers.shape == size
        return self.powers


@pytest.mark.parametrize(("k", "n", "q"), [(300, 1000, 0.5), (500, 2000, 1.0)])
def test_the_interval_of_typical_points_is_that_of_the_theorem(k: int, n: int, q: float):
    """At either end of the interval the theorem's own test changes its mind."""
    j = next(j for j in range(1, n) if 6 * np.exp(-2 * j**2 / n) <= FAILURE / 2)
    r = optimize.brentq(lambda r: 2 * np.exp(-n / q * (r - np.log1p(r))) - FAILURE / 2, 1e-6, 1)
    assert HoeffdingAndChernoff()(j, n, k, 2, q, r) <= FAILURE * (1 + 1e-9)
    ends = interval(k, n, q, FAILURE)
    for end, outwards in zip(ends, (-1, 1), strict=True):
        for step, untypical in ((1e-9, True), (-1e-9, False)):
            # k entries of some height over n - k ones: the error falls as it grows.
            error = end * (1 + outwards * step)
            total = ((n - k) / error**2) ** (q / 2)
            height = (total - (n - k)) / k
            assert height > 1
            point = np.concatenate([np.ones(n - k), np.full(k, height)])[None]
            assert is_untypical(Given(point), 1, j, n, k, 2.0, q, r)[0] == untypical


def test_every_allocation_spends_the_whole_budget_and_none_beats_the_best():
    for (_, _, density), part in stored("allocation_against_relative_rule").groups("model", "layer", "density"):
        spent = {rule: part.array(f"kept_{rule}").sum() for rule in allocation.RULES}
        left = {rule: part.array(f"left_{rule}").sum() for rule in allocation.RULES}
        assert set(spent.values()) == {spent["best"]}, density
        assert min(left.values()) == left["best"]
        assert left["best"] < part.array("square").sum()


def test_counts_by_q_mass_follow_norms_and_those_of_one_tolerance_do_not(rng: np.random.Generator):
    """Two neurons of one shape, the second ten times as large: only the relative rule gives both the same."""
    shape = rng.standard_normal(200)
    counts = allocation.keep_counts(np.stack([shape, 10 * shape]), 100)
    assert {rule: bool(kept[1] > kept[0] + 1) for rule, kept in counts.items()} == {
        "relative": False, "relative_exact": False, "q_mass": True, "best": True,
    }  # fmt: skip
    ratio = counts["q_mass"][1] / counts["q_mass"][0]
    assert ratio == pytest.approx(10**allocation.Q, rel=0.1), "the q-mass of ten times a vector"
