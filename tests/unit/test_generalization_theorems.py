"""Claims about samples: draws and enumeration agree, and slightly wrong statements are false somewhere."""

import inspect
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import stats

from lqtheory.quantities import unseen_limits
from lqtheory.quantities.exact_binomials import binomial_counts, binomial_probability
from lqtheory.registry import find

#: Points where the event happens often enough to be counted.
POINTS: dict[str, list[dict[str, int]]] = {
    "clopper_pearson_limit_is_exceeded": [{"n": 20, "d": 5, "r": 4}, {"n": 7, "d": 3, "r": 8}],
    "silent_neurons_become_active": [{"k": 3, "n": 6, "d": 2, "r": 6}, {"k": 1, "n": 10, "d": 4, "r": 3}],
    "empirical_distribution_exceeds_margin": [{"n": 6, "d": 3}, {"n": 1, "d": 2}, {"n": 40, "d": 5}],
    "fresh_score_above_conformal_rank": [{"n": 12, "a": 4, "g": 5}, {"n": 9, "a": 10, "g": 30}],
    "continuous_scores_are_covered": [{"n": 5, "k": 3}, {"n": 9, "k": 9}],
    "tolerance_limit_covers_too_little": [{"n": 20, "a": 4, "d": 4, "g": 8}, {"n": 13, "a": 2, "d": 3, "g": 7}],
    "mean_exceeds_hoeffding_margin": [{"n": 10, "d": 2, "r": 5}, {"n": 30, "d": 3, "r": 7}],
    "mean_exceeds_empirical_bernstein_margin": [{"n": 24, "d": 2, "r": 2}, {"n": 40, "d": 3, "r": 2}],
    "code_risk_is_exceeded": [{"k": 3, "n": 12, "d": 2, "r": 6}, {"k": 2, "n": 20, "d": 2, "r": 3}],
    "binomial_code_risk_is_exceeded": [{"k": 3, "n": 12, "d": 2, "r": 6}, {"k": 4, "n": 9, "d": 2, "r": 8}],
    "repeated_coresets_all_fail": [{"k": 2, "e": 4, "h": 5, "i": 3}, {"k": 3, "e": 1, "h": 8, "i": 6}],
    "selected_coreset_is_much_worse": [{"n": 5, "d": 5, "r": 10, "s": 0}, {"n": 30, "d": 2, "r": 5, "s": 0}],
    "selected_coreset_exceeds_its_limit": [{"n": 12, "d": 2, "r": 4, "s": 4}, {"n": 20, "d": 3, "r": 3, "s": 7}],
}
CASES = [(name, point) for name, points in POINTS.items() for point in points]
DRAWS = 20_000


def exact(name: str, **point: int) -> float:
    value = find(name).claim.exact(**point)
    return float(value if isinstance(value, (int, Fraction)) else value.mid())


@pytest.mark.parametrize(("name", "point"), CASES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CASES)])
def test_draws_agree_with_the_enumeration(name: str, point: dict[str, int]) -> None:
    """A fixed number of draws; each case fails by chance with probability below 1e-9."""
    count = int(np.count_nonzero(find(name).claim.event(np.random.default_rng(0), DRAWS, **point)))
    assert stats.binomtest(count, DRAWS, min(1.0, exact(name, **point))).pvalue > 1e-9


def points(**ranges: Iterable[int]) -> Iterable[dict[str, int]]:
    """All points of a box."""
    found: list[dict[str, int]] = [{}]
    for name, values in ranges.items():
        found = [point | {name: value} for point in found for value in values]
    return found


def module_of(name: str) -> Any:
    return inspect.getmodule(find(name).claim.exact)


def test_the_next_smaller_rank_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, function, box in (
        ("fresh_score_above_conformal_rank", "conformal_rank", points(n=(9, 19), a=(4, 5), g=(40,))),
        ("tolerance_limit_covers_too_little", "tolerance_rank", points(n=(12, 20), a=(3, 4), d=(3, 5), g=(360,))),
    ):
        whole = getattr(unseen_limits, function)
        monkeypatch.setattr(module_of(name), function, lambda *args, whole=whole: max(1, whole(*args) - 1))
        assert any(exact(name, **point) > 1 / point["d" if "d" in point else "a"] for point in box), name


def test_limits_at_a_level_not_shared_would_not_do() -> None:
    """Chosen at the full level 1/d, the limit of the better of two coresets is too low too often."""
    n, d, r = 24, 3, 5
    counts = binomial_counts(n, r, 10)
    sums = np.cumsum(np.array(counts, dtype=object))
    failing = sum(int(total) * d < 10**n for total in sums)
    above = binomial_probability(n, range(failing, n + 1), r, 10)
    assert 1 - above**2 > Fraction(1, d)
    assert exact("selected_coreset_exceeds_its_limit", n=n, d=d, r=r, s=r) <= 1 / d


def test_smaller_margins_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine tenths of the margin of Dvoretzky, Kiefer and Wolfowitz, a third of Hoeffding's."""
    for name, function, box, change in (
        (
            "empirical_distribution_exceeds_margin",
            "ball_dkw_margin",
            points(n=(20, 60), d=(2, 5)),
            lambda v: v * 9 / 10,
        ),
        (
            "mean_exceeds_hoeffding_margin",
            "ball_hoeffding_margin",
            points(n=(30,), d=(5, 10), r=(4, 5)),
            lambda v: v / 3,
        ),
    ):
        whole = getattr(module_of(name), function)
        monkeypatch.setattr(module_of(name), function, lambda *args, w=whole, c=change: c(w(*args)))
        assert any(exact(name, **point) > 1 / point["d"] for point in box), name


def test_a_code_that_is_counted_too_short_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("code_risk_is_exceeded", "binomial_code_risk_is_exceeded"):
        monkeypatch.setattr(module_of(name), "_lengths", lambda k: [0] * k)
        box = points(k=(4,), n=(10, 15, 20), d=(2, 3), r=(3, 5, 8))
        assert any(exact(name, **point) > 1 / point["d"] for point in box), name


def test_a_smaller_bound_of_repeated_coresets_would_not_do() -> None:
    """(1/c)^(k+1) is exceeded for k coresets."""
    assert exact("repeated_coresets_all_fail", k=2, e=1, h=8, i=6) > (4 / 5) ** 3
    assert exact("repeated_coresets_all_fail", k=2, e=1, h=8, i=6) <= (4 / 5) ** 2
