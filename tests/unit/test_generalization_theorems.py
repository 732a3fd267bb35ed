"""Claims about samples: draws and enumeration agree, and slightly wrong statements are false somewhere."""

import inspect
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import stats

from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.quantities import loss_populations, score_laws, unseen_limits
from lqtheory.quantities.activation_laws import Activations
from lqtheory.quantities.coreset_filters import released_channel_sensitivities
from lqtheory.quantities.exact_binomials import binomial_probability, counts_below_level
from lqtheory.quantities.loss_populations import Population
from lqtheory.quantities.score_laws import Exchangeable, ScoreLaw
from lqtheory.registry import find
from lqtheory.theorems.comparison.occam_margin_gap_rarely_exceeded import Classified
from lqtheory.theorems.coresets.fresh_importance_rarely_above import Points
from lqtheory.theorems.coresets.small_sums_have_large_ratios import Sums
from lqtheory.theorems.generalization.silent_neurons_become_active import ActivityLaw

UNIFORM = ScoreLaw((1,), (True,))
TIES = ScoreLaw((1, 3, 2, 2), (False, True, False, False))
#: Two coresets, independent or failing together; three networks, each right on inputs of one kind alone.
INDEPENDENT = Population((1, 1, 1, 1), ((0, 1, 0, 1), (0, 0, 1, 1)))
TOGETHER = Population((3, 2, 1), ((0, 1, 1), (0, 1, 0)))
SPECIALISTS = Population((1, 1, 1, 1), ((0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1)))

#: Three networks of a weight of one bit on two kinds of inputs, their losses, and a margin that two of them lose.
LOSSES = Population((3, 1), ((Fraction(1, 2), Fraction(1, 2)), (Fraction(0), Fraction(1)), (Fraction(1), Fraction(0))))
CLASSIFIED = Classified((3, 2), (0, 1), ((2, 1), (0, 3)), (((2, 1), (0, 3)), ((2, 1), (3, 1)), ((1, 2), (0, 1))))

#: Points where the event happens often enough to be counted.
POINTS: dict[str, list[dict[str, Any]]] = {
    "clopper_pearson_limit_is_exceeded": [{"n": 20, "delta": 0.2, "p": 0.4}, {"n": 7, "delta": 0.33, "p": 0.8}],
    "silent_neurons_become_active": [
        {"k": 3, "n": 4, "delta": 0.75, "A": ActivityLaw(((False,) * 3, (True, True, False), (True,) * 3), (5, 2, 3))},
        {"k": 1, "n": 10, "delta": 0.25, "A": ActivityLaw(((False,), (True,)), (17, 3))},
    ],
    "empirical_distribution_exceeds_margin": [{"n": 6, "d": 3}, {"n": 1, "d": 2}, {"n": 40, "d": 5}],
    "fresh_score_above_conformal_rank": [
        {"n": 12, "alpha": 0.25, "scores": Exchangeable((1,), (TIES,))},
        {"n": 9, "alpha": 0.1, "scores": Exchangeable((2, 1), (UNIFORM, (0, 0, 1, 1, 2, 3, 3, 4, 5, 6)))},
    ],
    "continuous_scores_are_covered": [{"n": 5, "k": 3}, {"n": 9, "k": 9}],
    "tolerance_limit_covers_too_little": [
        {"n": 20, "alpha": 0.3, "delta": 0.25, "law": TIES},
        {"n": 13, "alpha": 0.5, "delta": 0.3, "law": UNIFORM},
    ],
    "mean_exceeds_hoeffding_margin": [
        {"n": 10, "delta": 0.5, "law": Population((1, 1), ((Fraction(0), Fraction(1)),))},
        {"n": 14, "delta": 0.4, "law": Population((2, 1, 4), ((Fraction(0), Fraction(1, 2), Fraction(1)),))},
    ],
    "mean_exceeds_empirical_bernstein_margin": [{"n": 24, "d": 2, "r": 2}, {"n": 40, "d": 3, "r": 2}],
    "code_risk_is_exceeded": [
        {"k": 2, "n": 12, "delta": 0.5, "code": (1, 1), "networks": INDEPENDENT},
        {"k": 3, "n": 2, "delta": 0.9, "code": (1, 2, 2), "networks": SPECIALISTS},
    ],
    "binomial_code_risk_is_exceeded": [
        {"k": 2, "n": 12, "delta": 0.5, "code": (1, 1), "networks": INDEPENDENT},
        {"k": 3, "n": 9, "delta": 0.5, "code": (1, 3, 2), "networks": SPECIALISTS},
    ],
    "repeated_coresets_all_fail": [
        {"k": 2, "c": 2.0, "law": Population((3, 5), ((Fraction(5, 8), Fraction(0)),))},
        {"k": 3, "c": 1.25, "law": Population((6, 1, 1), ((Fraction(1), Fraction(1, 2), Fraction(0)),))},
    ],
    "selected_coreset_is_much_worse": [
        {"k": 2, "n": 5, "delta": 0.99, "coresets": Population((1, 99), ((0, 1), (1, 0)))},
        {"k": 2, "n": 9, "delta": 0.9, "coresets": TOGETHER},
    ],
    "selected_coreset_exceeds_its_limit": [
        {"k": 2, "n": 12, "delta": 0.5, "coresets": INDEPENDENT},
        {"k": 2, "n": 16, "delta": 0.4, "coresets": TOGETHER},
    ],
    "small_sums_have_large_ratios": [
        {"h": 2.0, "x": 3.0, "law": Sums((-2, 1, 2), (3, 1), (2, 2))},
        {"h": 1.5, "x": 2.0, "law": Sums((-3, -1, 2, 4), (1, 6, 2), (5, 3, 4))},
    ],
    "occam_gap_rarely_exceeded": [{"P": 1, "b": 1, "n": 9, "delta": 0.9, "networks": LOSSES, "s": s} for s in (1, 2)],
    "occam_margin_gap_rarely_exceeded": [
        {"P": 1, "b": 1, "C": 2, "n": 12, "delta": 0.99, "networks": CLASSIFIED},
    ],
    "fresh_importance_rarely_above": [
        {"N": 3, "n": 2, "k": 2, "points": Points((1, 2, 1), ((1, 3), (1, 1), (2, 1)))},
        {"N": 3, "n": 2, "k": 1, "points": Points((1, 2, 1), ((1, 3), (0, 0), (2, 1)))},
        {"N": 2, "n": 3, "k": 3, "points": Points((), ((1, 0, 0), (0, 1, 0), (1, 1, 2)))},
    ],
}
CASES = [(name, point) for name, points in POINTS.items() for point in points]
DRAWS = 20_000


