"""Steps and cancelled divisors: what has another value, or none, at single points is not certified away."""

from fractions import Fraction

import pytest
import sympy as sp

from lqtheory.balls import ball
from lqtheory.balls.expressions import FUNCTIONS
from lqtheory.checks import certify
from lqtheory.checks.confirm import Task, find_certificate
from lqtheory.checks.engines import FlintEngine
from lqtheory.checks.lean import LeanEngine, is_installed
from lqtheory.claim import AtMost, Claim, Less
from lqtheory.domain import Domain, Integer, Real
from lqtheory.evidence import Verdict
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation
from lqtheory.theorem import Source, Theorem

t = sp.Symbol("t", real=True)
D = Domain(t=Real(-1, 1, closed="both", typical=(-1, 1)))
BOX = {"t": (Fraction(-1), Fraction(1))}

HALF = sp.Rational(1, 2)

#: False, or without a value, at 0 or at 1/2.
WRONG = {
    "another value at 0": (sp.Heaviside(t, 5), sp.S(2)),
    "a step of a step": (sp.Heaviside(2 * sp.floor(t) + 1), sp.Rational(1, 2)),
    "a sign of a step": (sp.sign(2 * sp.floor(t) + 1), sp.Rational(1, 2)),
    "a step of a pole": (sp.Heaviside(1 / t), sp.S(2)),
    "a sign of a pole": (sp.sign(1 / t), sp.S(2)),
    "a step of a root": (sp.Heaviside(sp.sqrt(t)), sp.S(2)),
    "a divisor that cancels": ((t**2 - sp.Rational(1, 4)) / (t - sp.Rational(1, 2)), sp.S(2)),
    "a pole on both sides": (1 / t, 1 / t + 1),
    "poles that cancel in part": (t + 1 / t, t**2 + 2 + 1 / t),
    "a root on both sides": (sp.sqrt(t), sp.sqrt(t) + 1),
    "a logarithm on both sides": (sp.log(t), sp.log(t) + 1),
    "a step on both sides": (sp.Heaviside(1 / t), sp.Heaviside(1 / t) + 1),
    "logarithms whose slopes cancel": (sp.log(t) - sp.log(2 * t) + t, sp.S(10)),
    "logarithms of squares": (sp.log((t - HALF) ** 2) - sp.log((2 * t - 1) ** 2), sp.S(0)),
    "logarithms of both sides": (sp.exp(1 / t), 2 * sp.exp(1 / t)),
}


@pytest.mark.parametrize("case", WRONG)
def test_balls_certify_nothing_that_fails_at_a_point(case: str):
    lhs, rhs = WRONG[case]
    record = certify(Theorem("demo", "t", "demo", D, AtMost(lhs, rhs), Source("demo")))
    assert record.verdict in (Verdict.INCONCLUSIVE, Verdict.FALSIFIED)


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("engine", ["flint", "leancert"])
def test_no_checker_alone_confirms_it(case: str, engine: str):
    if engine == "leancert" and not is_installed():
        pytest.skip("needs leancert")
    lhs, rhs = WRONG[case]
    asked = FlintEngine() if engine == "flint" else LeanEngine()
    found = find_certificate(
        Task("demo", "f", "", 0, Relation(lhs, "<=", rhs), D, (), None), [asked], pieces=200, seconds=5
    )
    assert found is None


@pytest.mark.parametrize("offset", [0, t**2])
def test_an_infinite_value_on_both_sides_is_not_taken_off_both(offset: sp.Expr):
    """The value log 0 is minus infinity, which is not below itself; the gap 1 does not know."""
    closed = Domain(t=Real(0, 1, closed="both", typical=(0, 1)))
    lhs = sp.log(closed.symbol("t"))
    claim = Less(lhs, lhs + 1 + sp.sympify(offset).subs(t, closed.symbol("t")))
    record = certify(Theorem("demo", "t", "demo", closed, claim, Source("demo")))
    assert record.verdict in (Verdict.INCONCLUSIVE, Verdict.FALSIFIED)
    for engine in (FlintEngine(), *([LeanEngine()] if is_installed() else [])):
        task = Task("demo", "f", "", 0, Relation(claim.then[0].lhs, "<", claim.then[0].rhs), closed, (), None)
        assert find_certificate(task, [engine], pieces=200) is None


def test_sums_that_end_before_they_begin_are_empty():
    """SymPy takes off what lies between: at k = 2, n = 0 its sum of ones is -1."""
    m = sp.Symbol("m", integer=True)
    grid = Domain(k=Integer(0, 6), n=Integer(0, 4), t=Real(0, 1, closed="both", typical=(0, 1)))
    k, n, s = grid.symbols
    lhs, rhs = s * sp.Sum(1, (m, k + 1, n)), s * (n - k) + s
    assert find_certificate(Task("demo", "f", "", 0, Relation(lhs, "<=", rhs), grid, (), None), [FlintEngine()]) is None
    true = Relation(lhs, "<=", s * sp.Max(n - k, 0) + s)
    assert find_certificate(Task("demo", "f", "", 0, true, grid, (), None), [FlintEngine()])


INTEGERS = Domain(n=Integer(0, 3), t=Real(-1, 1, closed="both", typical=(-1, 1)))
n, s = INTEGERS.symbols
m = sp.Symbol("m", integer=True)

