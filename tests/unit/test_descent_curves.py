"""Bounds of block and nuclear norms at many points against one point at a time and against balls, and their input."""

import numpy as np
import pytest
import torch

from lqtheory.balls import ball, precision
from lqtheory.errors import DomainError, InputTypeError, ShapeError
from lqtheory.quantities.descent_cones import l1_descent_share
from lqtheory.quantities.descent_norms import group_descent_share
from lqtheory.quantities.descent_nuclear import nuclear_descent_share
from lqtheory.quantities.reference.descent_quantities import ball_nuclear_descent_share

RHO = np.array([1e-300, 1e-12, 1e-6, 0.01, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9])


@pytest.mark.parametrize("b", [1, 2, 7, 300])
def test_blocks_at_many_fractions_are_those_one_by_one(b: int) -> None:
    found = group_descent_share(np.r_[0.0, RHO, 1.0].reshape(1, -1), b)
    assert found.shape == (1, RHO.size + 2)
    expected = [group_descent_share(float(p), b) for p in RHO]
    np.testing.assert_allclose(found[0], np.r_[0.0, expected, 1.0], rtol=1e-13)
    if b == 1:
        np.testing.assert_allclose(found[0, 1:-1], l1_descent_share(RHO), rtol=1e-13)


@pytest.mark.parametrize("nu", [1e-12, 1e-4, 0.5, 1.0])
def test_nuclear_shares_lie_within_their_balls(nu: float) -> None:
    rho = np.array([1e-6, 1e-3, 0.1, 0.5, 0.9, 0.999])
    found = nuclear_descent_share(rho, nu)
    with precision(200):
        for p, value in zip(rho.tolist(), found.tolist(), strict=True):
            exact = ball_nuclear_descent_share(ball(p), ball(nu))
            assert abs(ball(value) / exact - 1) < 1e-12
            assert nuclear_descent_share(p, nu) == pytest.approx(value, rel=1e-15)


def test_kinds_and_shapes_follow_the_input() -> None:
    t = torch.tensor([[0.1, 0.3]], dtype=torch.float32, requires_grad=True)
    for found in (group_descent_share(t, 3), nuclear_descent_share(t, 0.5), nuclear_descent_share(t, [[0.5], [1.0]])):
        assert isinstance(found, torch.Tensor)
        assert found.dtype == torch.float64
    assert nuclear_descent_share([0.1, 0.2], [[0.5], [1.0], [0.2]]).shape == (3, 2)
    assert group_descent_share([0.1], 3).tolist() == pytest.approx([group_descent_share(0.1, 3)], rel=1e-13)


def test_errors_name_the_entry() -> None:
    with pytest.raises(DomainError, match=r"rho=1.5 is outside \[0, 1\] \(group_descent_share\)"):
        group_descent_share([0.5, 1.5], 2)
    with pytest.raises(DomainError, match=r"rho=1 is outside \(0, 1\) \(nuclear_descent_share\)"):
        nuclear_descent_share([0.5, 1.0], 0.5)
    with pytest.raises(DomainError, match=r"nu=0 is outside \(0, 1\]"):
        nuclear_descent_share(0.5, [0.0])
    with pytest.raises(DomainError, match="finite"):
        group_descent_share([float("nan")], 2)
    with pytest.raises(InputTypeError, match="real array for rho"):
        group_descent_share(["a"], 2)
    with pytest.raises(ShapeError, match=r"rho and nu have the shapes \(2,\) and \(3,\)"):
        nuclear_descent_share([0.1, 0.2], [0.1, 0.2, 0.3])
