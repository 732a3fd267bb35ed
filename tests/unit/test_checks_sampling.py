import math

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from lqtheory.checks import Budget, sample_instance
from lqtheory.checks.edges import edge_parameters, moved_to_edge
from lqtheory.checks.sampling import draw_instance, satisfied_along, satisfies
from lqtheory.checks.sources import EmptyRangeError, NumpySource, scalar_range
from lqtheory.checks.strategies import instances_of
from lqtheory.domain import Domain, Integer, Matrix, MatrixChain, Object, Real, Vector
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", infinite=True, typical=("q", 8)),
    x=Vector("n"),
)


def test_every_sample_is_an_instance(rng: np.random.Generator):
    for _ in range(500):
        D.validate(sample_instance(D, rng))


def test_along_a_parameter_conditions_hold_where_they_hold_and_the_rest_is_evaluated_once(rng: np.random.Generator):
    calls = []

    def counted(x):
        calls.append(len(x))
        return np.abs(x).sum(-1)

    size = Quantity("counted_size", ("x",), counted, latex="s({x})")
    x, q, k, i = D.symbols[-1], D.symbols[2], D.symbols[1], sp.Symbol("i", integer=True, positive=True)
    conditions = (
        Relation(q * size.symbol(x), "<=", sp.Sum(i * q * lq_norm(x, 1) / 3, (i, 1, k))),
        Relation(lq_norm(x, q), "<", 2 * size.symbol(x) + sp.sqrt(2)),
        Relation(size.symbol(x) / 2 + q - q, "=", size.symbol(x) / 2),
    )
    outcomes = set()
    for _ in range(40):
        values = sample_instance(D, rng)
        holds, before = satisfied_along(conditions, values, "q"), len(calls)
        for q_value in (0.2, 0.7, 1.3, 1.9):
            expected = satisfies(conditions, values | {"q": q_value})
            seen = len(calls)
            assert holds(q_value) == expected
            outcomes.add(expected)
            assert len(calls) - seen <= (3 if q_value == 0.2 else 2)
        assert len(calls) > before
    assert outcomes == {True, False}


def test_samples_depend_on_the_generator_alone():
    first, second = (sample_instance(D, np.random.default_rng(7)) for _ in range(2))
    assert {**first, "x": first["x"].tolist()} == {**second, "x": second["x"].tolist()}


def test_samples_visit_what_matters(rng: np.random.Generator):
    samples = [sample_instance(D, rng) for _ in range(800)]
    assert any(s["p"] == math.inf for s in samples)
    assert any(s["p"] == 2 * s["q"] for s in samples)
    assert any(s["k"] == s["n"] - 1 for s in samples)
    assert any(s["k"] == 1 for s in samples)
    assert any(s["n"] > 50 for s in samples)
    flat = [s for s in samples if len(set(np.abs(s["x"]).tolist()) - {0.0}) == 1]
    assert len(flat) > 80
    assert any(np.count_nonzero(s["x"]) == 2 * s["k"] for s in flat)
    assert any((s["x"] < 0).any() for s in samples)
    assert any(np.abs(s["x"]).max() > 1e50 for s in samples)


@pytest.mark.parametrize("sign", ["nonnegative", "positive"])
def test_constraints_of_vectors_hold(sign: str, rng: np.random.Generator):
    domain = Domain(
        n=Integer(1, 9), s=Integer(1, "n"), x=Vector("n", nonzero=True, sign=sign), z=Vector("n", nonzeros="s")
    )
    for _ in range(300):
        domain.validate(sample_instance(domain, rng))


def test_other_members_are_sampled(rng: np.random.Generator):
    domain = Domain(
        m=Integer(1, 4), a=Matrix("m", 3), w=MatrixChain((3, "m", 2)), o=Object(lambda rng, m, **_: rng.normal(size=m))
    )
    for _ in range(50):
        values = domain.validate(sample_instance(domain, rng))
        assert values["o"].shape == (values["m"],)


def test_conditions_are_met_by_rejection(rng: np.random.Generator):
    n, k, _, _, _ = D.symbols
    domain = Domain(where=[Relation(2 * k, "<=", n)], **D.parameters)
    for _ in range(100):
        values = sample_instance(domain, rng)
        assert 2 * values["k"] <= values["n"]


