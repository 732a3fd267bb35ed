"""Rules of quadrature are exact for polynomials, computed once, and cannot be changed by who uses them."""

import numpy as np
import pytest

from lqtheory.quantities.quadrature import legendre_rule


@pytest.mark.parametrize("count", [1, 2, 7, 240])
def test_the_rule_integrates_polynomials_of_its_degree(count: int) -> None:
    nodes, weights = legendre_rule(count)
    for power in range(min(2 * count, 20)):
        assert weights @ nodes**power == pytest.approx((1 + (-1) ** power) / (power + 1), abs=1e-13)


def test_the_rule_is_computed_once_and_kept_as_it_is() -> None:
    nodes, weights = legendre_rule(5)
    assert legendre_rule(5)[0] is nodes
    for values in (nodes, weights):
        with pytest.raises(ValueError, match="read-only"):
            values += np.ones(5)
