"""Parameters of a network as one long vector, and back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import torch

from lqtheory.errors import DomainError, ShapeError

__all__ = ["Layout", "layout_of"]


@dataclass(frozen=True)
class Layout:
    """Names and shapes of the parameters that a vector of length ``dimension`` holds, in this order.

    Parameters
    ----------
    names : tuple of str
        Of the parameters.
    shapes : tuple of tuple of int
        Their shapes.

    Examples
    --------
    >>> layout = layout_of(torch.nn.Linear(3, 2))
    >>> layout.names, layout.dimension
    (('weight', 'bias'), 8)
    >>> {name: tuple(part.shape) for name, part in layout.unflatten(torch.zeros(8)).items()}
    {'weight': (2, 3), 'bias': (2,)}
    """

    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Numbers of entries."""
        return tuple(math.prod(shape) for shape in self.shapes)

    @cached_property
    def dimension(self) -> int:
        """Length D of the vector."""
        return sum(self.sizes)

    @cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Where each parameter begins and ends in the vector."""
        return tuple(pairwise(accumulate(self.sizes, initial=0)))

    def split(self, vector: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Views of a vector of shape (D,), one for each parameter, in its shape."""
        return tuple(
            part.view(shape) for part, shape in zip(vector.split(self.sizes, dim=-1), self.shapes, strict=True)
        )

    def unflatten(self, vector: Any) -> dict[str, torch.Tensor]:
        """Parameters by name.

        Parameters
        ----------
        vector : torch.Tensor, shape (D,)
            Any vector, for example an eigenvector.

        Returns
        -------
        dict of str to torch.Tensor
            Views of the vector.

        Raises
        ------
        ShapeError
            If it has another shape.
        """
        vector = torch.as_tensor(vector).contiguous()
        if tuple(vector.shape) != (self.dimension,):
            raise ShapeError(f"vector has shape {tuple(vector.shape)}, not ({self.dimension},) (Layout.unflatten)")
        return dict(zip(self.names, self.split(vector), strict=True))

    def flatten(self, tensors: Mapping[str, Any]) -> torch.Tensor:
        """One vector of named tensors, such as masks or a state dict (whose other entries are ignored).

        Parameters
        ----------
        tensors : mapping of str to tensor
            One for each name.

        Returns
        -------
        torch.Tensor, shape (D,)

        Raises
        ------
        DomainError
            If a name is missing.
        ShapeError
            If a tensor has another shape than its parameter.
        """
        parts = []
        for name, shape in zip(self.names, self.shapes, strict=True):
            if name not in tensors:
                raise DomainError(f"tensors lacks {name!r} (Layout.flatten); give one for each of {list(self.names)}")
            part = torch.as_tensor(tensors[name]).detach()
            if tuple(part.shape) != shape:
                raise ShapeError(f"tensors[{name!r}] has shape {tuple(part.shape)}, not {shape} (Layout.flatten)")
            parts.append(part.reshape(-1))
        return torch.cat(parts)


def layout_of(network: torch.nn.Module, names: Sequence[str] | None = None) -> Layout:
    """Layout of the trainable parameters of a network, or of those that are named.

    Parameters
    ----------
    network : torch.nn.Module
        Network; parameters that it uses twice count once.
    names : sequence of str, optional
        Names as in ``network.named_parameters()``; by default all that require gradients.

    Returns
    -------
    Layout

    Raises
    ------
    DomainError
        If there is none, a name is unknown or frozen, or parameters are not all float32 or float64 on one device.

    Examples
    --------
    >>> layout_of(torch.nn.Linear(3, 2), ["weight"]).dimension
    6
    """
    known = dict(network.named_parameters())
    chosen = [name for name, p in known.items() if p.requires_grad] if names is None else list(dict.fromkeys(names))
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise DomainError(f"parameters={unknown} are not in the network (curvature); it has {list(known)}")
    if not chosen:
        raise DomainError("the network has no trainable parameter (curvature); name some by parameters=")
    frozen = [name for name in chosen if not known[name].requires_grad]
    if frozen:
        raise DomainError(f"parameters={frozen} require no gradients (curvature); call requires_grad_() on them")
    for name in chosen:
        if torch.nn.parameter.is_lazy(known[name]):
            raise DomainError(f"{name} has no shape yet (curvature); run the network once on a batch")
        if known[name].device.type == "meta":
            raise DomainError(f"{name} has no data, only a shape (curvature); load weights into the network first")
    kinds = {(known[name].dtype, known[name].device) for name in chosen}
    if len(kinds) > 1 or known[chosen[0]].dtype not in (torch.float32, torch.float64):
        text = ", ".join(sorted(f"{dtype} on {device}" for dtype, device in kinds))
        raise DomainError(f"the parameters are {text} (curvature); use float32 or float64 alone, on one device")
    return Layout(tuple(chosen), tuple(tuple(known[name].shape) for name in chosen))
