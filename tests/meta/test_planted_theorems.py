"""Every checker has been seen to fail: false theorems are caught, and broken checkers are noticed.

Each planted theorem is wrong in one way in which statements really go wrong.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable

import numpy as np
import pytest
import sympy as sp

from lqtheory.balls import Truth
from lqtheory.checks import attack, certify, check, falsify, simulate
from lqtheory.claim import AtMost, Claim, Equal, Less, Probability
from lqtheory.decision import decide
from lqtheory.domain import Domain, Integer, Real, Vector
from lqtheory.errors import ContradictionError
from lqtheory.evidence import Verdict
from lqtheory.symbols import best_k_term_error, lq_norm, order_statistic, pqi, robin_hood
from lqtheory.theorem import Source, Theorem

D = Domain(
    n=Integer(2, typical=(2, 32)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n"),
)
n, k, q, p, x = D.symbols
alpha = q / p
constant = (alpha**alpha * (1 - alpha) ** (1 - alpha)) ** (1 / q)

L1 = Domain(n=Integer(1, typical=(1, 16)), q=Real(0, 4, typical=(0.2, 4)), x=Vector("n", nonzero=True))
m, r, y = L1.symbols

EMPTY_RANGE = Domain(n=Integer(1, 1), k=Integer(1, "n-1"))
T = Domain(t=Real(0, typical=(0, 4)))
(t,) = T.symbols


def plant(name: str, claim: Claim | Probability, domain: Domain = D) -> Theorem:
    return Theorem(name, name.replace("_", " "), "Planted.", domain, claim, Source("planted"))


def robin_hood_for_large_exponents() -> Theorem:
    """The published axiom D1 of the PQ index, restricted to where it fails: 1 < p < q."""
    names = Domain(
        n=Integer(3, typical=(3, 6)),
        i=Integer(1, "n-1"),
        j=Integer("i+1", "n"),
        p=Real(1, typical=(1, 4)),
        q=Real("p", typical=("p", 8)),
        a=Real(0, typical=(0, 1)),
        x=Vector("n", sign="positive"),
    )
    _, i, j, low, high, a, c = names.symbols
    domain = Domain(where=[Less(2 * a, order_statistic(c, i) - order_statistic(c, j))], **names.parameters)
    return plant("robin_hood", Less(pqi(robin_hood(c, i, j, a), low, high), pqi(c, low, high)), domain)


def by_name(theorems: Iterable[Theorem]) -> dict[str, Theorem]:
    return {theorem.name: theorem for theorem in theorems}


SMALLER = sp.Rational(999, 1000) * constant * k ** (1 / p - 1 / q)
ONE_DIMENSION = 1 + (m - 7) ** 2 - sp.Rational(1, 9)
FALSE = by_name(
    [
        plant("constant_one_per_mille_too_small", AtMost(best_k_term_error(x, k, p), SMALLER * lq_norm(x, q))),
        plant("wrong_exponent", AtMost(lq_norm(y, 1), m ** sp.Rational(9, 20) * lq_norm(y, 2)), L1),
        plant("strict_where_equality_occurs", Less(lq_norm(y, 2), lq_norm(y, 1)), L1),
        plant("strict_although_zero_is_allowed", Less(lq_norm(x, 2), 2 * lq_norm(x, 1))),
        plant(
            "off_by_one_in_k",
            AtMost(best_k_term_error(x, k, p), constant * (k + 1) ** (1 / p - 1 / q) * lq_norm(x, q)),
        ),
        plant("false_only_for_huge_entries", AtMost(lq_norm(x, 1), sp.Integer(2) ** 150)),
        plant("false_only_for_q_above_one", AtMost(lq_norm(y, 1), lq_norm(y, r)), L1),
        plant("swapped_inequality", AtMost(lq_norm(x, q), lq_norm(x, p))),
        plant("true_in_floats_only", AtMost(1 + t / 10**20, sp.Integer(1)), T),
        plant("equal_up_to_a_trillionth", Equal(lq_norm(y, 1), (1 + sp.Rational(1, 10**12)) * lq_norm(y, 1)), L1),
        plant("false_in_one_dimension_only", AtMost(lq_norm(y, 2), lq_norm(y, 2) * ONE_DIMENSION), L1),
        plant("second_conclusion_false", Claim(then=[AtMost(t, t + 1), AtMost(t**2, t)]), T),
        plant("false_next_to_an_open_end", AtMost(1 - t, 1 - sp.Rational(1, 500)), T),
        plant("assumption_too_weak", Claim(given=[AtMost(r, 2)], then=[AtMost(lq_norm(y, 1), lq_norm(y, r))]), L1),
        robin_hood_for_large_exponents(),
    ]
)
EMPTY = by_name(
    [
        plant("empty_range", AtMost(EMPTY_RANGE.symbol("k"), -1), EMPTY_RANGE),
        plant("contradictory_assumptions", Claim(given=[Less(t, 1), Less(2, t)], then=[AtMost(t, -1)]), T),
        plant("left_side_always_zero", AtMost(best_k_term_error(y, m, 1), lq_norm(y, r)), L1),
    ]
)
IMPROBABLE = by_name(
    [
        plant("probability_one_percent_off", Probability(lambda rng, size, t: rng.random(size) < 0.5, "<=", 0.49), T),
        plant("probability_too_large", Probability(lambda rng, size, t: rng.random(size) < 0.5, ">=", 0.51), T),
        plant("probability_not_equal", Probability(lambda rng, size, t: rng.random(size) < 0.5, "=", 0.51), T),
        plant(
            "gaussian_tail_too_light",
            Probability(
                lambda rng, size, t: np.abs(rng.standard_normal(size)) > t, "<=", lambda t: float(np.exp(-(t**2)))
            ),
            T,
        ),
    ]
)


def uncaught(theorems: dict[str, Theorem]) -> list[str]:
    """Names of the false theorems that the search does not refute."""
    records = {name: falsify(theorem, "standard") for name, theorem in theorems.items()}
    return [name for name, record in records.items() if record.verdict is not Verdict.FALSIFIED]


@pytest.mark.parametrize("name", FALSE)
def test_a_false_theorem_is_falsified_and_balls_confirm_the_counterexample(name: str):
    theorem = FALSE[name]
    record = falsify(theorem, "standard")
    assert record.verdict is Verdict.FALSIFIED, record.message
    values = theorem.domain.validate(record.counterexample)
    assert decide(theorem, values).violated
    if any(relation.operator == "<=" for relation in theorem.relations):
        assert record.slack[1] < 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_subtlest_ones_are_caught_at_other_seeds_too(seed: int):
    for name in ("constant_one_per_mille_too_small", "false_only_for_huge_entries", "robin_hood"):
        record = falsify(FALSE[name], "standard", seed=seed)
        assert record.verdict is Verdict.FALSIFIED, (name, record.message)


def test_counterexamples_are_minimal():
    record = falsify(FALSE["swapped_inequality"], "standard")
    assert record.counterexample["n"] == 2
    assert record.counterexample["x"] == [1.0, 1.0]
    record = falsify(FALSE["strict_where_equality_occurs"], "standard")
    assert record.counterexample["n"] == 1
    assert record.counterexample["x"] == [1.0]
    assert falsify(FALSE["false_in_one_dimension_only"], "standard").counterexample["n"] == 7
    assert falsify(FALSE["robin_hood"], "standard").counterexample["n"] == 3


@pytest.mark.parametrize("name", EMPTY)
def test_a_claim_about_nothing_is_inconclusive(name: str):
    record = falsify(EMPTY[name], "standard")
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "vacuous" in record.message or "too few" in record.message


@pytest.mark.parametrize("name", IMPROBABLE)
def test_a_false_probability_is_rejected(name: str):
    record = simulate(IMPROBABLE[name], "standard")
    assert record.verdict is Verdict.REJECTED
    assert record.p_value < 1e-9 / 16
    assert 0 < record.count <= record.attempts
    assert set(record.counterexample) == {"t"}


def test_gradient_ascent_catches_false_norm_inequalities():
    for name in ("wrong_exponent", "false_only_for_q_above_one", "swapped_inequality", "off_by_one_in_k"):
        assert attack(FALSE[name], "quick").verdict is Verdict.FALSIFIED, name


def test_certificates_refute_false_scalar_theorems():
    for name in ("true_in_floats_only", "second_conclusion_false"):
        assert certify(FALSE[name], {"t": (0.5, 4)}).verdict is Verdict.FALSIFIED, name


def test_a_failing_construction_does_not_refute_existence():
    z = sp.Symbol("z", real=True)
    claim = Claim(then=[AtMost(lq_norm(y, 1), z)], witness={"z": lambda x, **_: float(np.abs(x).max())})
    record = falsify(plant("bad_witness", claim, L1), "quick")
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "does not refute existence" in record.message


def test_what_only_floats_refute_is_not_falsified():
    """The flat vector has ratio 1 + 2e-16 in floats, and equality in truth."""
    domain = Domain(n=Integer(1, typical=(1, 16)), q=Real(1, 4, typical=(1, 4)), x=Vector("n", nonzero=True))
    size, exponent, vector = domain.symbols
    claim = AtMost(lq_norm(vector, 1), size ** (1 - 1 / exponent) * lq_norm(vector, exponent))
    hoelder = plant("hoelder", claim, domain)
    assert hoelder.ratio(n=3, q=2.0, x=np.ones(3)) > 1
    record = falsify(hoelder, "standard")
    assert record.verdict is Verdict.SURVIVED, record.message
    assert record.tightness[1] == 1  # as balls measure it


def test_planted_theorems_surface_in_the_report():
    report = check(FALSE["second_conclusion_false"], "quick")
    assert report.verdict == (Verdict.FALSIFIED,)
    assert not report.as_expected


# ---- broken checkers --------------------------------------------------------------------------------


SUBTLE = {
    name: FALSE[name] for name in ("constant_one_per_mille_too_small", "swapped_inequality", "true_in_floats_only")
}


def test_the_intact_checker_catches_them_all():
    assert uncaught(SUBTLE) == []


def test_a_comparison_that_always_says_yes_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.import_module("lqtheory.decision"), "compare", lambda *_: Truth.YES)
    assert uncaught(SUBTLE) == list(SUBTLE)


def test_a_comparison_that_always_says_no_contradicts_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.import_module("lqtheory.decision"), "compare", lambda *_: Truth.NO)
    assert uncaught(SUBTLE) == list(SUBTLE)  # then no instance is admissible, either


def test_a_membership_test_that_admits_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.import_module("lqtheory.decision"), "membership", lambda *_: Truth.NO)
    assert uncaught(SUBTLE) == list(SUBTLE)


def test_a_blind_search_is_noticed(monkeypatch: pytest.MonkeyPatch):
    tally = importlib.import_module("lqtheory.checks.candidates").Tally
    monkeypatch.setattr(tally, "_dispose", lambda *_: None)
    assert uncaught(SUBTLE) == list(SUBTLE)


def test_a_binomial_test_that_never_rejects_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.import_module("lqtheory.checks.simulate"), "_p_value", lambda *_: 1.0)
    verdicts = [simulate(theorem, "quick").verdict for theorem in IMPROBABLE.values()]
    assert Verdict.REJECTED not in verdicts


def test_a_certifier_that_believes_everything_contradicts_the_search(monkeypatch: pytest.MonkeyPatch):
    judge = importlib.import_module("lqtheory.checks.pieces").PieceJudge
    monkeypatch.setattr(judge, "holds_by_slope", lambda *_: True)
    theorem = plant("false_beyond_one", AtMost(t**2, t), T)
    with pytest.raises(ContradictionError, match="one checker or lemma is wrong"):
        check(theorem, "quick")
