"""The verb ``eval``: a calculator with rigorous enclosures."""

import json
import math
from fractions import Fraction

import pytest

from lqtheory.balls import ball, decimal, hull, infinity, precision
from lqtheory.cli import calculator
from lqtheory.cli.values import as_floats, parse_value
from lqtheory.errors import DomainError
from lqtheory.quantities import all_quantities, find_quantity


def results(text: str) -> dict[str, dict]:
    return {result["name"]: result for result in json.loads(text)}


def test_an_id_prints_value_logarithm_and_argmax_with_enclosures(cli):
    result = cli("eval", "lq.worst", "n=4096", "k=12", "q=0.37", "p=2.3", "--json")
    found = results(result.out)
    assert result.code == 0
    assert set(found) == {"worst_case", "log_worst_case", "worst_case_argmax"}
    assert found["worst_case_argmax"]["value"] == 14
    low, high = found["worst_case"]["enclosure"]
    with precision(200):
        exact = ball(2) ** (ball(10) / 23) / ball(14) ** (ball(100) / 37)
        assert ball(low) <= exact <= ball(high)
    assert low <= high <= math.nextafter(math.nextafter(low, 1), 1)
    assert found["log_worst_case"]["value"] == pytest.approx(math.log(low), rel=1e-15)


def test_the_text_shows_certified_digits_and_the_value_in_floats(cli):
    lines = cli("eval", "stechkin_constant", "q=1/3", "p=2").out.splitlines()
    assert lines[0] == "stechkin_constant(q=1/3, p=2)  [lq.stechkin]"
    label, digits, sign, radius = lines[1].split()
    assert (label, sign) == ("value", "±")
    assert len(digits) == 22  # "0." and 20 digits
    assert 0 < float(radius) < 1e-20
    with precision(200):
        exact = find_quantity("stechkin_constant").ball(ball(Fraction(1, 3)), ball(2))
        assert abs(exact - ball(Fraction(digits))) <= ball(Fraction(radius))
    assert lines[2].split() == ["float", repr(find_quantity("stechkin_constant")(1 / 3, 2.0))]


def test_the_l1_descent_cone_of_one_entry_in_a_billion(cli):
    lines = cli("eval", "geom.descent.l1", "rho=1e-9").out.splitlines()
    assert lines[0] == "l1_descent_share(rho=1e-09)  [geom.descent.l1]"
    assert lines[1].split()[:3] == ["value", "3.3396531059730154624e-8", "±"]
    assert 0 < float(lines[1].split()[3]) < 1e-27


def test_exact_values_and_wide_enclosures_say_so(cli):
    assert "value     2.5 exactly" in cli("eval", "orthant_statistical_dimension", "d=5").out
    curve = cli("eval", "best_k_term_curve", "x=[4,-2,1]", "p=inf").out
    assert "value     [4 exactly, 2 exactly, 1 exactly, 0 exactly]" in curve


def test_values_without_a_theorem_are_labelled(cli):
    heuristic = [q for q in all_quantities().values() if q.heuristic]
    assert {"geom.descent.gap", "geom.ell.statdim", "geom.ell.success", "geom.kin.clt"} < {q.id for q in heuristic}
    values = {"rho": "0.25", "omega": "[1,2]", "y": "[1,1]", "epsilon": "0.1", "m": "1", "delta": "3", "variance": "1"}
    values |= {"mu": "1", "F": "0.5", "s": "2", "gamma": "1", "n": "100", "B": "2"}
    for quantity in heuristic:
        problem = values | ({"epsilon": "1.4"} if quantity.id == "geom.prune.slice" else {})
        words = [f"{name}={problem[name]}" for name in quantity.arguments]
        assert "\n  heuristic no theorem" in cli("eval", quantity.name, *words).out
        assert "heuristic: no theorem" in cli("show", quantity.name).out
        assert quantity.array.__doc__.startswith("Heuristic")
    assert "heuristic" not in cli("eval", "l1_descent_share", "rho=0.25").out


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (ball(0), "0"),
        (ball(-12), "-12"),
        (ball(2) ** 90, "1.2379400392853802749e+27"),
        (ball(Fraction(1, 3)), ""),
        (ball(1) / 0, ""),
        (infinity(), "inf"),
        (-infinity(), "-inf"),
        (hull(1, 1.25), "1e+0"),
        (hull(-1, 2), ""),
    ],
)
def test_balls_in_decimal(value, digits):
    found, radius = decimal(value, 20 if digits else 3)
    assert found == digits or found == "0.333"
    with precision(200):
        if found and value.is_finite():
            center, reach = ball(Fraction(found)), ball(Fraction(radius or "0"))
            assert center - reach <= value.lower()
            assert value.upper() <= center + reach


