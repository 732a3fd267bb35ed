import importlib
import json
import math

import numpy as np
import pytest
import sympy as sp

from lqtheory import checks
from lqtheory.balls import Truth
from lqtheory.checks import Budget, apply, check, sharpness, twin_is_falsified
from lqtheory.claim import AtMost, Claim, Equal, Probability
from lqtheory.domain import Domain, Integer, Real, Vector
from lqtheory.errors import DomainError
from lqtheory.evidence import Verdict
from lqtheory.instances import flat
from lqtheory.proof import Proof, Step, sign
from lqtheory.registry import find
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm
from lqtheory.theorem import Source, Theorem

L1 = Domain(n=Integer(1, typical=(1, 16)), q=Real(1, 4, typical=(1, 4)), x=Vector("n", nonzero=True))
n, q, x = L1.symbols
T = Domain(t=Real(0, typical=(0, 4)))
(t,) = T.symbols


def theorem(claim, domain: Domain = L1, **more) -> Theorem:
    return Theorem("demo", "Demo", "A demo.", domain, claim, Source("demo"), **more)


HOELDER = theorem(
    AtMost(lq_norm(x, 1), n ** (1 - 1 / q) * lq_norm(x, q)),
    extremal=lambda n, q: flat(n, n),
    sharp_at=({"n": 4, "q": 2.0}, {"n": 3, "q": 1.5}),
)


# ---- sharpness -----------------------------------------------------------------------------------------------------


def test_attained_equality_is_reported_with_its_radius():
    record = sharpness(HOELDER, "quick")
    assert record.verdict is Verdict.SURVIVED
    assert record.slack[0] <= 0 <= record.slack[1]
    assert record.slack[1] - record.slack[0] < 1e-100
    assert "equality at 2 points" in record.message


def at_flat(claim: Claim) -> Theorem:
    return theorem(claim, extremal=lambda n, q: flat(n, n), sharp_at=({"n": 4, "q": 2.0},))


def test_what_breaks_the_tightest_twin_breaks_the_others_without_a_search_of_their_own(monkeypatch: pytest.MonkeyPatch):
    module, searched = importlib.import_module("lqtheory.checks.sharpness"), []
    intact = module.search

    def counted(twin, *args, **more):
        searched.append(twin)
        return intact(twin, *args, **more)

    monkeypatch.setattr(module, "search", counted)
    record = sharpness(HOELDER, "quick", twins=(0.9, 0.99, 0.999))
    assert record.verdict is Verdict.SURVIVED
    assert [f"the {factor} twin is falsified" in record.message for factor in (0.9, 0.99, 0.999)] == [True] * 3
    assert [twin.claim for twin in searched] == [HOELDER.tightened(0.999).claim]
    monkeypatch.setattr(module, "_also_breaks", lambda twin, broken: False)
    sharpness(HOELDER, "quick", twins=(0.9, 0.999))
    assert len(searched) == 3


def test_a_missed_twin_is_told_and_the_looser_one_searched_for():
    loose = at_flat(AtMost(lq_norm(x, 1), n ** (1 - 1 / q) * lq_norm(x, q) * sp.Rational(19, 20)))
    remarks: list[str] = []
    module = importlib.import_module("lqtheory.checks.sharpness")
    slack = theorem(AtMost(lq_norm(x, 1), n ** (1 - 1 / q) * lq_norm(x, q) * sp.Rational(105, 100)))
    verdict = module._try_twins(slack, Budget.named("quick"), 0, (0.9, 0.999), remarks)
    assert verdict is Verdict.INCONCLUSIVE
    assert "the 0.9 twin is falsified" in remarks[0]
    assert "misses the 0.999 twin" in remarks[1]
    assert sharpness(loose, "quick").verdict is Verdict.FALSIFIED


def test_a_wrong_claim_of_sharpness_is_noticed():
    record = sharpness(at_flat(AtMost(lq_norm(x, 1), n * lq_norm(x, q))), "quick")
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "equality is claimed at n=4" in record.message


