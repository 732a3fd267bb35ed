"""Balls of quantities that are kept from one relation to the next at the same instance."""

import pytest
import sympy as sp

from lqtheory import Domain, Integer, Vector
from lqtheory.balls import Truth, ball_vector
from lqtheory.checks.rules import _same_terms
from lqtheory.decision import relation_truth
from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, power_sum

D = Domain(n=Integer(1), j=Integer(1, "n"), x=Vector("n"))
n, j, x = D.symbols


def instance() -> dict[object, object]:
    """An instance as balls."""
    return {"n": 3, "j": 2, "x": ball_vector([4.0, 2.0, 1.0])}


def test_a_quantity_is_computed_once_at_an_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    quantity, calls = find_quantity("power_sum"), []
    compute = quantity.ball

    def counted(*args: object) -> object:
        calls.append(args)
        return compute(*args)

    monkeypatch.setitem(quantity.__dict__, "ball", counted)
    first, second = Relation(power_sum(x, 2), "<=", 21), Relation(20, "<", power_sum(x, 2) + n)
    env = instance()
    assert [relation_truth(r, env, remember=True)[0] for r in (first, second)] == [Truth.YES] * 2
    assert len(calls) == 1
    assert relation_truth(second, instance(), remember=True)[0] is Truth.YES
    assert len(calls) == 2


def test_another_instance_has_values_of_its_own() -> None:
    relation = Relation(power_sum(x, 2), "<=", 21)
    assert relation_truth(relation, instance(), remember=True)[0] is Truth.YES
    assert relation_truth(relation, instance() | {"x": ball_vector([5.0, 2.0, 1.0])}, remember=True)[0] is Truth.NO


def test_a_bound_index_called_like_a_parameter_finds_none_of_its_values() -> None:
    alone, summed = order_statistic(x, j), sp.Sum(order_statistic(x, j), (j, 1, n))
    for relations in ([Relation(alone, "=", 2), Relation(summed, "=", 7)], [Relation(summed + alone, "=", 9)]):
        env = instance()
        found = [relation_truth(r, env, remember=True) for r in relations]
        assert all(left == right for _, left, right in found)


def test_terms_are_compared_as_multiplied_out() -> None:
    a, b = sp.symbols("a b", positive=True)
    assert _same_terms((a + b) ** 2 / b, a**2 / b + 2 * a + b)
    assert not _same_terms((a + b) ** 2 / b, a**2 / b + 2 * a - b)
