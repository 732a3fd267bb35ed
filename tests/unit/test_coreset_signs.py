"""The two classes of a neuron: values by hand, torch, batches and what is refused."""

import numpy as np
import pytest
import torch

from lqtheory.definitions import unfold
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.coreset_signs import negative_input, positive_input
from lqtheory.theorems.coresets.signs_split_the_input import D

W, A = [1.0, -0.5, 2.0, 0.0], [[1.0, 2.0, 0.5, 7.0], [0.5, 1.0, 1.0, 0.0]]


def test_first_neuron_of_the_reference_network() -> None:
    assert positive_input(W, A).tolist() == [2.0, 2.5]
    assert negative_input(W, A).tolist() == [1.0, 0.5]


def test_tensors_stay_tensors() -> None:
    value = negative_input(torch.tensor(W), torch.tensor(A))
    assert isinstance(value, torch.Tensor)
    assert value.tolist() == [1.0, 0.5]


def test_a_weight_that_is_zero_is_in_neither_class() -> None:
    assert positive_input([0.0, -0.0], [3.0, 4.0]) == 0.0
    assert negative_input([0.0, -0.0], [3.0, 4.0]) == 0.0


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(DomainError, match=r"a .*negative_input"):
        negative_input([1.0], [-1.0])
    with pytest.raises(ShapeError, match=r"w has 2 entries, a has 1 \(positive_input\)"):
        positive_input([1.0, 2.0], [1.0])


@pytest.mark.parametrize(("head", "sign"), [("positive_input", 1), ("negative_input", -1)])
def test_the_formula_of_proofs_is_what_is_measured(head: str, sign: int) -> None:
    import lqtheory.symbols as symbols

    n, w, a = D.symbols
    formula = unfold(getattr(symbols, head)(w, a), D)
    ((j, _, last),) = formula.limits
    assert last == n
    rng = np.random.default_rng(0)
    weights, activations = rng.standard_normal(6), rng.random(6)
    terms = [
        formula.function.replace(
            lambda node: getattr(type(node), "quantity", None) is not None,
            lambda node, at=at: (weights if node.args[0] == w else activations)[at],
        )
        for at in range(6)
    ]
    measured = {1: positive_input, -1: negative_input}[sign](weights, activations)
    assert float(sum(terms)) == pytest.approx(float(measured), rel=1e-14)
    assert j.is_integer
