"""Operations of the axioms: ranks, amounts, gradients."""

from __future__ import annotations

from types import ModuleType

import pytest

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities import all_quantities
from lqtheory.quantities.operations import append_zero, bill_gates, clone, magnitudes, rising_tide, robin_hood

VECTOR = [1.0, -10.0, 2.0]


def test_operations_on_a_batch(xp: ModuleType) -> None:
    x = xp.asarray([VECTOR, [0.0, 0.0, 5.0]], dtype=xp.float64)
    assert magnitudes(x).tolist() == [[1.0, 10.0, 2.0], [0.0, 0.0, 5.0]]
    assert robin_hood(x, 1, 3, 0.5).tolist() == [[9.5, 2.0, 1.5], [4.5, 0.0, 0.5]]
    assert rising_tide(x, 1.0).tolist() == [[2.0, 11.0, 3.0], [1.0, 1.0, 6.0]]
    assert bill_gates(x, 1.0).tolist() == [[11.0, 2.0, 1.0], [6.0, 0.0, 0.0]]
    assert clone(x).tolist() == [[1.0, 10.0, 2.0, 1.0, 10.0, 2.0], [0.0, 0.0, 5.0, 0.0, 0.0, 5.0]]
    assert append_zero(x).tolist() == [[1.0, 10.0, 2.0, 0.0], [0.0, 0.0, 5.0, 0.0]]


def test_amounts_may_differ_between_rows(xp: ModuleType) -> None:
    x, a = xp.asarray([VECTOR, VECTOR], dtype=xp.float64), xp.asarray([0.5, 1.0], dtype=xp.float64)
    assert robin_hood(x, 1, 2, a).tolist() == [[9.5, 2.5, 1.0], [9.0, 3.0, 1.0]]
    assert rising_tide(x, a).tolist() == [[1.5, 10.5, 2.5], [2.0, 11.0, 3.0]]
    assert bill_gates(x, a).tolist() == [[10.5, 2.0, 1.0], [11.0, 2.0, 1.0]]


def test_ranks_are_checked() -> None:
    with pytest.raises(DomainError, match=r"i=2 is not below j=2 \(robin_hood\): the poorer has the larger rank"):
        robin_hood(VECTOR, 2, 2, 0.1)
    with pytest.raises(DomainError, match=r"j=4 is outside \{1,...,n\} with n=3"):
        robin_hood(VECTOR, 1, 4, 0.1)
    with pytest.raises(DomainError, match="a must be a number, got a=nan"):
        rising_tide(VECTOR, float("nan"))


def test_ball_robin_hood_is_the_array_version() -> None:
    exact = all_quantities()["robin_hood"].ball(balls.ball_vector(VECTOR), 1, 3, balls.ball(0.5))
    assert [float(v) for v in exact] == robin_hood(VECTOR, 1, 3, 0.5).tolist()


def test_gradients_reach_the_amount_and_the_entries() -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor(VECTOR, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
    (robin_hood(x, 1, 2, a) * torch.tensor([1.0, 10.0, 100.0])).sum().backward()
    assert x.grad.tolist() == [100.0, -1.0, 10.0]
    assert float(a.grad) == 9.0