def exact(name: str, **point: Any) -> float:
    value = find(name).claim.exact(**point)
    return float(value if isinstance(value, (int, Fraction)) else value.mid())


@pytest.mark.parametrize(("name", "point"), CASES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CASES)])
def test_draws_agree_with_the_enumeration(name: str, point: dict[str, Any]) -> None:
    """A fixed number of draws; each case fails by chance with probability below 1e-9."""
    count = int(np.count_nonzero(find(name).claim.event(np.random.default_rng(0), DRAWS, **point)))
    assert stats.binomtest(count, DRAWS, min(1.0, exact(name, **point))).pvalue > 1e-9


@pytest.mark.parametrize(("name", "point"), CASES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CASES)])
def test_no_case_breaks_its_bound(name: str, point: dict[str, Any]) -> None:
    claim = find(name).claim
    low, high = exact(name, **point), float(claim.bound_at(**point))
    if claim.operator == ">=":
        low, high = high, low
    assert low <= high * (1 + 1e-12)


def points(**ranges: Iterable[Any]) -> Iterable[dict[str, Any]]:
    """All points of a box."""
    found: list[dict[str, Any]] = [{}]
    for name, values in ranges.items():
        found = [point | {name: value} for point in found for value in values]
    return found


def module_of(name: str) -> Any:
    return inspect.getmodule(find(name).claim.exact)


def test_the_next_smaller_rank_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    scores, levels = [Exchangeable((1,), (UNIFORM,))], (0.2, 0.25, 0.3)
    for name, function, box in (
        ("fresh_score_above_conformal_rank", "conformal_rank", points(n=(9, 19), alpha=levels, scores=scores)),
        (
            "tolerance_limit_covers_too_little",
            "tolerance_rank",
            points(n=(12,), alpha=levels, delta=levels, law=[UNIFORM]),
        ),
    ):
        whole = getattr(unseen_limits, function)
        monkeypatch.setattr(module_of(name), function, lambda *args, whole=whole: max(1, whole(*args) - 1))
        assert any(exact(name, **point) > point["delta" if "delta" in point else "alpha"] for point in box), name