def test_decimals_mean_the_decimal_numbers_typed(cli):
    found = results(cli("eval", "lq_norm", "x=[0.1]", "q=1", "--json").out)["lq_norm"]
    low, high = map(Fraction, found["enclosure"])
    assert low <= Fraction(1, 10) <= high
    assert low != high


def test_digits_are_proved(cli):
    found = results(cli("eval", "stechkin_constant", "q=1/3", "p=2", "--digits", "40", "--json").out)
    assert found["stechkin_constant"]["digits"].startswith("0.258804164062475659306617322769823638361")


def test_infinite_exponents_and_vectors_as_results(cli):
    found = results(cli("eval", "best_k_term_curve", "x=[4,-2,1]", "p=inf", "--json").out)
    assert found["best_k_term_curve"]["value"] == [4.0, 2.0, 1.0, 0.0]
    assert found["best_k_term_curve"]["enclosure"] == [[4, 4], [2, 2], [1, 1], [0, 0]]


def test_an_overflow_leaves_the_enclosure(cli):
    found = results(cli("eval", "lq_norm", "x=[1e200,1e200]", "q=0.001", "--json").out)["lq_norm"]
    assert found["value"] is None
    assert "log" in found["problem"]
    assert found["enclosure"][1] == "inf"


def test_large_counts_need_the_enclosure_asked_for(cli):
    words = ["eval", "worst_case", "k=12", "n=1000000000", "q=0.3", "p=2", "--json"]
    assert "enclosure" not in results(cli(*words).out)["worst_case"]
    assert "enclosure" in results(cli(*words, "--enclosure").out)["worst_case"]


def test_a_theorem_shows_both_sides_and_the_dimension_is_the_length_of_the_vector(cli):
    found = results(cli("eval", "stechkin_inequality", "x=[4,-2,1]", "k=1", "q=1", "p=2", "--json").out)
    result = found["stechkin_inequality"]
    (sides,) = result["conclusions"]
    assert sides["lhs"] == pytest.approx(math.sqrt(5))
    assert sides["rhs"] == pytest.approx(3.5)
    assert result["ratio"] == pytest.approx(math.sqrt(5) / 3.5)
    assert result["holds"] == "YES"
    assert result["arguments"]["n"] == 3


def test_equality_stays_undecided(cli):
    found = results(cli("eval", "stechkin_inequality", "x=[1,1,1,1,1,1,1,1,1,1]", "k=5", "q=1", "p=2", "--json").out)
    result = found["stechkin_inequality"]
    assert result["holds"] == "UNDECIDED"
    low, high = result["slack"]
    assert -1e-100 < low <= 0 <= high < 1e-100


def test_a_failing_assumption_is_named(cli):
    found = results(cli("eval", "kmin_suffices", "x=[4,-2,1]", "k=0", "p=2", "eta=0.1", "--json").out)
    assert found["kmin_suffices"]["holds"] == "NOT_APPLICABLE"
    assert "kmin" in found["kmin_suffices"]["failed_assumption"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["geom.descent.lq", "d=9", "s=2", "q=0.5"], "no convex cone"),
        (["geom.planted.ellipsoid", "d=9"], "fixed_mask_is_often_feasible takes m, K"),
        (["lq.wrst", "n=3"], "did you mean lq.worst"),
        (["worst_case", "n=3", "k=1", "q=1"], "p missing"),
        (["worst_case", "n=3", "k=1", "q=1", "p=2", "z=1"], "z unknown"),
        (["lq.worst", "n=3"], "worst_case takes k, n, q, p"),
        (["worst_case", "n"], "not of the form name=value"),
        (["worst_case", "n=3", "n=4"], "n is given twice"),
        (["worst_case", "n=3", "k=5", "q=1", "p=2"], "use k <= 3"),
        (["worst_case", "n=3", "k=1.5", "q=1", "p=2"], "must be an integer"),
        (["worst_case", "n=3", "k=1", "q=-1", "p=2"], "q > 0"),
        (["worst_case", "n=3", "k=1", "q=nan", "p=2"], "not a number"),
        (["lq_norm", "x=[]", "q=1"], "empty vector"),
        (["lq_norm", 'x=[1,"a"]', "q=1"], "numbers only"),
        (["lq_norm", "x=[1,true]", "q=1"], "numbers only"),
        (["lq_norm", "x=[1,NaN]", "q=1"], "not a JSON list"),
        (["lq_norm", "x=[1,", "q=1"], "not a JSON list"),
        (["lq_norm", "x=[[1],[2,3]]", "q=1"], "equal lengths"),
        (["lq_norm", "x=[1e999]", "q=1"], "does not fit into a float"),
        (["stechkin_bound", "k=0", "q=1", "p=2"], "the exact value is 1"),
        (["stechkin_inequality", "x=[1,2]", "k=2", "q=1", "p=2"], "use k ≤ 1"),
    ],
)
def test_bad_input_is_one_sentence(refused, words, reason):
    assert reason in refused("eval", *words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.37", Fraction(37, 100)),
        ("1/3", Fraction(1, 3)),
        ("1e-2", Fraction(1, 100)),
        ("inf", math.inf),
    ],
)
def test_numbers_are_read_exactly(text, value):
    assert parse_value(text, "x") == value


