"""Input of quantities: what is accepted, what is refused and in which words."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.arrays import (
    as_magnitudes,
    as_vector,
    as_weights,
    check_count,
    check_exponent,
    check_real,
    masked_log,
    masked_power,
    require_nonzero,
)


@pytest.mark.parametrize(
    "x",
    [
        [1, -2],
        (1.0, -2.0),
        np.array([1, -2], dtype=np.int8),
        np.array([1, -2], dtype=np.float16),
        [Fraction(1), Fraction(-2)],
        [np.float32(1), np.int64(-2)],
    ],
    ids=str,
)
def test_vectors_of_any_numbers_become_float64(x: Any) -> None:
    result = as_vector(x)
    assert result.dtype == np.float64
    assert result.tolist() == [1.0, -2.0]


@pytest.mark.parametrize(
    ("x", "error", "words"),
    [
        ("ab", InputTypeError, "expected real array for x, got 'ab' (f); use numbers"),
        ([True, 1.0], InputTypeError, "expected real array for x, got [True, 1.0] (f); use numbers"),
        (np.array([True]), InputTypeError, "expected real array for x, got bool (f); use numbers"),
        (None, InputTypeError, "expected real array for x, got object (f); use numbers"),
        (["a"], InputTypeError, "expected real array for x, got <U1 (f); use numbers"),
        (3.0, ShapeError, "x must have a vector axis, got a single number (f); wrap it in a list"),
        ([[1], [1, 2]], ShapeError, "x is ragged (f); give vectors of one length"),
        ([], DomainError, "empty vector: x has shape (0,) (f); give at least one entry"),
        (np.empty((3, 0)), DomainError, "empty vector: x has shape (3, 0) (f); give at least one entry"),
        ([math.nan], DomainError, "x must be finite, but holds NaN or infinity (f); drop or replace them"),
        ([1.0, math.inf], DomainError, "x must be finite, but holds NaN or infinity (f); drop or replace them"),
        ([1j], InputTypeError, "x must be real, got complex128 (f); pass its absolute values"),
    ],
    ids=str,
)
def test_bad_vectors_are_refused_in_one_sentence(x: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        as_vector(x, "x", "f")
    assert str(caught.value) == words
    assert isinstance(caught.value, TypeError if error is InputTypeError else ValueError)


def test_complex_entries_enter_by_their_absolute_value() -> None:
    assert as_magnitudes([3 + 4j, -2j]).tolist() == [5.0, 2.0]


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "int32"])
def test_results_are_float64_of_the_same_library(xp: ModuleType, dtype: str) -> None:
    x = xp.asarray([3, -4], dtype=getattr(xp, dtype))
    result = as_magnitudes(x)
    assert result.dtype == xp.float64
    assert type(result) is type(x)
    assert x.tolist() == [3, -4]


def test_boolean_tensors_are_refused() -> None:
    torch = pytest.importorskip("torch")
    with pytest.raises(InputTypeError, match=r"expected real array for x, got torch.bool"):
        as_vector(torch.tensor([True]))


@pytest.mark.parametrize("make", [np.float32, lambda v: np.array(v, dtype=np.float32)], ids=["scalar", "array"])
def test_float32_numpy_arrays_stay_single_only_when_asked(make: Callable[[Any], Any]) -> None:
    x = make([1.0, -2.0]) if make is not np.float32 else np.array([np.float32(1), np.float32(-2)])
    assert as_magnitudes(x, single=True).dtype == np.float32
    assert as_magnitudes(x).dtype == np.float64


def test_weights_must_be_positive_and_of_the_same_length() -> None:
    x = np.ones(3)
    assert as_weights([1, 2, 3], x, "w", "f").dtype == np.float64
    with pytest.raises(ShapeError, match=r"w has 2 entries, allowed are n=3 as in x \(f\); give one weight"):
        as_weights([1, 2], x, "w", "f")
    with pytest.raises(DomainError, match=r"w must be > 0 in every entry \(f\); drop entries of zero weight"):
        as_weights([1, 0, 1], x, "w", "f")


def test_weights_follow_the_tensor_they_belong_to() -> None:
    torch = pytest.importorskip("torch")
    assert isinstance(as_weights([1, 2], torch.ones(2), "w", "f"), torch.Tensor)


@pytest.mark.parametrize("value", [3, np.int64(3), np.uint8(3)])
def test_counts_of_every_integer_type_become_int(value: Any) -> None:
    assert type(check_count(value, "k", 0, 5, "f")) is int


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        (True, InputTypeError, "k must be an integer, got the bool True (f); use an int"),
        (np.True_, InputTypeError, "k must be an integer, got the bool np.True_ (f); use an int"),
        (2.0, InputTypeError, "k must be an integer, got float: 2.0 (f); use an int"),
        ("2", InputTypeError, "k must be an integer, got str: '2' (f); use an int"),
        (-1, DomainError, "k=-1 is outside {0,...,n} with n=10 (f); use k >= 0"),
        (16, DomainError, "k=16 is outside {0,...,n} with n=10 (f); use k <= 10"),
    ],
    ids=str,
)
def test_bad_counts_are_refused_in_one_sentence(value: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        check_count(value, "k", 0, 10, "f")
    assert str(caught.value) == words


@pytest.mark.parametrize("value", [0.5, 1, np.float32(0.5), Fraction(1, 2), np.array(0.5)], ids=repr)
def test_exponents_of_every_real_type_become_float(value: Any) -> None:
    assert type(check_exponent(value, "q", "f")) is float


@pytest.mark.parametrize(
    ("value", "infinite", "error", "words"),
    [
        (0, True, DomainError, "q must be > 0, got q=0.0 (f); use q > 0 or q=inf"),
        (-1.5, False, DomainError, "q must be > 0, got q=-1.5 (f); use a finite q > 0"),
        (math.inf, False, DomainError, "q must be finite, got q=inf (f); use a finite q > 0"),
        (math.nan, True, DomainError, "q must be a number, got q=nan (f); use a finite q"),
        (True, True, InputTypeError, "expected real number for q, got bool: True (f); use a float"),
        ("1", True, InputTypeError, "expected real number for q, got str: '1' (f); use a float"),
        (None, True, InputTypeError, "expected real number for q, got NoneType: None (f); use a float"),
        (1j, True, InputTypeError, "expected real number for q, got complex: 1j (f); use a float"),
    ],
    ids=str,
)
def test_bad_exponents_are_refused_in_one_sentence(
    value: Any, infinite: bool, error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        check_exponent(value, "q", "f", infinite=infinite)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("value", "closed", "inside"),
    [(0.0, "both", True), (0.0, "right", False), (1.0, "left", False), (1.0, "right", True), (0.5, "neither", True)],
)
def test_real_numbers_are_held_to_their_interval(value: float, closed: str, inside: bool) -> None:
    if inside:
        assert check_real(value, "t", "f", 0.0, 1.0, closed) == value
    else:
        with pytest.raises(DomainError, match=rf"t={value} is outside .*0, 1.* \(f\); use a value inside"):
            check_real(value, "t", "f", 0.0, 1.0, closed)


def test_zero_rows_are_found_among_others() -> None:
    require_nonzero(np.eye(2), "f")
    with pytest.raises(DomainError, match=r"index undefined for the zero vector \(f\); drop zero vectors first"):
        require_nonzero(np.array([[1.0, 0.0], [0.0, 0.0]]), "f")


def test_powers_and_logarithms_at_zero_are_zero_and_minus_infinity(xp: ModuleType) -> None:
    x = xp.asarray([0.0, 4.0], dtype=xp.float64)
    assert masked_power(x, 0.5).tolist() == [0.0, 2.0]
    assert masked_log(x).tolist() == [-math.inf, math.log(4.0)]


def test_gradients_of_powers_vanish_at_zero_entries() -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor([0.0, 4.0], dtype=torch.float64, requires_grad=True)
    masked_power(x, 0.5).sum().backward()
    assert x.grad.tolist() == [0.0, 0.25]


def test_a_device_without_float64_is_left_for_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    import array_api_compat.numpy as library

    calls: list[Any] = []

    def refuse_once(x: np.ndarray, dtype: Any) -> np.ndarray:
        calls.append(x)
        if len(calls) == 1:
            raise TypeError("no float64 here")
        return x.astype(dtype)

    monkeypatch.setattr(library, "astype", refuse_once)
    with pytest.warns(RuntimeWarning, match=r"cpu has no float64: computing on the CPU \(f\)"):
        result = as_vector(np.ones(2, np.float32), "x", "f")
    assert result.dtype == np.float64
