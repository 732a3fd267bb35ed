"""The original and the pruned network side by side, with the norms of their weights and of the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import torch

from lqtheory.compression.certificates.norms import (
    conv_norm_bounds,
    frobenius_norm_bound,
    row_norm_bound,
    spectral_norm_bound,
)
from lqtheory.errors import ShapeError
from lqtheory.networks.views.parts import ActivationPart, AffinePart, FlattenPart, Part, PoolPart, ResidualPart

__all__ = ["AffinePair", "Pair", "ResidualPair", "Weights", "affine_pairs", "pair_up"]


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights and bias of one layer in the arithmetic of the certificate, with upper bounds of norms.

    Parameters
    ----------
    part : AffinePart
        Where they belong, for the geometry.
    weight : torch.Tensor
        The weights.
    bias : torch.Tensor or None
        The bias.
    """

    part: AffinePart
    weight: torch.Tensor
    bias: torch.Tensor | None

    def apply(self, x: torch.Tensor) -> torch.Tensor:
        """W x + b."""
        return self.part.apply(x, self.weight, self.bias)

    def linear(self, x: torch.Tensor) -> torch.Tensor:
        """W x."""
        return self.part.apply(x, self.weight)

    def absolute(self, x: torch.Tensor) -> torch.Tensor:
        """|W| x."""
        return self.part.apply(x, self.magnitudes)

    @cached_property
    def magnitudes(self) -> torch.Tensor:
        """|W|."""
        return self.weight.abs()

    @cached_property
    def row(self) -> float:
        """Norm from l_inf to l_inf."""
        return row_norm_bound(self.weight)

    def spectral(self, shape: tuple[int, ...]) -> float:
        """Norm from l_2 to l_2 on inputs of a shape (..., positions); the shape matters to convolutions only."""
        key = tuple(shape[-self.part.dimensions :]) if self.part.dimensions else ()
        if key not in self._spectral:
            self._spectral[key] = self._spectral_bound(key)
        return self._spectral[key]

    @cached_property
    def _spectral(self) -> dict[tuple[int, ...], float]:
        return {}

    def _spectral_bound(self, shape: tuple[int, ...]) -> float:
        part, weight = self.part, self.weight.double()
        if part.kind == "scale":  # a diagonal matrix, given by its diagonal
            return self.row
        if not shape:
            return spectral_norm_bound(weight)
        if isinstance(part.padding, str):  # "same" and "valid": the patch bound does not depend on padding
            return conv_norm_bounds(weight, part.stride, 0, None, part.groups, part.dilation)["spectral"]
        return conv_norm_bounds(weight, part.stride, part.padding, shape, part.groups, part.dilation)["spectral"]

    @cached_property
    def frobenius(self) -> float:
        """Frobenius norm of the rows or filters, times the number of windows that share an input."""
        return self.patches * frobenius_norm_bound(self.weight)

    @property
    def patches(self) -> float:
        """√(number of windows one input lies in), rounded up."""
        return 1.0 if self.part.overlap == 1 else self.part.overlap**0.5 * (1 + 1e-15)

    @cached_property
    def largest_bias(self) -> float:
        """Largest |b_i|, exactly."""
        return 0.0 if self.bias is None else float(self.bias.abs().max())

    @cached_property
    def bias_norm(self) -> float:
        """‖b‖₂ over one position."""
        return 0.0 if self.bias is None else frobenius_norm_bound(self.bias)


@dataclass(frozen=True, eq=False)
class AffinePair:
    """One layer in both networks.

    Parameters
    ----------
    original, pruned, change : Weights
        W and b, W̃ and b̃, and the differences W̃ − W, b̃ − b as computed (each entry within a relative error u).
    """

    original: Weights
    pruned: Weights
    change: Weights

    @property
    def part(self) -> AffinePart:
        """The geometry of the layer."""
        return self.original.part

    def change_spectral(self, shape: tuple[int, ...]) -> float:
        """‖W̃ − W‖₂, the rounding of the difference included."""
        return (
            self.change.spectral(shape) + 2 * float(torch.finfo(self.change.weight.dtype).eps) * self.change.frobenius
        )

    @property
    def change_frobenius(self) -> float:
        """‖W̃ − W‖_F, the rounding of the difference included."""
        return self.change.frobenius * (1 + 2 * float(torch.finfo(self.change.weight.dtype).eps))

    def pruned_spectral(self, shape: tuple[int, ...]) -> float:
        """‖W̃‖₂, not above ‖W‖₂ + ‖W̃ − W‖₂."""
        both = self.original.spectral(shape) + self.change_spectral(shape)
        return min(self.pruned.spectral(shape), both * (1 + 1e-15))