@pytest.mark.parametrize("text", ["1/0", "1e99999", "1_000", "0x10", "", "--", "1,5", "9" * 5000])
def test_strange_numbers_are_refused_quickly(text):
    with pytest.raises(DomainError, match="not a number"):
        parse_value(text, "x")


def test_floats_are_the_nearest_ones():
    assert as_floats(parse_value("0.1", "x")) == 0.1
    assert as_floats(parse_value("[0.1, 3]", "x")).tolist() == [0.1, 3.0]


@pytest.mark.parametrize("name", [name for name, quantity in all_quantities().items() if "x" not in quantity.arguments])
def test_every_scalar_quantity_says_what_it_takes(refused, name):
    assert f"{name} takes {', '.join(all_quantities()[name].arguments)}" in refused("eval", name)


def test_a_cone_shows_its_estimate_with_the_interval_that_holds(cli):
    exact = cli("eval", "circular", "d=5", "alpha=0.3").out
    assert "  value     1.087227360642" in exact
    assert "(exact, computed in floats)" in exact
    words = ["eval", "ellipsoid_cone", "eigenvalues=[1,1,1,1]", "y=[1,1,1,1]", "epsilon=0.5"]
    (proved,) = json.loads(cli(*words, "--json").out)
    assert proved["found"] == "enclosed"
    assert proved["heuristic"]
    low, high = proved["interval"]
    assert high == low + 1
    assert f"lies in   [{low!r}, {high!r}], proved\n  guess " in cli(*words).out
    (sampled,) = json.loads(cli(*words, "samples=2000", "seed=3", "confidence=0.999", "--json").out)
    assert (sampled["found"], sampled["samples"], sampled["confidence"]) == ("sampled", 2000, 0.999)
    assert sampled["interval"][0] <= sampled["value"] <= sampled["interval"][1]
    assert max(low, sampled["interval"][0]) <= min(high, sampled["interval"][1])
    text = cli(*words, "samples=2000", "seed=3", "confidence=0.999").out
    assert f"value     {sampled['value']!r} ± " in text
    assert "with confidence 0.999\n  sampled   2000 times, seed 3\n" in text


def test_a_cone_that_can_only_be_sampled_is_sampled(cli):
    (found,) = json.loads(cli("eval", "polyhedral", "A=[[1,2],[-3,4]]", "--json").out)
    assert (found["found"], found["samples"]) == ("sampled", 4000)
    refused = cli("eval", "polyhedral", "B=[[1,2]]")
    assert refused.code == 2
    assert "polyhedral takes A, and samples, seed, confidence; A missing; B unknown" in refused.err


def test_values_come_before_a_decision_that_takes_longer_and_have_a_radius(cli, monkeypatch):
    monkeypatch.setattr(calculator, "_PATIENCE", 0.0)
    monkeypatch.setattr(calculator, "_BITS", (113, 1 << 20))  # an equality is never decided: no second try
    printed = cli("eval", "geom.descent.l1_exact", "d=60", "s=5")
    assert "l1_descent_dimension(d=60, s=5)" in str(printed)
    assert "UNDECIDED" in str(printed)
    assert "above" not in str(printed)


def test_results_are_handed_on_one_by_one():
    def fails():
        raise DomainError("out of range")

    found = calculator._attempt([lambda: {"value": 1}, fails, lambda: 1 / 0])
    assert next(found) == {"value": 1}
    with pytest.raises(ZeroDivisionError):
        next(found)
    with pytest.raises(DomainError):
        list(calculator._attempt([fails]))


def test_probabilities_are_decided_where_the_typed_numbers_are_floats(cli):
    words = ["eval", "conformal_rank_covers_most_samples", "a=2", "d=4", "n=5"]
    out = cli(*words, "g=20").out
    assert "holds     NO   rhs - lhs lies in [-0.15687" in out
    assert "P_x(r <= r_(k))" in out
    assert json.loads(cli(*words, "g=20", "--json").out)[0]["holds"] == "NO"
    limit = ["eval", "clopper_pearson_limit_is_exceeded", "n=10", "p=0.25"]
    assert "holds     YES" in cli(*limit, "delta=0.5").out
    assert "problem   not decided: no float is delta=1/10" in cli(*limit, "delta=0.1").out