def test_an_empty_domain_says_so(rng: np.random.Generator):
    with pytest.raises(EmptyRangeError, match=r"200 draws in a row lie outside .*n=1.*widen"):
        sample_instance(Domain(n=Integer(1, 1), k=Integer(1, "n-1")), rng)
    t = Domain(t=Real(0, 1)).symbol("t")
    with pytest.raises(EmptyRangeError, match="widen the domain"):
        sample_instance(Domain(t=Real(0, 1), where=[Relation(t, "<", -1)]), rng)


def test_a_typical_range_above_the_bound_falls_back_to_the_bound():
    assert scalar_range("p", Real("q", typical=("q", 8)), {"q": 20.0}) == (20.0, 28.0)
    assert scalar_range("k", Integer(1, "n"), {"n": 3}) == (1, 3)


@settings(max_examples=60)
@given(instances_of(D))
def test_the_strategy_gives_instances(values: dict):
    D.validate(values)


def test_the_extremal_instance_is_mixed_in(rng: np.random.Generator):
    source = NumpySource(rng)
    marked = [draw_instance(D, source, lambda n, **_: np.full(n, 0.123)) for _ in range(200)]
    assert 5 < sum((v["x"] == 0.123).all() for v in marked) < 80


def test_fixed_scalars_stay(rng: np.random.Generator):
    fixed = {"n": 5, "k": 2, "q": 0.5, "p": math.inf}
    values = draw_instance(D, NumpySource(rng), fixed=fixed)
    assert {name: values[name] for name in fixed} == fixed
    assert values["x"].shape == (5,)


@settings(max_examples=200)
@given(st.floats(0.3, 0.95), st.booleans())
def test_moving_to_the_edge_makes_an_assumption_nearly_tight(t: float, upper: bool):
    domain = Domain(s=Integer(1, 5), t=Real(0, 1))
    s, symbol = domain.symbols
    conditions = [Relation(symbol**2, "<=", 0.81), Relation(0.25, "<=", symbol)]
    moved = moved_to_edge(domain, conditions, {"s": 1, "t": t}, "t", upper=upper)
    assert satisfies(conditions, moved)
    assert moved["t"] == pytest.approx(0.9 if upper else 0.25, abs=1e-5)
    assert edge_parameters(domain, [*conditions, Relation(s, "<=", 3)]) == ["t"]


def test_moving_to_the_edge_repairs_inadmissible_draws():
    domain = Domain(t=Real(0, 1))
    (t,) = domain.symbols
    moved = moved_to_edge(domain, [Relation(t, "<=", 0.5)], {"t": 0.9}, "t", upper=True)
    assert moved["t"] == pytest.approx(0.5, abs=1e-5)
    hopeless = moved_to_edge(domain, [Relation(t, "<", 0)], {"t": 0.9}, "t", upper=True)
    assert hopeless == {"t": 0.9}


def test_moving_to_the_edge_respects_bounds_of_later_names():
    domain = Domain(q=Real(0, 4), p=Real("q"))
    q, p = domain.symbols
    moved = moved_to_edge(domain, [Relation(q, "<=", 10 * p)], {"q": 1.0, "p": 2.0}, "q", upper=True)
    assert moved["q"] < 2.0


def test_conditions_with_vectors_are_judged_componentwise():
    x = D.symbol("x")
    values = {"x": np.array([1.0, 3.0]), "q": 1.0}
    assert satisfies([Relation(x, "<=", 3)], values)
    assert not satisfies([Relation(x, "<=", 2)], values)
    assert satisfies([Relation(lq_norm(x, D.symbol("q")), "=", 4)], values)


def test_budgets_are_found_by_name():
    assert Budget.named("thorough").examples > Budget.named("standard").examples > Budget.named("quick").examples
    own = Budget(examples=1, restarts=1, seconds=0.1, bits=53, pieces=1, draws=1)
    assert Budget.named(own) is own
    with pytest.raises(DomainError, match="did you mean 'quick'"):
        Budget.named("quik")
    with pytest.raises(DomainError, match="use one of quick, standard, thorough"):
        Budget.named("xyz")


@pytest.mark.parametrize(("field", "value"), [("examples", 0), ("bits", -1), ("seconds", 0)])
def test_budgets_must_be_positive(field: str, value: float):
    fields = {"examples": 1, "restarts": 1, "seconds": 1.0, "bits": 53, "pieces": 1, "draws": 1}
    with pytest.raises(DomainError, match=f"{field}={value} is not positive"):
        Budget(**(fields | {field: value}))
    with pytest.raises(InputTypeError, match="is not an integer"):
        Budget(**(fields | {"draws": 1.5}))
