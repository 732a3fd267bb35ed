"""Architectures of the zoo, as functions of a random generator that draws the initial weights."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import torch

__all__ = ["convolutional", "initialised", "perceptron"]

Architecture = Callable[[np.random.Generator], torch.nn.Sequential]


def initialised(layer: torch.nn.Module, rng: np.random.Generator) -> torch.nn.Module:
    """Draw the weights and biases of a layer in place, uniform on ±1/sqrt(number of inputs).

    Parameters
    ----------
    layer : torch.nn.Module
        With ``weight`` and perhaps ``bias``.
    rng : numpy.random.Generator
        Where they come from.

    Returns
    -------
    torch.nn.Module
        The layer.

    Examples
    --------
    >>> bool((initialised(torch.nn.Linear(4, 3), np.random.default_rng(0)).weight.abs() <= 0.5).all())
    True
    """
    with torch.no_grad():
        bound = float(layer.weight[0].numel() ** -0.5)  # type: ignore[index]
        for parameter in layer.parameters():
            parameter.copy_(torch.from_numpy(rng.uniform(-bound, bound, tuple(parameter.shape))))
    return layer


def perceptron(*widths: int) -> Architecture:
    """Linear layers with ReLU between them, after the inputs are made flat.

    Parameters
    ----------
    *widths : int
        Numbers of inputs, of the neurons of each layer, of outputs.

    Returns
    -------
    callable
        ``architecture(rng)``.

    Examples
    --------
    >>> [tuple(p.shape) for p in perceptron(8, 5, 2)(np.random.default_rng(0)).parameters()]
    [(5, 8), (5,), (2, 5), (2,)]
    """

    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        parts: list[torch.nn.Module] = [torch.nn.Flatten()]
        for n_in, n_out in itertools.pairwise(widths):
            parts += [initialised(torch.nn.utils.skip_init(torch.nn.Linear, n_in, n_out), rng), torch.nn.ReLU()]
        return torch.nn.Sequential(*parts[:-1])

    return architecture


def convolutional(
    channels: Sequence[int], n_flat: int, n_out: int = 10, *, kernel: int = 3, stride: int = 1, padding: int = 1
) -> Architecture:
    """Convolutions of one kind with ReLU after each, and a linear layer.

    Parameters
    ----------
    channels : sequence of int
        Channels of the inputs and after each convolution.
    n_flat, n_out : int
        Entries that reach the linear layer, and its outputs.
    kernel, stride, padding : int
        Of all convolutions.

    Returns
    -------
    callable
        ``architecture(rng)``.

    Examples
    --------
    >>> convolutional([1, 4], 64)(np.random.default_rng(0))(torch.zeros(2, 1, 4, 4)).shape
    torch.Size([2, 10])
    """

    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        parts: list[torch.nn.Module] = []
        for n_in, n_after in itertools.pairwise(channels):
            made = torch.nn.utils.skip_init(torch.nn.Conv2d, n_in, n_after, kernel, stride=stride, padding=padding)
            parts += [initialised(made, rng), torch.nn.ReLU()]
        last = initialised(torch.nn.utils.skip_init(torch.nn.Linear, n_flat, n_out), rng)
        return torch.nn.Sequential(*parts, torch.nn.Flatten(), last)

    return architecture