#: Without a value at t = 0 or for small n, which goes by when integers are put in.
CANCELLED = {
    "0 times 1/t": (n * s ** (n - 1), n + 4),
    "a root below 0": (s * sp.sqrt(n - 2), s * sp.sqrt(n - 2) + 1),
    "a logarithm below 0": (s + sp.log(n - 5), sp.log(n - 5) + 3),
    "0 times 1/t in a sum": (sp.Sum(m * s ** (m - 1), (m, 0, 3)), sp.S(7)),
    "0 times 1/t in a sum up to n": (sp.Sum(m * s ** (m - 1), (m, 0, n)), sp.S(20)),
    "0 times 1/t in a maximum": (MaxOver(m * s ** (m - 1), m, 0, 1), sp.S(7)),
}


@pytest.mark.parametrize("case", CANCELLED)
@pytest.mark.parametrize("engine", ["flint", "leancert"])
def test_what_integers_cancel_had_to_have_a_value(case: str, engine: str):
    if engine == "leancert" and not is_installed():
        pytest.skip("needs leancert")
    lhs, rhs = CANCELLED[case]
    asked = FlintEngine() if engine == "flint" else LeanEngine()
    task = Task("demo", "f", "", 0, Relation(lhs, "<=", rhs), INTEGERS, (), None)
    assert find_certificate(task, [asked], pieces=200, seconds=5) is None


def test_an_assumption_with_infinite_sides_does_not_fail():
    """At 0 both sides are minus infinity, and the claim is 1 <= 0."""
    closed = Domain(t=Real(0, 1, closed="both", typical=(0, 1)))
    at = closed.symbol("t")
    given = (Relation(sp.log(at) + 1, "<=", sp.log(at)),)
    task = Task("demo", "f", "", 0, Relation(1 - at, "<=", 0), closed, given, None)
    assert find_certificate(task, [FlintEngine()], pieces=200) is None


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (s * sp.Sum(1 / m**2, (m, 1, sp.oo)), s * s + 5),
        (sp.Sum(s**m, (m, 1, n)), n + HALF),
        (sp.Sum(sp.Sum(s, (sp.Symbol("i", integer=True), 1, m)), (m, 1, 3)), sp.S(7)),
        (sp.Sum(m, (m, 1, 5000)) * s, sp.S(12502500)),
    ],
)
def test_true_sums_are_confirmed(lhs: sp.Expr, rhs: sp.Expr):
    task = Task("demo", "f", "", 0, Relation(lhs, "<=", rhs), INTEGERS, (), None)
    assert find_certificate(task, [FlintEngine()], pieces=2000)


def test_what_balls_have_no_word_for_is_told():
    claim = AtMost(s * sp.binomial(4, n), sp.S(100))
    record = certify(Theorem("demo", "t", "demo", INTEGERS, claim, Source("demo")))
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "binomial has no ball version" in record.message
    given = Claim([Relation(sp.Sum(m, (m, 1, sp.floor(3 * t))), "<=", 50)], [Relation(t, "<=", 2)])
    assert certify(Theorem("demo", "t", "demo", D, given, Source("demo"))).verdict is not Verdict.FALSIFIED


@pytest.mark.parametrize(
    ("lhs", "verdict"),
    [
        (sp.S(0) ** (t**2) + t, Verdict.INCONCLUSIVE),
        (sp.Sum(sp.Symbol("m"), (sp.Symbol("m"), 1, sp.floor(3 * t))), Verdict.INCONCLUSIVE),
        (sp.pi, Verdict.CERTIFIED),
        (4 * sp.pi, Verdict.FALSIFIED),
    ],
)
def test_what_balls_have_no_answer_to_ends_in_a_verdict(lhs: sp.Expr, verdict: Verdict):
    assert certify(Theorem("demo", "t", "demo", D, AtMost(lhs, sp.S(10)), Source("demo"))).verdict is verdict


def test_balls_of_steps_contain_every_value():
    step, sign = FUNCTIONS["Heaviside"], FUNCTIONS["sign"]
    found = step(ball(Fraction(0)), ball(5))
    assert all(found.contains(ball(value)) for value in (0, 1, 5))
    assert step(ball(2), ball(5)) == 1
    assert step(ball(-2), ball(5)) == 0
    assert not step(ball(1) / ball(0), ball(0)).is_finite()
    assert not sign(ball(1) / ball(0)).is_finite()


def test_a_step_without_a_value_at_zero_that_is_between_has_no_word():
    if not is_installed():
        pytest.skip("needs leancert")
    engine = LeanEngine()
    assert engine.bounds(sp.Heaviside(t, sp.Rational(1, 3)), BOX) == (0, 1)
    assert engine.bounds(sp.Heaviside(t, 5), BOX) is None
    engine.close()


def test_slopes_in_factors_are_taken_where_no_divisor_is_lost():
    """(t^2 - 1/4)/(t + 2) keeps its divisor; a slope without one would speak of a point without a value."""
    kept = (t**2 - sp.Rational(1, 4)) / (t + 2)
    assert find_certificate(Task("demo", "f", "", 0, Relation(kept, "<=", sp.S(2)), D, (), None), [FlintEngine()])


def test_no_other_program_stands_in_for_the_one_that_is_shipped(tmp_path, monkeypatch: pytest.MonkeyPatch):
    if not is_installed():
        pytest.skip("needs leancert")
    fake = tmp_path / "lean_bridge"
    fake.write_text("#!/bin/sh\ncat\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("LEANCERT_BRIDGE_PATH", str(fake))
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = LeanEngine()
    assert engine.bounds(t, BOX) == (-1, 1)
    assert engine._client.binary_path != str(fake)
    engine.close()