def test_limits_at_a_level_not_shared_would_not_do() -> None:
    """Chosen at the full level, the limit of the better of two coresets is too low too often."""
    n, delta, half = 24, Fraction(1, 3), Fraction(1, 2)
    above = binomial_probability(n, range(counts_below_level(n, half, delta), n + 1), 1, 2)
    assert 1 - above**2 > delta
    assert exact("selected_coreset_exceeds_its_limit", k=2, n=n, delta=delta, coresets=INDEPENDENT) <= delta
    assert exact("selected_coreset_exceeds_its_limit", k=1, n=n, delta=2 * delta, coresets=INDEPENDENT) > delta


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
            points(n=(30,), delta=(0.1, 0.2), law=[Population((1, 1), ((Fraction(0), Fraction(1)),))]),
            lambda v: v / 3,
        ),
    ):
        whole = getattr(module_of(name), function)
        monkeypatch.setattr(module_of(name), function, lambda *args, w=whole, c=change: c(w(*args)))
        assert any(exact(name, **point) > point.get("delta", 1 / point.get("d", 1)) for point in box), name


def test_smaller_gaps_of_networks_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of the gap."""
    for name in ("occam_gap_rarely_exceeded", "occam_margin_gap_rarely_exceeded"):
        for point in POINTS[name]:
            assert exact(name, **point) <= point["delta"]
    module = module_of("occam_gap_rarely_exceeded")
    whole = module.ball_occam_bound
    monkeypatch.setattr(module, "ball_occam_bound", lambda *args: whole(*args) / 3)
    for name in ("occam_gap_rarely_exceeded", "occam_margin_gap_rarely_exceeded"):
        point = POINTS[name][-1] | {"delta": 0.15}
        assert exact(name, **point) > 0.15, name


def test_margins_at_most_the_change_are_counted() -> None:
    """The second network loses the second input, the third the first one and keeps the second by a margin of 1."""
    errs, small = module_of("occam_margin_gap_rarely_exceeded")._mistakes(CLASSIFIED)
    assert errs.losses == ((0, 0), (0, 1), (1, 0))
    assert small.losses == ((0, 0), (0, 1), (1, 0))
    assert loss_populations.means(errs) == [0, Fraction(2, 5), Fraction(3, 5)]


def test_a_code_that_is_counted_too_short_would_not_do() -> None:
    """Three networks at the full level, each of which is right throughout with a probability slightly below it."""
    for name in ("code_risk_is_exceeded", "binomial_code_risk_is_exceeded"):
        point = {"k": 3, "n": 2, "delta": 0.064, "networks": SPECIALISTS}
        assert exact(name, code=(0, 0, 0), **point) == 3 / 16 > 0.064
        assert exact(name, code=(1, 2, 2), **point) <= 0.064


def test_a_smaller_bound_of_repeated_coresets_would_not_do() -> None:
    """(1/c)^(k+1) is exceeded for k coresets."""
    point = {"k": 2, "c": 1.25, "law": Population((6, 2), ((Fraction(1), Fraction(0)),))}
    assert (4 / 5) ** 3 < exact("repeated_coresets_all_fail", **point) <= (4 / 5) ** 2


def test_the_share_of_one_edge_would_not_do_for_two() -> None:
    """Two edges, each of which is the largest at a point of its own."""
    apart = Points((), ((1, 0), (0, 1), (1, 1)))
    assert exact("fresh_importance_rarely_above", N=2, n=2, k=2, points=apart) == 2 / 3
    assert exact("fresh_importance_rarely_above", N=2, n=2, k=1, points=apart) == 1 / 3
    bound = find("fresh_importance_rarely_above").claim.bound_at
    assert [bound(N=2, n=2, k=k, points=apart) for k in (1, 2)] == [Fraction(1, 3), Fraction(2, 3)], "attained"
    silent = Points((), ((1, 1), (0, 0), (0, 0)))
    assert exact("fresh_importance_rarely_above", N=2, n=2, k=2, points=silent) == 1 / 3


def test_enumerations_agree_with_independent_formulas() -> None:
    """Ties: scores of two values, of which a fresh one is above if enough others are low; losses of three kinds."""
    coin = Exchangeable((1,), (ScoreLaw((1, 3), (False, False)),))
    low = sum(stats.binom.pmf(j, 6, 0.25) for j in range(2, 7))
    assert exact("fresh_score_above_conformal_rank", n=6, alpha=0.75, scores=coin) == pytest.approx(0.75 * low)
    law = ScoreLaw((1, 2, 1), (True, False, True))
    assert score_laws.share_below(law, Fraction(1, 2)) == (1.0, Fraction(1, 4))
    assert score_laws.share_below(law, Fraction(7, 8)) == (2.5, Fraction(7, 8))
    kinds = Population((1, 2, 3), ((0, 1, 1), (Fraction(1, 2), 0, 1)))
    assert loss_populations.means(kinds) == [Fraction(5, 6), Fraction(7, 12)]
    both = loss_populations.population_probability(kinds, 5, lambda c: (c[:, 0] >= 1) & (c[:, 2] >= 2))
    expected = sum(
        stats.multinomial.pmf([a, b, 5 - a - b], 5, [1 / 6, 1 / 3, 1 / 2]) for a in range(1, 4) for b in range(4 - a)
    )
    assert float(both) == pytest.approx(expected)


def test_more_samples_than_can_be_enumerated_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="too many"):
        loss_populations.population_probability(SPECIALISTS, 200, lambda counts: counts[:, 0] > 0)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("code_risk_is_exceeded", {"k": 2, "n": 3, "delta": 0.1, "code": (0, 1), "networks": INDEPENDENT}),
        ("code_risk_is_exceeded", {"k": 3, "n": 3, "delta": 0.1, "code": (1, 2, 2), "networks": INDEPENDENT}),
        ("fresh_score_above_conformal_rank", {"n": 3, "alpha": 0.1, "scores": Exchangeable((1,), ((1, 2),))}),
        ("tolerance_limit_covers_too_little", {"n": 3, "alpha": 0.1, "delta": 0.1, "law": ((1,), (True,))}),
        ("repeated_coresets_all_fail", {"k": 3, "c": 2.0, "law": Population((1,), ((Fraction(3, 2),),))}),
        ("fresh_importance_rarely_above", {"N": 2, "n": 2, "k": 1, "points": Points((1,), ((0, -1),))}),
    ],
)
def test_laws_that_do_not_fit_are_refused(name: str, values: dict[str, Any]) -> None:
    with pytest.raises(DomainError, match="is not"):
        find(name).domain.validate(values)


def share(name: str, **point: Any) -> float:
    return float(find(name).claim.event(np.random.default_rng(1), DRAWS, **point).mean())


def test_the_largest_kernel_entry_would_not_do_for_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Images that show one channel each: S = 8 by sums over four kernel entries, 2 by the largest of them."""
    images = np.eye(8)[:, None, :, None] * np.ones(4)
    point = {
        "eta": 1,
        "c": 8,
        "K": 4,
        "N": 8,
        "P": 1,
        "epsilon": 0.5,
        "delta": 0.3,
        "layer": (np.ones((1, 8, 4)), images),
    }
    assert share("channel_samples_suffice", **point) < 0.1
    module = inspect.getmodule(find("channel_samples_suffice").claim.event)
    monkeypatch.setattr(module, "channel_sensitivities", released_channel_sensitivities)
    assert share("channel_samples_suffice", **point) > 0.33


