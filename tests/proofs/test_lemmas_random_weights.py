"""Foundation lemmas for random weights: what they refuse, and that balls refute every lowered conclusion."""

from typing import Any

import numpy as np
import pytest
import sympy as sp

from lqtheory import Domain, Integer, Real
from lqtheory.balls import Truth, precision
from lqtheory.checks.lemmas import find_lemma
from lqtheory.checks.lemmas_random_weights import _INTEGRALS, _at_low, _derivative
from lqtheory.checks.sampling import sample_instance
from lqtheory.decision import instance_as_balls, relation_truth
from lqtheory.errors import DomainError
from lqtheory.expressions import compile_expression
from lqtheory.floats import FLOATS
from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import gamma_ratio, gaussian_truncated_moment, generalised_gaussian_moment

D = Domain(
    n=Integer(2, typical=(2, 9)),
    k=Integer(0, "n-1"),
    i=Integer(1, "n"),
    a=Real(0, typical=(0.3, 2)),
    s=Real(0, typical=(0.4, 3)),
    p=Real(0, closed="left", typical=(0, 3)),
    T=Real(0, typical=(0.1, 0.9)),
)
n, k, i, a, s, p, T = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
CASES: dict[str, dict[str, Any]] = {
    "equal_derivatives": {"left": gamma_ratio(1, T), "right": 1 - sp.exp(-T), "variable": T},
    "euler_integral": {"p": p, "s": s, "a": a},
    "hurwitz_step": {"s": 1 + s, "t": a},
    "telescoping_sum": {"body": a * (2 * i + 1), "antidifference": -a * i**2, "index": i},
    "part_of_sum": {"body": -i, "larger": i, "index": i, "start": k + 1},
    "expected_tail_by_ranks": {"law": "laplace", "k": k, "n": n, "a": a, "index": j},
    "uniform_order_statistic": {"i": i, "n": n, "a": a},
    "renyi_representation": {"i": i, "n": n, "a": a, "index": j},
}


@pytest.mark.parametrize("name", CASES)
def test_conclusions_hold_and_lowered_ones_do_not(name: str, rng: np.random.Generator) -> None:
    conclusion = find_lemma(name).build(D, **CASES[name]).conclusion
    wrong = conclusion.lhs - 1 if conclusion.operator == "<=" else conclusion.rhs * sp.Rational(99, 100)
    lowered = Relation(conclusion.lhs, conclusion.operator, wrong)
    for _ in range(10):
        with precision(113):
            env = instance_as_balls(D, D.validate(sample_instance(D, rng)))
            assert relation_truth(conclusion, env)[0] is not Truth.NO
            assert relation_truth(lowered, env)[0] is Truth.NO


OVER_T = [name for name in _INTEGRALS if "T" in find_quantity(name).arguments]


@pytest.mark.parametrize("name", OVER_T)
def test_integrands_are_derivatives_of_the_integrals(name: str, rng: np.random.Generator) -> None:
    """Central differences of the array version, at thresholds inside the range of every law."""
    head = find_quantity(name).symbol
    arguments = {"p": p, "T": T + a if name.startswith("pareto") else T, "s": s, "a": a}
    value = head(*(arguments[letter] for letter in find_quantity(name).arguments))
    measure, slope = (compile_expression(e, FLOATS) for e in (value, _derivative(value, T)))
    for _ in range(8):
        values = sample_instance(D, rng)
        values["a"] = values["a"] if name not in ("uniform_truncated_moment", "uniform_lorenz_integral") else 1.5
        h = 1e-5
        difference = (measure(values | {"T": values["T"] + h}) - measure(values | {"T": values["T"] - h})) / (2 * h)
        assert slope(values) == pytest.approx(difference, rel=1e-6, abs=1e-9)


def test_the_share_of_a_cap_is_the_integral_over_its_angle() -> None:
    share = find_quantity("cap_share")
    d, alpha = sp.Symbol("d", integer=True, positive=True), sp.Symbol("alpha", positive=True)
    slope = compile_expression(_derivative(share.symbol(d, alpha), alpha), FLOATS)
    for size in (2, 3, 7, 20):
        for angle in (0.2, 0.9, 2.5):
            difference = (share(size, angle + 1e-5) - share(size, angle - 1e-5)) / 2e-5
            assert slope({"d": size, "alpha": angle}) == pytest.approx(difference, rel=1e-6, abs=1e-9)
        assert share(size, 0.0) == 0


@pytest.mark.parametrize("name", OVER_T)
def test_integrals_vanish_where_their_interval_is_empty(name: str) -> None:
    head = find_quantity(name).symbol
    arguments = {"p": p, "T": T + a if name.startswith("pareto") else T, "s": s, "a": a}
    value = head(*(arguments[letter] for letter in find_quantity(name).arguments))
    assert _at_low(value, T, sp.S.Zero) == 0
    empty = {"p": 1.5, "T": 0.75 if name.startswith("pareto") else 0.0, "s": 0.5, "a": 0.75}
    assert float(find_quantity(name)(*(empty[letter] for letter in find_quantity(name).arguments))) == 0


@pytest.mark.parametrize(
    ("name", "arguments", "text"),
    [
        ("equal_derivatives", {"left": T, "right": T, "variable": n}, "n is not a real variable"),
        ("equal_derivatives", {"left": p, "right": p, "variable": p}, "no lower end that is left out"),
        ("equal_derivatives", {"left": T**T, "right": T, "variable": T}, "the exponent of T..T depends on T"),
        ("equal_derivatives", {"left": sp.floor(T), "right": T, "variable": T}, "is not made of powers"),
        ("equal_derivatives", {"left": gamma_ratio(T, 1), "right": T, "variable": T}, "is not known"),
        (
            "equal_derivatives",
            {"left": generalised_gaussian_moment(T, s, a), "right": T, "variable": T},
            "and known integrals",
        ),
        ("equal_derivatives", {"left": gamma_ratio(s, T + 1), "right": T, "variable": T}, "is not an empty integral"),
        ("telescoping_sum", {"body": T, "antidifference": T, "index": j}, "is not an integer variable of the proof"),
        ("expected_tail_by_ranks", {"law": "gauss", "k": k, "n": n, "a": a, "index": j}, "neither uniform nor laplace"),
        ("renyi_representation", {"i": T, "n": n, "a": a, "index": j}, "not known to be an integer"),
        ("renyi_representation", {"i": i, "n": n, "a": a, "index": T}, "not a positive integer symbol"),
        ("renyi_representation", {"i": j, "n": n, "a": a, "index": j}, "must not occur"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(DomainError, match=text):
        find_lemma(name).build(D, **arguments)


def test_premises_keep_false_equalities_out() -> None:
    """Equal slopes with different starts, and equal starts with different slopes."""
    build = find_lemma("equal_derivatives").build
    start = build(D, left=T + 1, right=T, variable=T).premises[-2]
    assert (start.lhs, start.rhs) == (1, 0)
    application = build(D, left=gaussian_truncated_moment(0, T, a), right=sp.erf(T / a), variable=T)
    slope = application.premises[-1]
    assert sp.simplify(slope.lhs - slope.rhs) != 0
    assert Relation(0, "<", T) in application.premises