@dataclass(frozen=True, eq=False)
class ResidualPair:
    """A residual block of both networks.

    Parameters
    ----------
    path : str
        Path of the module.
    pairs : tuple of pairs
        What the inner map consists of.
    shortcut : tuple of pairs
        What the map on the shortcut consists of; the identity has none.
    """

    path: str
    pairs: tuple[Pair, ...]
    shortcut: tuple[Pair, ...] = ()


Pair = AffinePair | ResidualPair | ActivationPart | PoolPart | FlattenPart


def pair_up(original: tuple[Part, ...], pruned: tuple[Part, ...], dtype: torch.dtype) -> tuple[Pair, ...]:
    """The parts of two networks of the same architecture side by side.

    Parameters
    ----------
    original, pruned : tuple of parts
        As read by :func:`lqtheory.networks.views.network_parts`.
    dtype : torch.dtype
        Arithmetic of the certificate; the weights must be representable in it.

    Returns
    -------
    tuple of pairs

    Raises
    ------
    ShapeError
        If the architectures differ; the text names the first place.
    """
    if len(original) != len(pruned):
        raise ShapeError(f"the networks have {len(original)} and {len(pruned)} parts (network_bounds); {_SAME}")
    return tuple(_pair(a, b, dtype) for a, b in zip(original, pruned, strict=True))


_SAME = (
    "give two networks of the same architecture; one without some neurons is first written in the original shape, with "
    "lqtheory.compression.expanded"
)


def _pair(a: Part, b: Part, dtype: torch.dtype) -> Pair:
    if isinstance(a, AffinePart) and isinstance(b, AffinePart):
        same = (a.kind, a.stride, a.padding, a.dilation, a.groups) == (
            b.kind,
            b.stride,
            b.padding,
            b.dilation,
            b.groups,
        )
        if not same or a.weight.shape != b.weight.shape:
            raise ShapeError(
                f"the weights at {a.path!r} have shapes {tuple(a.weight.shape)} and {tuple(b.weight.shape)}, or "
                f"different strides (network_bounds); {_SAME}"
            )
        return _affine_pair(a, b, dtype)
    if isinstance(a, ResidualPart) and isinstance(b, ResidualPart):
        return ResidualPair(a.path, pair_up(a.parts, b.parts, dtype), pair_up(a.shortcut, b.shortcut, dtype))
    known = isinstance(a, ActivationPart | PoolPart | FlattenPart)
    if not known or type(a) is not type(b) or _without_path(a) != _without_path(b):
        raise ShapeError(f"the networks differ at {a.path!r} and {b.path!r} (network_bounds); {_SAME}")
    assert isinstance(a, ActivationPart | PoolPart | FlattenPart)
    return a


def _without_path(part: Part) -> list[object]:
    return [value for name, value in vars(part).items() if name != "path"]


def _affine_pair(a: AffinePart, b: AffinePart, dtype: torch.dtype) -> AffinePair:
    weight, pruned_weight = a.weight.to(dtype), b.weight.to(dtype)
    bias, pruned_bias = (None if p.bias is None else p.bias.to(dtype) for p in (a, b))
    zero = torch.zeros(weight.shape[0], dtype=dtype, device=weight.device)
    before, after = (zero if v is None else v for v in (bias, pruned_bias))
    moved = None if torch.equal(before, after) else after - before
    return AffinePair(
        Weights(a, weight, bias), Weights(a, pruned_weight, pruned_bias), Weights(a, pruned_weight - weight, moved)
    )


def affine_pairs(pairs: tuple[Pair, ...]) -> Iterator[AffinePair]:
    """The layers in order of computation, those of residual blocks included."""
    for pair in pairs:
        if isinstance(pair, AffinePair):
            yield pair
        elif isinstance(pair, ResidualPair):
            yield from affine_pairs(pair.pairs)
            yield from affine_pairs(pair.shortcut)
