import numpy as np
import pytest
import sympy as sp

from lqtheory.domain import Domain, Integer, Object, Real, Vector
from lqtheory.errors import DomainError
from lqtheory.relations import Relation


@pytest.fixture
def domain() -> Domain:
    return Domain(n=Integer(2), k=Integer(1, "n-1"), q=Real(0), p=Real("q", infinite=True), x=Vector("n"))


def test_symbols_come_in_the_order_of_declaration(domain: Domain):
    assert [s.name for s in domain.symbols] == ["n", "k", "q", "p", "x"]
    assert domain.symbol("k").is_integer


def test_a_valid_instance_becomes_plain_values(domain: Domain):
    values = domain.validate({"n": np.int64(2), "k": 1, "q": np.float32(0.5), "p": 2, "x": [1, 2]})
    assert [type(v) for v in values.values()] == [int, int, float, int, np.ndarray]


def test_missing_and_unknown_names_are_named(domain: Domain):
    with pytest.raises(DomainError, match="missing p, x: the parameters of t are n, k, q, p, x"):
        domain.validate({"n": 2, "k": 1, "q": 1.0}, where="t")
    with pytest.raises(DomainError, match="unknown z"):
        domain.validate({"n": 2, "k": 1, "q": 1.0, "p": 2, "x": [1, 2], "z": 0})


def test_bounds_may_only_mention_earlier_names():
    with pytest.raises(DomainError, match="only earlier names"):
        Domain(k=Integer(1, "n"), n=Integer(1))


def test_an_empty_declaration_and_foreign_members_are_refused():
    with pytest.raises(DomainError, match="no parameters"):
        Domain()
    with pytest.raises(DomainError, match="not a domain member"):
        Domain(n=3)


def test_bounds_as_expressions(domain: Domain):
    assert domain.bound("k", "high") == domain.symbol("n") - 1
    assert domain.bound("n", "high") == sp.oo
    assert domain.bound("p", "low") == domain.symbol("q")


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"n": Integer(1)}, "scalar"),
        ({"n": Integer(1), "x": Vector("n")}, "vector"),
        ({"x": Vector(2), "o": Object(lambda rng, **_: None)}, "object"),
    ],
)
def test_kind_is_the_richest_member(members: dict, kind: str):
    assert Domain(**members).kind == kind


def test_conditions_become_relations():
    n = sp.Symbol("n", integer=True, positive=True)
    domain = Domain(n=Integer(1), where=[n <= 5])
    assert domain.where == (Relation(n, "<=", sp.Integer(5)),)
    assert "n <= 5" in domain.describe()


def test_extend_and_map_keep_conditions(domain: Domain):
    longer = domain.extend(t=Real(0, 1))
    assert list(longer.parameters) == ["n", "k", "q", "p", "x", "t"]
    narrowed = domain.map_members(lambda name, m: Integer(2, 2) if name == "n" else m)
    assert narrowed.parameters["n"] == Integer(2, 2)


def test_the_default_box_is_the_typical_range():
    assert Domain(q=Real(0, typical=(0.2, 2)), n=Integer(1, 4)).box() == {"q": (0.2, 2), "n": (1, 4)}