def test_a_point_beyond_equality_falsifies():
    record = sharpness(at_flat(AtMost(lq_norm(x, 1), lq_norm(x, q))), "quick")
    assert record.verdict is Verdict.FALSIFIED
    assert record.counterexample == {"n": 4, "q": 2.0, "x": [1.0] * 4}


def test_rounded_corners_are_evaluated_exactly():
    domain = Domain(k=Integer(1, 9), q=Real(0, 1), p=Real("q"))
    k, small, large = domain.symbols
    claim = AtMost(sp.floor(k * large / (large - small)), k * large / (large - small))
    record = sharpness(theorem(claim, domain, sharp_at=({"k": 3, "q": 0.25, "p": 1.0},)), "quick", twins=())
    assert record.verdict is Verdict.SURVIVED


def test_twins_are_falsified_without_the_extremal_instance():
    for factor in (0.9, 0.999):
        twin = twin_is_falsified(HOELDER, factor, budget="standard")
        assert twin.falsified
        assert twin.examples < 200
        assert twin.evidence.counterexample is not None


def test_a_theorem_that_is_not_sharp_has_surviving_twins():
    assert not twin_is_falsified(theorem(AtMost(lq_norm(x, 1), 2 * n * lq_norm(x, q))), 0.9, budget="quick").falsified


def test_some_claims_have_no_twin_and_no_sharpness():
    assert twin_is_falsified(theorem(AtMost(lq_norm(x, 1) - n * lq_norm(x, 1), 0))) is None
    assert twin_is_falsified(theorem(Probability(lambda rng, size, **_: None, "=", 0.5))) is None
    assert sharpness(theorem(HOELDER.claim), "quick") is None


# ---- apply ---------------------------------------------------------------------------------------------------------


def test_a_theorem_on_an_instance():
    result = apply(HOELDER, {"n": 3, "q": 2.0, "x": [1.0, 2.0, 2.0]})
    assert (result.measured, result.holds, result.applicable) == (5.0, Truth.YES, True)
    assert result.predicted == pytest.approx(np.sqrt(27))
    assert result.ratio == pytest.approx(5 / np.sqrt(27))


def test_a_violation_on_an_instance():
    assert apply(theorem(AtMost(lq_norm(x, 1), lq_norm(x, 2))), {"n": 2, "q": 2.0, "x": [1.0, 1.0]}).holds is Truth.NO


@pytest.mark.parametrize("size", [4096, 100_000])
def test_layers_of_any_size(size: int, rng: np.random.Generator):
    weights = rng.standard_normal(size)
    result = apply(HOELDER, {"n": size, "q": 2.0, "x": weights})
    assert result.holds is Truth.YES
    assert 0 < result.ratio < 1


def test_close_sides_of_a_large_instance_go_to_the_balls():
    size = 5000
    ones = np.ones(size)
    equal = apply(theorem(AtMost(lq_norm(x, 1), n)), {"n": size, "q": 2.0, "x": ones})
    assert equal.holds is Truth.YES
    larger = apply(theorem(AtMost(lq_norm(x, 1), n)), {"n": size, "q": 2.0, "x": ones + 2.0**-50})
    assert larger.holds is Truth.NO


def test_values_outside_the_domain_have_an_amount():
    stechkin = find("stechkin_inequality")
    values = {"n": 3, "k": 2, "q": 1.0, "p": 2.0, "x": np.ones(3)}
    for changed, amount in (({"k": 5}, 3.0), ({"k": -1}, 2.0), ({"q": 2.5}, 0.5), ({"q": -0.25}, 0.25)):
        result = apply(stechkin, {**values, **changed})
        assert not result.applicable
        assert result.amount == amount
    assert math.isnan(apply(stechkin, {**values, "x": np.array([1.0, np.nan, 0.0])}).amount)


