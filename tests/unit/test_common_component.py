"""The dictionary with a common component: best errors by enumeration."""

from __future__ import annotations

import math

import pytest

from lqtheory.balls import enclosure, precision
from lqtheory.dictionaries.common_component import COMMON_COMPONENT, best_kept_sum, least_common_component_error
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.dictionary_lower_bounds import common_component_error, dictionary_lower_bound


def test_orthonormal_atoms_leave_the_tail() -> None:
    assert least_common_component_error(2, 5, 3.0, 0.0, 1.0) == pytest.approx(3.0 * math.sqrt(3), rel=1e-14)
    assert best_kept_sum(2, 5, 3.0, 0.0, 1.0) == pytest.approx(6.0, rel=1e-14)


@pytest.mark.parametrize(("m", "n", "q"), [(1, 2, 1.0), (2, 5, 0.5), (4, 9, 0.7)])
def test_the_lower_bound_of_the_library_is_a_best_error(m: int, n: int, q: float) -> None:
    best = dictionary_lower_bound(m, q, n)
    enumerated = least_common_component_error(m, n, n ** (-1 / q), math.sqrt(best.F), math.sqrt(1 - best.F))
    assert enumerated == pytest.approx(best.value, rel=1e-11)
    assert common_component_error(m, n, q, best.F) == best.value


def test_floats_lie_beside_their_balls() -> None:
    arguments = (3, 6, 0.75, 1.25, 0.5)
    for quantity in COMMON_COMPONENT.values():
        with precision(113):
            low, high = enclosure(quantity.ball(*arguments))
        assert quantity(*arguments) == pytest.approx((low + high) / 2, rel=1e-12)


def test_arguments_are_checked() -> None:
    with pytest.raises(DomainError, match=r"g=0\.0 makes all atoms parallel"):
        least_common_component_error(1, 2, 1.0, 1.0, 0.0)
    with pytest.raises(DomainError, match="m=3"):
        best_kept_sum(3, 2, 1.0, 1.0, 1.0)
    with pytest.raises(InputTypeError):
        least_common_component_error(1, 2.5, 1.0, 1.0, 1.0)  # type: ignore[arg-type]
