"""Every quantity of vectors is differentiable in torch, as gradient ascent needs it."""

from __future__ import annotations

from typing import Any

import pytest

from lqtheory.quantities import all_quantities

torch = pytest.importorskip("torch")

QUANTITIES = all_quantities()

SMOOTH: list[tuple[str, tuple[Any, ...]]] = [
    ("log_lq_norm", (0.5,)),
    ("log_lq_norm", (0.01,)),
    ("lq_norm", (0.5,)),
    ("lq_norm", (2.0,)),
    ("lq_norm", (0.05,)),
    ("lq_norm", (float("inf"),)),
    ("power_sum", (0.5,)),
    ("weak_lq_norm", (0.5,)),
    ("best_k_term_error", (2, 0.5)),
    ("best_k_term_error", (2, float("inf"))),
    ("best_k_term_error", (6, 2.0)),
    ("best_k_term_curve", (2.0,)),
    ("tail_power_sum", (2, 1.5)),
    ("order_statistic", (2,)),
    ("best_k_term_approximation", (3,)),
    ("effective_sparsity", (0.5, 2.0)),
    ("effective_sparsity", (1.0, 1.0)),
    ("effective_sparsity", (1.0, 1.001)),
    ("si", (0.5,)),
    ("pqi", (0.5, 1.0)),
    ("gini", ()),
    ("hoyer", ()),
    ("head_tail_ratio", (2, 0.5)),
    ("sap_retained_count", (0.5, 1.0, 0.1)),
    ("robin_hood", (1, 3, 0.1)),
    ("clone", ()),
]


def _batch() -> Any:
    rows = [[0.9, -0.2, 0.35, 0.05, -1.3, 0.6], [2.0, 1.1, -0.4, 0.7, 0.25, -0.15]]
    return torch.tensor(rows, dtype=torch.float64, requires_grad=True)


@pytest.mark.parametrize(("name", "arguments"), SMOOTH)
def test_gradient_is_the_difference_quotient(name: str, arguments: tuple[Any, ...]) -> None:
    assert torch.autograd.gradcheck(lambda x: QUANTITIES[name].array(x, *arguments), (_batch(),), eps=1e-7, atol=1e-5)


@pytest.mark.parametrize(("name", "arguments"), SMOOTH)
def test_gradient_is_finite_where_entries_vanish_or_tie(name: str, arguments: tuple[Any, ...]) -> None:
    rows = [[0.0, 1.0, 1.0, 0.0, 2.0, 1.0], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0], [1.0] * 6]
    x = torch.tensor(rows, dtype=torch.float64, requires_grad=True)
    QUANTITIES[name].array(x, *arguments).sum().backward()
    assert bool(torch.isfinite(x.grad).all())


@pytest.mark.parametrize("name", ["weighted_power_sum", "weighted_best_k_term_error", "weighted_lq_norm"])
def test_weighted_gradients(name: str) -> None:
    weights = torch.tensor([1.0, 2.0, 0.5, 3.0, 1.5, 0.7], dtype=torch.float64)
    arguments = (weights, 2, 1.5) if name == "weighted_best_k_term_error" else (weights, 1.5)
    assert torch.autograd.gradcheck(lambda x: QUANTITIES[name].array(x, *arguments), (_batch(),), eps=1e-7, atol=1e-5)
