import pytest
import sympy as sp

from lqtheory.claim import AtMost, Claim
from lqtheory.errors import DomainError
from lqtheory.relations import Relation, as_relation

x, y = sp.symbols("x y", positive=True)


def test_relations_never_evaluate():
    assert str(Relation(x, "<=", x + 1)) == "x <= x + 1"
    assert Relation(1, "<", 0).lhs == 1


def test_greater_is_turned_round():
    assert as_relation(x >= y) == Relation(y, "<=", x)
    assert as_relation(x > y) == Relation(y, "<", x)
    assert as_relation(sp.Eq(x, y)) == Relation(x, "=", y)
    assert as_relation(AtMost(x, y)) == Relation(x, "<=", y)


@pytest.mark.parametrize("value", [sp.Le(x, x + 1), True, sp.false])
def test_collapsed_relations_are_refused(value: object):
    with pytest.raises(DomainError, match="collapsed"):
        as_relation(value)


def test_what_is_no_relation_is_refused():
    with pytest.raises(DomainError, match="is not a relation"):
        as_relation(x + y)
    with pytest.raises(DomainError, match="is not one of"):
        Relation(x, ">=", y)
    with pytest.raises(DomainError, match="is not a relation"):
        as_relation(Claim(then=[AtMost(x, y), AtMost(y, x)]))


def test_scaling_moves_the_right_side_towards_the_left_whatever_its_sign():
    t = sp.Symbol("t", real=True)
    half = sp.Rational(1, 2)
    assert Relation(x, "<=", y).scaled_rhs(half).rhs == y / 2
    assert Relation(x, "<=", t).scaled_rhs(half).rhs.subs(t, -2) == -3
    assert Relation(x, "<=", t).scaled_rhs(half).rhs.subs(t, 2) == 1


def test_log_gap_takes_powers_apart():
    assert sp.simplify(Relation(x**2, "<=", y**3).log_gap - (3 * sp.log(y) - 2 * sp.log(x))) == 0


def test_log_gap_is_refused_where_a_side_is_not_positive():
    assert Relation(sp.Integer(0), "<=", x).log_gap is None
    assert Relation(sp.Integer(-1), "<=", x).log_gap is None