def test_the_smallest_count_of_calibration_points_would_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven of ten points show all edges alike and ask for few draws; the others show one edge, or none."""
    law = Activations((6, 2, 2), ((1.0,) * 6, (1.0, 0.0, 0.0, 0.0, 0.0, 0.0), (0.0,) * 6), (0.0, 0.5, 0.0))
    point = {"n": 6, "M": 3, "N": 20, "alpha": 0.05, "epsilon": 0.5, "delta": 0.05, "law": law}
    assert share("calibrated_count_covers", **point) < 0.05
    module = inspect.getmodule(find("calibrated_count_covers").claim.event)
    monkeypatch.setattr(module, "conformal_rank", lambda *args: 1)
    assert share("calibrated_count_covers", **point) > 0.12


def test_the_tail_of_cancellation_is_attained_by_a_flat_density() -> None:
    """And is more where the parts are larger than the least of them."""
    flat, other = POINTS["small_sums_have_large_ratios"]
    bound = find("small_sums_have_large_ratios").claim.bound_at
    assert exact("small_sums_have_large_ratios", **flat) == float(bound(**flat)) == 1 / 3
    assert exact("small_sums_have_large_ratios", **other) > float(bound(**other)) > 0
    assert bound(h=5.0, x=1.0, law=flat["law"]) == 0


def test_a_silent_neuron_may_be_active_as_often_as_the_bound_says() -> None:
    """One neuron, active a little more often than the bound: the event has nearly the probability delta."""
    law = ActivityLaw(((False,), (True,)), (499, 501))
    point = {"k": 1, "n": 2, "A": law}
    assert exact("silent_neurons_become_active", delta=0.25, **point) == float(Fraction(499, 1000) ** 2) > 0.249
    assert exact("silent_neurons_become_active", delta=0.249, **point) == 0.0


def test_neurons_that_are_never_silent_together_add_up() -> None:
    """Bonferroni's bound is nearly attained by neurons of which exactly one is silent on each input."""
    law = ActivityLaw(((False, True), (True, False)), (1, 1))
    assert exact("silent_neurons_become_active", k=2, n=3, delta=0.26, A=law) == 0.25
