"""Levels and local widths of many sublevel sets against one set at a time, their kinds and their input."""

import numpy as np
import pytest
import torch

from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.ellipsoid_cones import cone_level, effective_count, local_width


@pytest.mark.parametrize("spread", [0.1, 3.0, 20.0])
@pytest.mark.parametrize("share", [1e-9, 0.3, 1 - 1e-6])
def test_rows_are_those_one_by_one(spread: float, share: float, rng: np.random.Generator) -> None:
    lam, y = np.exp(spread * rng.standard_normal((4, 3, 12))), rng.standard_normal((3, 12))
    lam[..., 0] = 0.0
    epsilon = 0.5 * share * (lam * y**2).sum(-1)
    levels, widths = cone_level(lam, y, epsilon), local_width(lam, y, epsilon)
    assert levels.shape == widths.shape == (4, 3)
    for i in np.ndindex(4, 3):
        one = (lam[i], y[i[1]], float(epsilon[i]))
        # next to the boundary of the set the level follows the excess, which is a difference
        assert levels[i] == pytest.approx(cone_level(*one), rel=1e-13 / (1 - share))
        assert widths[i] == pytest.approx(local_width(*one), rel=1e-13)
        assert widths[i] <= effective_count(lam[i], float(levels[i])) * (1 + 1e-12)


def test_kinds_follow_the_input_and_levels_may_vary_alone() -> None:
    lam, y = torch.linspace(0.5, 2.0, 5), torch.ones(5)
    levels = cone_level(lam, y, torch.tensor([0.1, 0.5], dtype=torch.float64))
    assert isinstance(levels, torch.Tensor)
    assert levels.dtype == torch.float64
    np.testing.assert_allclose(levels.numpy(), [cone_level(lam, y, 0.1), cone_level(lam, y, 0.5)], rtol=1e-14)
    assert isinstance(local_width(lam[None], y, 0.1), torch.Tensor)
    assert isinstance(cone_level([1.0, 1.0], [1.0, 1.0], 0.5), float)
    assert cone_level([[1.0, 1.0]], [1.0, 1.0], 0.5).shape == (1,)


def test_extremes_of_local_widths() -> None:
    found = local_width([[1.0, 0.0, 2.0]], [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]], [[0.0], [1.5]])
    np.testing.assert_allclose(found, [[1.0, 3.0], [0.5 + 1.0 + 1 / 3, 3.0]])


def test_errors_name_the_argument() -> None:
    with pytest.raises(DomainError, match="1 of the sets are not proper"):
        cone_level([[1.0, 1.0]], [1.0, 1.0], [[0.5], [1.5]])
    with pytest.raises(DomainError, match="omega has the negative entry -1"):
        local_width([[1.0, -1.0]], [1.0, 1.0], 0.5)
    with pytest.raises(DomainError, match=r"epsilon has the negative entry -0\.5"):
        local_width([1.0, 1.0], [1.0, 1.0], [-0.5])
    with pytest.raises(ShapeError, match=r"give \(..., D\), \(..., D\) and \(...\)"):
        cone_level([[1.0, 1.0]], [1.0, 1.0, 1.0], 0.5)
    with pytest.raises(InputTypeError, match="real array for epsilon"):
        cone_level([1.0, 1.0], [1.0, 1.0], ["a"])
