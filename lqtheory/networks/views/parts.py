"""The parts of a network, in the order of computation: affine maps, activations, pooling, residual blocks.

Parts hold detached tensors that share memory with the network; they apply themselves with any weights of the same
shape, so that bounds can use |W| or a difference of weights in the place of W.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch
from torch.nn import functional as F

__all__ = ["ActivationPart", "AffinePart", "FlattenPart", "Part", "PoolPart", "ResidualPart"]


@dataclass(frozen=True, eq=False)
class AffinePart:
    """A linear layer or a 2-d convolution.

    Parameters
    ----------
    path : str
        Path of the module in the network.
    kind : {"linear", "conv2d"}
        What it is.
    weight : torch.Tensor
        Shape (out, in), or (out, in / groups, height, width).
    bias : torch.Tensor or None
        Shape (out,).
    stride, dilation : pair of int
        Of a convolution.
    padding : pair of int or str
        Zero padding of a convolution, ``"same"`` or ``"valid"``.
    groups : int
        Of a convolution.

    Examples
    --------
    >>> part = AffinePart("0", "linear", torch.eye(2), None)
    >>> part.apply(torch.tensor([[1.0, 2.0]]), -part.weight).tolist()
    [[-1.0, -2.0]]
    """

    path: str
    kind: str
    weight: torch.Tensor
    bias: torch.Tensor | None
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] | str = (0, 0)
    dilation: tuple[int, int] = (1, 1)
    groups: int = 1

    def apply(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
        """The layer with other weights: W x + b."""
        if self.kind == "linear":
            return F.linear(x, weight, bias)
        return F.conv2d(x, weight, bias, self.stride, self.padding, self.dilation, self.groups)

    @property
    def fan_in(self) -> int:
        """Number of products in one output."""
        return self.weight[0].numel()

    @property
    def overlap(self) -> int:
        """Number of windows that one input lies in, at most; 1 for a linear layer."""
        if self.kind == "linear":
            return 1
        height, width = self.weight.shape[2:]
        if self.dilation != (1, 1):
            return int(height * width)
        return math.ceil(height / self.stride[0]) * math.ceil(width / self.stride[1])

    def spread(self, per_output: torch.Tensor) -> torch.Tensor:
        """A number for each neuron or filter, shaped to be broadcast over outputs."""
        return per_output if self.kind == "linear" else per_output.reshape(-1, 1, 1)


@dataclass(frozen=True)
class ActivationPart:
    """A function applied to every entry.

    Parameters
    ----------
    path : str
        Path of the module.
    name : str
        A name of :mod:`lqtheory.quantities.activations`.
    parameters : dict of str to float
        Its parameters, such as ``{"negative_slope": 0.01}``.
    """

    path: str
    name: str
    parameters: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PoolPart:
    """Maxima or averages over windows of images.

    Parameters
    ----------
    path : str
        Path of the module.
    kind : {"max", "average", "global_average"}
        What is taken.
    kernel, stride, padding, dilation : pair of int
        The windows; not used by ``"global_average"``.
    """

    path: str
    kind: str
    kernel: tuple[int, int] = (1, 1)
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (0, 0)
    dilation: tuple[int, int] = (1, 1)

    def average(self, x: torch.Tensor) -> torch.Tensor:
        """Averages over the windows."""
        if self.kind == "global_average":
            return x.mean(dim=(-2, -1), keepdim=True)
        return F.avg_pool2d(x, self.kernel, self.stride, self.padding)

    def maximum(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Maxima over the windows, and the flat positions in the image at which they are attained."""
        return F.max_pool2d(x, self.kernel, self.stride, self.padding, self.dilation, return_indices=True)

    def largest(self, x: torch.Tensor) -> torch.Tensor:
        """Maxima over the windows."""
        return F.max_pool2d(x, self.kernel, self.stride, self.padding, self.dilation)

    def count(self, shape: tuple[int, ...]) -> int:
        """Number of entries that one average is over, of inputs of a shape (..., height, width)."""
        return shape[-1] * shape[-2] if self.kind == "global_average" else self.kernel[0] * self.kernel[1]

    @property
    def overlap(self) -> int:
        """Number of windows that one input lies in, at most."""
        if self.kind == "global_average":
            return 1
        if self.dilation != (1, 1):
            return self.kernel[0] * self.kernel[1]
        return math.ceil(self.kernel[0] / self.stride[0]) * math.ceil(self.kernel[1] / self.stride[1])


@dataclass(frozen=True)
class FlattenPart:
    """Entries of an instance as one axis, or another change of shape that moves nothing.

    Parameters
    ----------
    path : str
        Path of the module.
    start, end : int
        First and last axis that are joined.
    """

    path: str
    start: int = 1
    end: int = -1

    def apply(self, x: torch.Tensor) -> torch.Tensor:
        """The tensor in its new shape."""
        return torch.flatten(x, self.start, self.end)


@dataclass(frozen=True)
class ResidualPart:
    """A block x + G(x).

    Parameters
    ----------
    path : str
        Path of the module.
    parts : tuple of parts
        What G consists of.
    """

    path: str
    parts: tuple[Part, ...]


Part = AffinePart | ActivationPart | PoolPart | FlattenPart | ResidualPart
