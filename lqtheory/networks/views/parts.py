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
    """A linear layer, a convolution in one or two dimensions, or a factor for each channel.

    Parameters
    ----------
    path : str
        Path of the module in the network.
    kind : {"linear", "conv1d", "conv2d", "scale"}
        What it is; ``"scale"`` multiplies each channel by a number, as batch normalisation does after training.
    weight : torch.Tensor
        Shape (out, in), (out, in / groups, length), (out, in / groups, height, width), or (channels, 1).
    bias : torch.Tensor or None
        Shape (out,).
    stride, dilation : tuple of int
        Of a convolution, one number for each of its dimensions.
    padding : tuple of int or str
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
    stride: tuple[int, ...] = (1, 1)
    padding: tuple[int, ...] | str = (0, 0)
    dilation: tuple[int, ...] = (1, 1)
    groups: int = 1

    def apply(self, x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
        """The layer with other weights: W x + b."""
        if self.kind == "linear":
            return F.linear(x, weight, bias)
        if self.kind == "scale":
            scaled = x * self.spread(weight[:, 0], x.ndim)
            return scaled if bias is None else scaled + self.spread(bias, x.ndim)
        if self.kind == "conv1d":
            return F.conv1d(x, weight, bias, self.stride, self.padding, self.dilation, self.groups)
        return F.conv2d(x, weight, bias, self.stride, self.padding, self.dilation, self.groups)

    @property
    def dimensions(self) -> int:
        """Number of axes that a convolution slides along, 0 for other parts."""
        return {"conv1d": 1, "conv2d": 2}.get(self.kind, 0)

    @property
    def fan_in(self) -> int:
        """Number of products in one output."""
        return self.weight[0].numel()

    @property
    def overlap(self) -> int:
        """Number of windows that one input lies in, at most; 1 where nothing slides."""
        return _overlap(tuple(self.weight.shape[2:]), self.stride, self.dilation) if self.dimensions else 1

    def spread(self, per_output: torch.Tensor, axes: int) -> torch.Tensor:
        """A number for each neuron, filter or channel, shaped to be broadcast over outputs with so many axes."""
        return per_output if self.kind == "linear" else per_output.reshape(-1, *[1] * (axes - 2))


def _overlap(size: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...]) -> int:
    """Number of windows that one input lies in, at most."""
    if any(d != 1 for d in dilation):
        return math.prod(size)
    return math.prod(math.ceil(k / s) for k, s in zip(size, stride, strict=True))


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
    """Maxima or averages over windows of images or sequences.

    Parameters
    ----------
    path : str
        Path of the module.
    kind : {"max", "average", "global_average"}
        What is taken.
    kernel, stride, padding, dilation : tuple of int
        The windows, one number for each axis they slide along; only their length matters to ``"global_average"``.
    """

    path: str
    kind: str
    kernel: tuple[int, ...] = (1, 1)
    stride: tuple[int, ...] = (1, 1)
    padding: tuple[int, ...] = (0, 0)
    dilation: tuple[int, ...] = (1, 1)

    @property
    def dimensions(self) -> int:
        """Number of axes the windows slide along."""
        return len(self.kernel)

    def average(self, x: torch.Tensor) -> torch.Tensor:
        """Averages over the windows."""
        if self.kind == "global_average":
            return x.mean(dim=tuple(range(-self.dimensions, 0)), keepdim=True)
        if self.dimensions == 1:
            return F.avg_pool1d(x, self.kernel, self.stride, self.padding)
        return F.avg_pool2d(x, self.kernel, self.stride, self.padding)

    def maximum(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Maxima over the windows, and the flat positions in the image at which they are attained."""
        pool = F.max_pool1d if self.dimensions == 1 else F.max_pool2d
        return pool(x, self.kernel, self.stride, self.padding, self.dilation, return_indices=True)

    def largest(self, x: torch.Tensor) -> torch.Tensor:
        """Maxima over the windows."""
        pool = F.max_pool1d if self.dimensions == 1 else F.max_pool2d
        return pool(x, self.kernel, self.stride, self.padding, self.dilation)

    def count(self, shape: tuple[int, ...]) -> int:
        """Number of entries that one average is over, of inputs of a shape (..., height, width) or (..., length)."""
        return math.prod(shape[-self.dimensions :] if self.kind == "global_average" else self.kernel)

    @property
    def overlap(self) -> int:
        """Number of windows that one input lies in, at most."""
        return 1 if self.kind == "global_average" else _overlap(self.kernel, self.stride, self.dilation)


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
    """A block S(x) + G(x); without parts on the shortcut S is the identity.

    Parameters
    ----------
    path : str
        Path of the module.
    parts : tuple of parts
        What G consists of.
    shortcut : tuple of parts
        What S consists of, such as a convolution with windows of one pixel.
    """

    path: str
    parts: tuple[Part, ...]
    shortcut: tuple[Part, ...] = ()


Part = AffinePart | ActivationPart | PoolPart | FlattenPart | ResidualPart
