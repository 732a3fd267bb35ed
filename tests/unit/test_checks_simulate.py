from fractions import Fraction
from math import comb

import numpy as np
import pytest

from lqtheory.balls import ball
from lqtheory.checks import simulate
from lqtheory.checks.budget import Clock
from lqtheory.checks.simulate import _p_value, _ratio
from lqtheory.claim import AtMost, Probability
from lqtheory.domain import Domain, Integer, Real
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.evidence import Verdict
from lqtheory.theorem import Source, Theorem

T = Domain(t=Real(0, 1, typical=(0.2, 0.8)))
COINS = Domain(n=Integer(1, typical=(1, 12)), k=Integer(0, "n"))


def theorem(claim, domain: Domain = T, **more) -> Theorem:
    return Theorem("demo", "Demo", "A demo.", domain, claim, Source("demo"), **more)


def below(rng: np.random.Generator, size: int, t: float) -> np.ndarray:
    return rng.random(size) < t


def heads(rng: np.random.Generator, size: int, n: int, k: int) -> np.ndarray:
    return rng.binomial(n, 0.5, size) <= k


def share_of_heads(n: int, k: int) -> Fraction:
    return Fraction(sum(comb(n, i) for i in range(k + 1)), 2**n)


@pytest.mark.parametrize("operator", ["<=", ">=", "="])
def test_a_true_probability_survives(operator: str):
    """False alarm at most 1e-9."""
    record = simulate(theorem(Probability(below, operator, lambda t: t)), "quick")
    assert record.verdict is Verdict.SURVIVED
    assert record.attempts == 8 * 10_000
    assert record.p_value > 1e-9 / 8
    if operator == "=":
        assert record.tightness is None
    else:
        assert 0.5 < record.tightness[0] <= record.tightness[1] <= 1


def test_a_false_probability_is_rejected_with_its_numbers():
    record = simulate(theorem(Probability(below, "<=", lambda t: t / 2)), "quick")
    assert record.verdict is Verdict.REJECTED
    assert record.attempts == 10_000
    assert record.count > 0
    assert record.p_value < 1e-9 / 8
    assert "against the bound" in record.message


def test_the_same_seed_gives_the_same_record():
    claim = Probability(below, "<=", lambda t: t)
    assert simulate(theorem(claim), "quick", seed=1) == simulate(theorem(claim), "quick", seed=1)


def test_an_impossible_bound_is_rejected_and_a_trivial_one_is_inconclusive():
    assert simulate(theorem(Probability(below, ">=", 1.5)), "quick").verdict is Verdict.REJECTED
    assert simulate(theorem(Probability(below, "<=", 1.0)), "quick").verdict is Verdict.INCONCLUSIVE


def test_noise_of_the_sample_does_not_count_as_more_than_equality():
    assert _ratio(0.51, 0.5, "<=") == [1.0]
    assert _ratio(0.25, 0.5, "<=") == [0.5]
    assert _ratio(0.49, 0.5, ">=") == [1.0]
    assert _ratio(0.5, 0.5, "=") == []
    assert _ratio(0.5, 0.0, "<=") == []


def test_p_values_are_exact_binomial_tails():
    assert _p_value(10, 10, 0.5, "<=") == pytest.approx(2.0**-10, rel=1e-12)
    assert _p_value(0, 10, 0.5, ">=") == pytest.approx(2.0**-10, rel=1e-12)
    assert _p_value(0, 10, 0.5, "=") == pytest.approx(2.0**-9, rel=1e-12)
    assert _p_value(1, 10, -0.1, "<=") == 0.0
    assert _p_value(1, 10, 1.1, "<=") == 1.0


def test_enumeration_certifies_all_points_of_the_typical_box():
    record = simulate(theorem(Probability(heads, "<=", share_of_heads, exact=share_of_heads), COINS), "quick")
    assert record.verdict is Verdict.CERTIFIED
    assert record.pieces == sum(n + 1 for n in range(1, 13))
    assert record.box["n"] == (1, 12)


def test_enumeration_falsifies_by_balls():
    claim = Probability(heads, "<=", lambda n, k: share_of_heads(n, k) - Fraction(k, 10**30), exact=share_of_heads)
    record = simulate(theorem(claim, COINS), "quick")
    assert record.verdict is Verdict.FALSIFIED
    assert record.counterexample == {"n": 1, "k": 1}
    assert record.slack[1] < 0


def test_exact_balls_that_cannot_be_enumerated_fall_back_to_simulation():
    claim = Probability(below, "=", lambda t: t, exact=lambda t: ball(t))
    assert simulate(theorem(claim), "quick").verdict is Verdict.SURVIVED
    wrong = Probability(below, "=", lambda t: t / 2, exact=lambda t: ball(t))
    assert simulate(theorem(wrong), "quick").verdict is Verdict.FALSIFIED


@pytest.mark.parametrize(
    ("event", "error", "text"),
    [
        (lambda rng, size, t: rng.random(size), InputTypeError, "returns float64, expected bool"),
        (lambda rng, size, t: np.ones(3, bool), ShapeError, r"returns shape \(3,\), expected \(10000,\)"),
    ],
)
def test_events_must_return_one_bool_per_draw(event, error: type, text: str):
    with pytest.raises(error, match=text):
        simulate(theorem(Probability(event, "<=", 0.5)), "quick")


def test_bounds_must_be_numbers():
    for bound in ("half", float("nan")):
        with pytest.raises(DomainError, match="give a number"):
            simulate(theorem(Probability(below, "<=", lambda t, bound=bound: bound)), "quick")


def test_an_empty_domain_is_inconclusive():
    domain = Domain(n=Integer(1, 1), k=Integer(2, "n"))
    record = simulate(theorem(Probability(heads, "<=", 0.5), domain), "quick")
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "vacuous" in record.message


def test_other_claims_get_no_record():
    assert simulate(theorem(AtMost(T.symbol("t"), 1)), "quick") is None


def test_a_record_that_is_cut_short_counts_what_was_drawn(monkeypatch: pytest.MonkeyPatch):
    calls = iter([False, False, False, True])
    monkeypatch.setattr(Clock, "is_up", lambda clock: next(calls))
    record = simulate(theorem(Probability(below, "=", lambda t: t)), "quick")
    assert (record.attempts, record.admissible) == (30_000, 3)
    assert "at each of 3 points" in record.message
