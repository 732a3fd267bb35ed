"""Quantities of small convolutions: floats against balls and torch, and the bounds of the certificates."""

import numpy as np
import pytest
import torch

from lqtheory import balls
from lqtheory.compression.certificates import conv_norm_bounds
from lqtheory.errors import DomainError
from lqtheory.quantities.small_convolutions import (
    CONVOLUTION_QUANTITIES,
    SmallConvolution,
    ball_convolution,
    convolution_quantity,
    small_convolution,
)


@pytest.mark.parametrize("name", CONVOLUTION_QUANTITIES)
def test_floats_and_balls_agree(name, rng):
    quantity = CONVOLUTION_QUANTITIES[name]
    for _ in range(10):
        value = small_convolution(rng)
        with balls.precision(160):
            low, high = balls.enclosure(quantity.ball(ball_convolution(value)))
        found = float(quantity(value))
        assert low - 1e-12 * (1 + low) <= found <= high + 1e-12 * (1 + high)


def explicit(value: SmallConvolution) -> torch.Tensor:
    channels = value.kernel.shape[1] * value.groups
    basis = torch.eye(channels * value.shape[0] * value.shape[1], dtype=torch.float64)
    images = basis.reshape(-1, channels, *value.shape)
    kernel = torch.from_numpy(value.kernel)
    return torch.nn.functional.conv2d(images, kernel, None, value.stride, value.padding, value.dilation, value.groups)


def test_convolutions_are_those_of_torch(rng):
    for _ in range(40):
        value = small_convolution(rng)
        out = explicit(value)
        norms = [float(torch.linalg.matrix_norm(out.flatten(1), ord=p)) for p in (2, "fro", 1)]  # rows are pixels here
        for name, norm in zip(("norm", "frobenius", "row_norm"), norms, strict=True):
            assert CONVOLUTION_QUANTITIES[f"convolution_{name}"](value) == pytest.approx(norm, rel=1e-12, abs=1e-12)
        assert CONVOLUTION_QUANTITIES["output_positions"](value) == out[0, 0].numel()


def test_the_certificates_compute_these_bounds(rng):
    """What certificates round outwards are the sides of the theorems."""
    quantities = CONVOLUTION_QUANTITIES
    for _ in range(40):
        value = small_convolution(rng)
        moved = (value.stride, value.padding, value.shape, value.groups, value.dilation)
        found = conv_norm_bounds(torch.from_numpy(value.kernel), *moved)
        overlap, positions = (quantities[name](value) for name in ("window_overlap", "output_positions"))
        patch = np.sqrt(overlap) * quantities["patch_norm"](value)
        assert found["patch"] >= patch * (1 - 1e-12)
        if value.dilation == (1, 1):
            assert found["patch"] == pytest.approx(patch, rel=1e-8)
        assert found["row"] == pytest.approx(quantities["filter_row_norm"](value), rel=1e-12)
        assert found["fro"] == pytest.approx(np.sqrt(positions) * quantities["filter_frobenius"](value), rel=1e-12)
        if "torus" in found:
            assert found["torus"] >= quantities["convolution_norm"](value) * (1 - 1e-12)


def test_windows_of_a_dilated_kernel_miss_each_other():
    """Dilation 2: with stride 2 all three entries of a kernel may meet in a pixel, with stride 3 no two of them do."""
    value = SmallConvolution(np.ones((1, 1, 3, 1)), (9, 1), (2, 1), (0, 0), (2, 1), 1)
    assert CONVOLUTION_QUANTITIES["window_overlap"](value) == 3
    odd = SmallConvolution(np.ones((1, 1, 3, 1)), (9, 1), (3, 1), (0, 0), (2, 1), 1)
    assert CONVOLUTION_QUANTITIES["window_overlap"](odd) == 1
    assert CONVOLUTION_QUANTITIES["windows_over_pixel"](odd) == 1


def test_unknown_names_are_refused():
    with pytest.raises(DomainError, match="there is no quantity 'norm' of convolutions"):
        convolution_quantity("norm")
