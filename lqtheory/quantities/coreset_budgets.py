"""Cancellation ratios and accuracies of the layers of a network, as an object that theorems speak of layer by layer.

These quantities take a :class:`LayerBudget`, which no command line can type; ``coreset_splits`` has the same formulas
for plain numbers. Beyond the last layer all ratios are 1 and all accuracies 0, so that nothing changes there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import RegistryError
from lqtheory.members import Object
from lqtheory.quantities.quantity import Quantity

__all__ = ["BUDGET", "BUDGET_QUANTITIES", "LayerBudget", "budget_quantity"]


@dataclass(frozen=True)
class LayerBudget:
    """Ratios Δ >= 1 and accuracies ε > 0 of the layers, first layer first; floats or balls."""

    ratios: tuple[Any, ...]
    accuracies: tuple[Any, ...]


def sampled_budget(rng: np.random.Generator) -> LayerBudget:
    """One to five layers with ratios of two digits; without cancellation in every third draw."""
    D = int(rng.integers(1, 6))
    ratios = np.ones(D) if rng.integers(3) == 0 else np.round(1 + rng.exponential(1.0, D), 2)
    accuracies = np.round(0.01 + rng.random(D) * rng.choice((0.02, 0.3, 2.0)), 3)
    return LayerBudget(tuple(ratios.tolist()), tuple(accuracies.tolist()))


def ball_budget(budget: LayerBudget) -> LayerBudget:
    """The same in exact balls."""
    return LayerBudget(tuple(balls.ball_vector(budget.ratios)), tuple(balls.ball_vector(budget.accuracies)))


BUDGET = Object(
    sampled_budget, ball=ball_budget, description="cancellation ratios and accuracies of the layers of a network", of=()
)


def _ratio(B: LayerBudget, i: int) -> Any:
    """Δ of layer i = 1, 2, ...; 1 beyond the last."""
    return B.ratios[i - 1] if 1 <= i <= len(B.ratios) else 1


def _accuracy(B: LayerBudget, i: int) -> Any:
    return B.accuracies[i - 1] if 1 <= i <= len(B.accuracies) else 0


def _remaining(B: LayerBudget, i: int) -> Any:
    """Product of the ratios from layer i on."""
    product: Any = 1
    for ratio in B.ratios[max(i, 1) - 1 :]:
        product = product * ratio
    return product


def _error(B: LayerBudget, i: int) -> Any:
    """e_i by the recursion; the input has no error."""
    error: Any = 0
    for layer in range(1, i + 1):
        error = _ratio(B, layer) * ((1 + error) * (1 + _accuracy(B, layer)) - 1)
    return error


def _compounded(B: LayerBudget, i: int) -> Any:
    """Product of 1 + P_k ε_k over the layers up to i."""
    product: Any = 1
    for layer in range(1, i + 1):
        product = product * (1 + _remaining(B, layer) * _accuracy(B, layer))
    return product


def _spent(B: LayerBudget, i: int) -> Any:
    """Sum of P_k ε_k over the layers up to i."""
    total: Any = 0
    for layer in range(1, i + 1):
        total = total + _remaining(B, layer) * _accuracy(B, layer)
    return total


def _quantity(name: str, function: Any, latex: str, id: str, sign: str) -> Quantity:
    def array(B: LayerBudget, i: int) -> float:
        return float(function(B, i))

    def ball(B: Any, i: int) -> Any:
        return balls.ball(function(B, i))

    array.__doc__ = ball.__doc__ = function.__doc__
    return Quantity(name, ("B", "i"), array, ball, latex, id, sign=sign, integer_arguments=("i",))


BUDGET_QUANTITIES: dict[str, Quantity] = {
    q.name: q
    for q in (
        _quantity("layer_ratio", _ratio, r"\Delta_{{{i}}}({B})", "coreset.delta", "positive"),
        _quantity("layer_accuracy", _accuracy, r"\varepsilon_{{{i}}}({B})", "coreset.network", "nonnegative"),
        _quantity("remaining_product", _remaining, r"P_{{{i}}}({B})", "coreset.network", "positive"),
        _quantity("layer_error", _error, r"e_{{{i}}}({B})", "coreset.layer_recursion", "nonnegative"),
        _quantity("compounded_accuracy", _compounded, r"\Pi_{{{i}}}({B})", "coreset.network_sharp", "positive"),
        _quantity("spent_accuracy", _spent, r"\Sigma_{{{i}}}({B})", "coreset.network_sharp", "nonnegative"),
    )
}


def budget_quantity(name: str) -> Any:
    """Symbol of one of the quantities of budgets.

    Parameters
    ----------
    name : str
        Such as ``"layer_error"``.

    Returns
    -------
    sympy function head
        To be applied to a budget and an integer.

    Raises
    ------
    RegistryError
        If there is none of this name.
    """
    if name not in BUDGET_QUANTITIES:
        raise RegistryError(f"no quantity of budgets is called {name!r}; there are {', '.join(BUDGET_QUANTITIES)}")
    return BUDGET_QUANTITIES[name].symbol
