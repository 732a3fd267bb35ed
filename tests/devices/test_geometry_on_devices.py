"""Closed forms of geometry at many points: batches are loops, and a tensor is answered by one on its device."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import lqtheory.quantities
from lqtheory.errors import ShapeError

#: Two good values of every argument that may be a batch, and one of the others.
MANY: dict[str, list[Any]] = {
    **{"rho": [0.25, 0.1], "eta": [0.05, 0.5], "h": [2.0, 3.0], "delta": [4.0, 5.0], "alpha": [0.6, 0.0]},
    **{"nu": [0.5, 1.0], "t": [0.5, 1.0], "variance": [2.0, 9.0], "epsilon": [0.05, 0.25], "level": [0.3, 0.9]},
    **{"q": [0.5, 0.75], "p": [2.0, 1.5], "low": [3.0, 2.0], "high": [4.0, 5.0], "phi": [0.6, 0.1], "s": [0.5, 2.0]},
    **{"gamma": [0.5, 2.0], "e": [0.1, 0.2], "a": [1.0, 2.0], "b": [2.0, 0.5], "m": [3.0, 4.0]},
    **{"omega": [[1.0, 0.5, 0.25], [2.0, 1.0, 0.0]], "y": [[1.0, 1.0, 1.0], [1.0, 0.0, 2.0]]},
    **{"x": [[1.0, 0.0, 2.0], [-1.0, 3.0, 0.0]], "v": [[0.25, 0.5, 0.25], [0.0, 0.5, 0.5]]},
    **{
        "w": [[0.25, 0.5, 0.25], [0.375, 0.5, 0.125]],
        "active": [[1.0, 1.0], [1.0, 2.0]],
        "inactive": [[1.0, 2.0], [0.0, 1.0]],
    },
}
ONE: dict[str, Any] = {"d": 10, "m": 1, "k": 1, "n": 50, "b": 4, "s": 3, "r": 1, "rule": "published", "law": "gauss"}
#: Arguments that mean something else in one function.
ELSEWHERE: dict[str, dict[str, list[Any]]] = {
    **{name: {"p": [0.5, 1.0]} for name in ("planted_energy", "gaussian_pruned_energy", "laplace_pruned_energy")},
    "lq_descent_dimension": {"q": [1.0, 2.0]},
}
#: Points that take seconds.
SLOW = {"scalar_minimax_risk", "union_threshold"}


def _functions() -> Iterator[Callable[..., Any]]:
    for path in sorted(Path(lqtheory.quantities.__file__).parent.glob("*.py")):
        if "@batched(" in path.read_text(encoding="utf-8"):
            module = importlib.import_module(f"lqtheory.quantities.{path.stem}")
            yield from (f for name in module.__all__ if hasattr(f := getattr(module, name), "batched"))


FUNCTIONS = {f.__name__: f for f in _functions()}
QUICK = [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in FUNCTIONS]


def arguments(name: str) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """Values of the arguments that are batches here, and of the others."""
    function, more = FUNCTIONS[name], {"experimental": True} if name == "scalar_minimax_risk" else {}
    known = MANY | ELSEWHERE.get(name, {})
    many = {letter: known[letter] for letter in function.batched}
    asked = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    return many, {letter: ONE[letter] for letter in asked if letter not in many} | more


def parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize("name", QUICK)
def test_a_batch_is_the_loop_over_its_points(name):
    many, others = arguments(name)
    batch = parts(FUNCTIONS[name](**{k: np.array(v) for k, v in many.items()}, **others))
    points = [parts(FUNCTIONS[name](**{k: v[i] for k, v in many.items()}, **others)) for i in (0, 1)]
    for whole, *single in zip(batch, *points, strict=True):
        assert isinstance(whole, np.ndarray)
        np.testing.assert_allclose(whole, np.stack([np.asarray(v) for v in single]), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", QUICK)
def test_tensors_are_answered_by_tensors_where_they_are(name, device):
    many, others = arguments(name)
    here = parts(FUNCTIONS[name](**{k: np.array(v) for k, v in many.items()}, **others))
    there = parts(FUNCTIONS[name](**{k: device.put(torch.tensor(v)) for k, v in many.items()}, **others))
    for expected, found in zip(here, there, strict=True):
        assert isinstance(found, torch.Tensor)
        assert device.has(found)
        assert found.dtype == torch.float64
        np.testing.assert_allclose(found.cpu().numpy(), expected, rtol=2e-6)  # the points are float32


@pytest.mark.parametrize("name", QUICK)
def test_one_tensor_is_answered_by_one(name, device):
    many, others = arguments(name)
    single = {k: device.put(torch.tensor(v[0], dtype=torch.float64)) for k, v in many.items()}
    for expected, found in zip(
        parts(FUNCTIONS[name](**{k: v[0] for k, v in many.items()}, **others)),
        parts(FUNCTIONS[name](**single, **others)),
        strict=True,
    ):
        assert device.has(found)
        np.testing.assert_allclose(found.cpu().numpy(), expected, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_name_the_batches(name):
    assert f"Leading axes of {' and '.join(FUNCTIONS[name].batched)} are batches" in inspect.getdoc(FUNCTIONS[name])


def test_leading_axes_are_broadcast():
    bound = FUNCTIONS["volume_upper_tail_bound"]
    found = bound(np.array([[4.0], [5.0]]), 10, [0.0, 1.0, 2.0])
    assert found.shape == (2, 3)
    assert found[1, 2] == bound(5.0, 10, 2.0)
    with pytest.raises(ShapeError, match=r"leading axes differ: delta has \(2,\) and h has \(3,\)"):
        bound([4.0, 5.0], 10, [0.0, 1.0, 2.0])
    assert FUNCTIONS["spherical_steiner"]([0.25, 0.5, 0.25], [0.25, 0.5]).shape == (2,)
