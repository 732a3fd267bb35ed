"""Architectures of the zoo, as functions of a random generator that draws the initial weights."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import torch

from lqtheory.networks.views.residual import Residual

__all__ = ["convolutional", "initialised", "lenet", "perceptron", "resnet", "vgg"]

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


def lenet(n_out: int = 10) -> Architecture:
    """LeNet-5 with ReLU for images of 28 x 28 pixels: two convolutions, each with average pooling, three linear layers.

    Parameters
    ----------
    n_out : int
        Outputs.

    Returns
    -------
    callable
        ``architecture(rng)``.

    References
    ----------
    LeCun, Bottou, Bengio and Haffner 1998, whose network has tanh and sparse connections in the second convolution.

    Examples
    --------
    >>> sum(p.numel() for p in lenet()(np.random.default_rng(0)).parameters())
    61706
    """

    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        return torch.nn.Sequential(
            *_convolution(1, 6, rng, kernel=5, padding=2), torch.nn.AvgPool2d(2),
            *_convolution(6, 16, rng, kernel=5, padding=0), torch.nn.AvgPool2d(2),
            *perceptron(400, 120, 84, n_out)(rng),
        )  # fmt: skip

    return architecture


def vgg(width: int, n_out: int = 10) -> Architecture:
    """A network in the manner of VGG for images of 32 x 32 pixels and three channels.

    Three stages of two convolutions of 3 x 3 pixels with batch normalisation and ReLU, maxima over 2 x 2 pixels after
    each stage, ``width``, ``2 width`` and ``4 width`` channels, and a linear layer.

    Parameters
    ----------
    width, n_out : int
        Channels of the first stage, and outputs.

    Returns
    -------
    callable
        ``architecture(rng)``.

    References
    ----------
    Simonyan and Zisserman, arXiv:1409.1556.

    Examples
    --------
    >>> vgg(2)(np.random.default_rng(0)).eval()(torch.zeros(1, 3, 32, 32)).shape
    torch.Size([1, 10])
    """

    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        parts: list[torch.nn.Module] = []
        widths = [3, *(channels for channels in (width, 2 * width, 4 * width) for _ in range(2))]
        for number, (n_in, n_after) in enumerate(itertools.pairwise(widths)):
            parts += _convolution(n_in, n_after, rng, normalised=True)
            parts += [torch.nn.MaxPool2d(2)] if number % 2 else []
        return torch.nn.Sequential(*parts, *perceptron(16 * widths[-1], n_out)(rng))

    return architecture


def resnet(width: int, n_blocks: int = 3, n_out: int = 10, stride: int = 1) -> Architecture:
    """A residual network for images of 32 x 32 pixels and three channels, with the 20 layers of ResNet-20 by default.

    A convolution, then three stages of residual blocks with ``width``, ``2 width`` and ``4 width`` channels, the mean
    over pixels, and a linear layer. Where the shape changes, the shortcut is a convolution of one pixel.

    Parameters
    ----------
    width, n_blocks, n_out : int
        Channels of the first stage (16 in the paper), blocks of each stage, outputs.
    stride : {1, 2}
        Of the first convolution; 2 takes a quarter of the time.

    Returns
    -------
    callable
        ``architecture(rng)``.

    References
    ----------
    He, Zhang, Ren and Sun, arXiv:1512.03385, section 4.2.

    Examples
    --------
    >>> net = resnet(16)(np.random.default_rng(0))
    >>> sum(p.numel() for p in net.parameters())
    272474
    """

    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        parts, n_in = _convolution(3, width, rng, stride=stride, normalised=True), width
        for stage, block in itertools.product(range(3), range(n_blocks)):
            n_after = width * 2**stage
            parts += [_residual(n_in, n_after, 2 if stage and not block else 1, rng), torch.nn.ReLU()]
            n_in = n_after
        # Not an adaptive pool: on CUDA that has no deterministic gradient.
        return torch.nn.Sequential(*parts, torch.nn.AvgPool2d(8 // stride), *perceptron(n_in, n_out)(rng))

    return architecture


def _convolution(
    n_in: int,
    n_after: int,
    rng: np.random.Generator,
    *,
    kernel: int = 3,
    stride: int = 1,
    padding: int = 1,
    normalised: bool = False,
) -> list[torch.nn.Module]:
    """A convolution, batch normalisation if wanted (the convolution has no bias then), and ReLU."""
    made = torch.nn.utils.skip_init(
        torch.nn.Conv2d, n_in, n_after, kernel, stride=stride, padding=padding, bias=not normalised
    )
    normal = [torch.nn.BatchNorm2d(n_after)] if normalised else []
    return [initialised(made, rng), *normal, torch.nn.ReLU()]


def _residual(n_in: int, n_after: int, stride: int, rng: np.random.Generator) -> Residual:
    first = _convolution(n_in, n_after, rng, stride=stride, normalised=True)
    second = _convolution(n_after, n_after, rng, normalised=True)[:-1]
    same = stride == 1 and n_in == n_after
    around = None if same else _convolution(n_in, n_after, rng, kernel=1, stride=stride, padding=0, normalised=True)
    return Residual(torch.nn.Sequential(*first, *second), torch.nn.Sequential(*around[:-1]) if around else None)