def test_a_failed_assumption_is_reported_with_its_amount():
    claim = Claim(given=[AtMost(lq_norm(x, 1), 3)], then=[AtMost(lq_norm(x, 2), 3)])
    result = apply(theorem(claim), {"n": 2, "q": 2.0, "x": [3.0, 1.0]})
    assert not result.applicable
    assert result.failed_assumption == "lq_norm(x, 1) <= 3"
    assert result.amount == 1.0
    assert np.isnan(result.measured)


def test_outside_the_domain_the_theorem_is_not_applicable():
    result = apply(HOELDER, {"n": 2, "q": 5.0, "x": [1.0, 1.0]})
    assert "q=5.0 is outside" in result.failed_assumption


def test_zero_against_zero_has_ratio_zero():
    domain = Domain(n=Integer(1), x=Vector("n"))
    assert apply(theorem(AtMost(lq_norm(domain.symbol("x"), 1), 0), domain), {"n": 1, "x": [0.0]}).ratio == 0.0


def test_probabilities_are_not_applied():
    with pytest.raises(DomainError, match="claim about a probability"):
        apply(theorem(Probability(lambda rng, size, **_: None, "=", 0.5)), {})


# ---- check ---------------------------------------------------------------------------------------------------------


def test_all_rungs_that_apply_run_in_order():
    done = []
    report = check(HOELDER, "quick", on_progress=lambda i, total: done.append((i, total)))
    assert list(report.verdicts) == ["falsify", "attack", "sharpness"]
    assert done == [(i, 6) for i in range(1, 7)]
    assert report.verdict == (Verdict.SURVIVED,)
    assert report.as_expected
    assert report.tightness[1] >= 1


def test_rungs_can_be_chosen():
    assert list(check(HOELDER, "quick", only="attack").verdicts) == ["attack"]
    assert list(check(HOELDER, "quick", only=["sharpness", "falsify"]).verdicts) == ["falsify", "sharpness"]
    with pytest.raises(DomainError, match="did you mean 'falsify'"):
        check(HOELDER, "quick", only="falsfy")


def test_a_proof_makes_the_report_prove():
    easy = theorem(AtMost(t, 2 * t), T)
    proof = Proof("demo", [Step("all", Relation(t, "<=", 2 * t), sign())])
    report = check(easy, "quick", proof=proof)
    assert report.verdicts["prove"] is Verdict.PROVED
    assert report.verdict == (Verdict.PROVED,)


def test_quick_does_not_certify_what_is_proved_and_says_so():
    proof = Proof("demo", [Step("all", Relation(t, "<=", 2 * t), sign())])
    easy = theorem(AtMost(t, 2 * t), T)
    assert "certify" not in check(easy, "quick", only=["prove", "certify"], proof=proof).verdicts
    assert "not certified again" in Budget.named("quick").words
    assert check(easy, "quick", only="certify").verdicts["certify"] is Verdict.CERTIFIED
    assert "certify" in check(easy, "standard", only=["prove", "certify"], proof=proof).verdicts


def test_refuted_theorems_are_expected_to_fall():
    false = AtMost(t**2, t)
    assert not check(theorem(false, T), "quick").as_expected
    assert check(theorem(false, T, expected="refuted"), "quick").as_expected
    assert not check(theorem(AtMost(t, 2 * t), T, expected="refuted"), "quick").as_expected
    assert check(
        theorem(Probability(lambda rng, size, t: rng.random(size) < 2, "<=", 0.5), T, expected="refuted"), "quick"
    ).as_expected


def test_reports_are_text_and_json():
    report = check(theorem(Equal(best_k_term_error(x, 0, q), lq_norm(x, q))), "quick")
    assert report.text().splitlines()[0] == "demo: SURVIVED"
    assert json.loads(json.dumps(report.to_json(), allow_nan=False))["verdict"] == ["SURVIVED"]


def test_names_of_checks_are_functions_although_modules_have_the_same_names():
    module = importlib.import_module("lqtheory.checks.falsify")
    assert checks.falsify is module.falsify
    assert callable(checks.apply)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        checks.nonsense  # noqa: B018
