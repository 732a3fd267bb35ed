import math

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory.compression.certificates import (
    conv_norm_bounds,
    frobenius_norm_bound,
    row_norm_bound,
    spectral_norm_bound,
)
from lqtheory.errors import DataError, DomainError, ShapeError


def normal(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


@pytest.mark.parametrize("shape", [(1, 1), (3, 7), (40, 25), (60, 60), (1, 50)])
@pytest.mark.parametrize("rank_one", [False, True])
def test_spectral_bounds_are_above_the_singular_values_and_sharp(shape, rank_one):
    matrix = normal(shape[0], 1) @ normal(1, shape[1], seed=1) if rank_one else normal(*shape)
    top = float(torch.linalg.svdvals(matrix)[0])
    assert top * (1 - 1e-14) <= spectral_norm_bound(matrix) <= top * (1 + 1e-9)


@pytest.mark.parametrize("scale", [1e-200, 1e-30, 1e150, 1e300])
def test_spectral_bounds_scale(scale):
    matrix = normal(5, 4)
    assert spectral_norm_bound(matrix * scale) == pytest.approx(spectral_norm_bound(matrix) * scale, rel=1e-9)


def test_repeated_singular_values_and_zeros_are_no_problem():
    assert 3.0 <= spectral_norm_bound(3.0 * torch.eye(20)) < 3.0 + 1e-8
    assert spectral_norm_bound(torch.zeros(3, 2)) == 0.0


def test_zeroing_an_entry_can_raise_a_spectral_norm():
    """The pitfall of dossier lq.net.chain."""
    full, zeroed = torch.tensor([[1.0, 1.0], [1.0, -1.0]]), torch.tensor([[1.0, 1.0], [1.0, 0.0]])
    assert spectral_norm_bound(full) == pytest.approx(math.sqrt(2), rel=1e-9)
    assert spectral_norm_bound(zeroed) == pytest.approx((1 + math.sqrt(5)) / 2, rel=1e-9)
    assert row_norm_bound(zeroed) <= row_norm_bound(full)
    assert frobenius_norm_bound(zeroed) <= frobenius_norm_bound(full)


def operator(kernel: torch.Tensor, stride, padding, shape, groups, dilation) -> torch.Tensor:
    """The convolution as a matrix, column by column."""
    channels = kernel.shape[1] * groups
    basis = torch.eye(channels * shape[0] * shape[1], dtype=torch.float64).reshape(-1, channels, *shape)
    images = nn.functional.conv2d(basis, kernel, None, stride, padding, dilation, groups)
    return images.flatten(1).T


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "groups", "dilation"),
    [((3, 2, 3, 3), 1, 1, 1, 1), ((2, 2, 2, 3), (2, 1), 0, 1, 1), ((4, 1, 3, 2), 1, (2, 0), 2, 1),
     ((2, 2, 2, 2), 1, 1, 1, 2), ((3, 2, 1, 1), 1, 0, 1, 1), ((1, 1, 2, 2), 1, 4, 1, 1)],
)  # fmt: skip
def test_convolutions_against_their_matrices(kernel, stride, padding, groups, dilation):
    k = normal(*kernel, seed=3)
    matrix = operator(k, stride, padding, (5, 6), groups, dilation)
    found = conv_norm_bounds(k, stride, padding, (5, 6), groups, dilation)
    top = float(torch.linalg.svdvals(matrix)[0])
    for name in {"patch", "fro", "torus", "spectral"} & set(found):
        assert found[name] >= top * (1 - 1e-14), name
    assert found["row"] >= float(matrix.abs().sum(1).max()) * (1 - 1e-14)
    assert found["fro"] >= float(matrix.norm()) * (1 - 1e-14)
    assert ("torus" in found) == (stride == 1 and dilation == 1)
    if kernel[2:] == (1, 1):
        assert found["patch"] <= top * (1 + 1e-9)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "groups", "dilation"),
    [((3, 2, 3), 1, 1, 1, 1), ((4, 1, 4), 2, 2, 2, 1), ((2, 2, 3), 1, 0, 1, 2), ((3, 2, 1), 1, 0, 1, 1)],
)
def test_convolutions_of_sequences_against_their_matrices(kernel, stride, padding, groups, dilation):
    k = normal(*kernel, seed=4)
    basis = torch.eye(kernel[1] * groups * 7, dtype=torch.float64).reshape(-1, kernel[1] * groups, 7)
    matrix = nn.functional.conv1d(basis, k, None, stride, padding, dilation, groups).flatten(1).T
    found = conv_norm_bounds(k, stride, padding, (7,), groups, dilation)
    top = float(torch.linalg.svdvals(matrix)[0])
    for name in {"patch", "fro", "torus", "spectral"} & set(found):
        assert top * (1 - 1e-14) <= found[name] <= 3 * float(matrix.norm()), name
    assert found["row"] >= float(matrix.abs().sum(1).max()) * (1 - 1e-14)
    assert ("torus" in found) == (stride == 1 and dilation == 1)
    if kernel[2] == 1:
        assert found["patch"] <= top * (1 + 1e-9)


def test_the_torus_beats_the_patches_on_smooth_filters():
    found = conv_norm_bounds(torch.tensor([[[[1.0, -1.0], [0.0, 0.0]]]]), shape=(8, 8))
    assert found["torus"] < found["patch"]
    assert found["spectral"] == found["torus"]


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: spectral_norm_bound(torch.ones(3)), ShapeError, "not two axes"),
        (lambda: spectral_norm_bound(torch.tensor([[math.inf]])), DataError, "not finite"),
        (lambda: conv_norm_bounds(torch.ones(2, 2)), ShapeError, r"not \(out, in, height, width\)"),
        (lambda: conv_norm_bounds(torch.ones(3, 1, 2, 2), groups=2), DomainError, "groups=2 does not divide"),
        (lambda: conv_norm_bounds(torch.ones(1, 1, 3, 3), shape=(2, 2)), ShapeError, "smaller than the kernel"),
    ],
)
def test_bad_input_gets_one_sentence(call, error, text):
    with pytest.raises(error, match=text):
        call()
