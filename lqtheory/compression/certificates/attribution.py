"""Which layer the error of a compressed network comes from, exactly, input by input (dossier ``cert.telescoping``)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.certificates.functions import activate
from lqtheory.compression.certificates.pairs import Weights
from lqtheory.compression.samples import Sample
from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.networks.views import folded_parts
from lqtheory.networks.views.parts import ActivationPart, AffinePart, FlattenPart, PoolPart
from lqtheory.quantities.activations import activation_lipschitz_constant

__all__ = ["LayerAttribution", "attribute_error"]


@dataclass(frozen=True, eq=False)
class LayerAttribution:
    """What each layer contributes to the error of the output.

    Parameters
    ----------
    layers : tuple of str
        Paths of the layers.
    parts : torch.Tensor of float64, shape (n, layers, outputs)
        Contributions; they add up to the error.
    error : torch.Tensor of float64, shape (n, outputs)
        f̂ - f.
    norm_bound : torch.Tensor of float64, shape (n,)
        Σ_l Λ_l ‖δ^l‖, the bound by Lipschitz constants and spectral norms, as computed in float64.
    """

    layers: tuple[str, ...]
    parts: torch.Tensor
    error: torch.Tensor
    norm_bound: torch.Tensor

    @property
    def norms(self) -> torch.Tensor:
        """Lengths of the contributions, shape (n, layers)."""
        norms: torch.Tensor = self.parts.norm(dim=2)
        return norms


@torch.no_grad()
def attribute_error(
    original: torch.nn.Module, compressed: torch.nn.Module, inputs: Any, *, batch_size: int = 256
) -> LayerAttribution:
    r"""Telescoping decomposition of the error of a compressed network.

    f̂ - f = Σ_k (∏_{j>k} W^j D^{j-1}) δ^k with δ^k = (Ŵ^k - W^k) â^{k-1} + b̂^k - b^k and the slopes of the secants
    D = (φ(ẑ) - φ(z))/(ẑ - z), 0 where nothing changes.

    Parameters
    ----------
    original, compressed : torch.nn.Module
        Sequential networks of linear and convolutional layers, entrywise activations, averages and flattening, of one
        shape; batch normalisations are folded in copies where that is possible.
    inputs : torch.Tensor, numpy.ndarray or sequence of batches
        Inputs.
    batch_size : int
        Inputs handled at a time.

    Returns
    -------
    LayerAttribution

    Raises
    ------
    UnsupportedError
        If the networks have other parts, such as maxima over windows or residual blocks.
    ShapeError
        If the networks do not have the same parts.
    InputTypeError, DomainError
        If there are no inputs, or one is NaN or infinite.

    Notes
    -----
    In float64: an identity up to rounding, which a test holds below 1e-9 of the scale. Cost: both networks and, for
    each layer, the layers after it.

    References
    ----------
    Dossier cert.telescoping, cert.norm_bound.

    Examples
    --------
    >>> net = torch.nn.Linear(2, 1, bias=False)
    >>> with torch.no_grad(): _ = net.weight.copy_(torch.tensor([[1.0, 2.0]]))
    >>> pruned = torch.nn.Linear(2, 1, bias=False)
    >>> with torch.no_grad(): _ = pruned.weight.copy_(torch.tensor([[1.0, 0.0]]))
    >>> found = attribute_error(net, pruned, torch.ones(1, 2))
    >>> found.parts.tolist(), round(float(found.norm_bound), 6)
    ([[[-2.0]]], 2.0)
    """
    pairs = list(zip(*(_checked(network) for network in (original, compressed)), strict=False))
    lengths = {len(_checked(network)) for network in (original, compressed)}
    if len(lengths) > 1 or any(_shape(a) != _shape(b) for a, b in pairs):
        raise ShapeError("the networks do not have the same parts (attribute_error); compress without changing shapes")
    layers = tuple(a.path for a, _ in pairs if isinstance(a, AffinePart))
    found = [_of_batch(pairs, batch.double()) for batch in Sample(inputs, batch_size).batches(original)]
    parts, error, bound = (torch.cat(values).cpu() for values in zip(*found, strict=True))
    return LayerAttribution(layers, parts, error, bound)


def _checked(network: torch.nn.Module) -> tuple[Any, ...]:
    parts, _ = folded_parts(network)
    for part in parts:
        largest = isinstance(part, PoolPart) and part.kind == "max"
        if largest or not isinstance(part, (AffinePart, ActivationPart, FlattenPart, PoolPart)):
            raise UnsupportedError(
                f"{part.path} is a {type(part).__name__} (attribute_error); only layers, entrywise activations, "
                "averages and flattening are carried exactly"
            )
    return parts


def _shape(part: Any) -> Any:
    return tuple(part.weight.shape) if isinstance(part, AffinePart) else type(part)


def _of_batch(pairs: list[tuple[Any, Any]], x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    y = x
    carried: list[torch.Tensor] = []
    bounds = torch.zeros(len(x), 0, dtype=torch.float64, device=x.device)
    for a, b in pairs:
        if isinstance(a, AffinePart):
            w, v = (part.weight.detach().double() for part in (a, b))
            bias, moved = (_bias(part) for part in (a, b))
            own = a.apply(y, v - w, moved - bias)
            stretch = Weights(a, w, None).spectral(tuple(x.shape))
            carried = [a.apply(e, w) for e in carried] + [own]
            bounds = torch.cat([bounds * stretch, own.flatten(1).norm(dim=1, keepdim=True)], dim=1)
            x, y = a.apply(x, w, bias), a.apply(y, v, moved)
        elif isinstance(a, ActivationPart):
            before, after = activate(a, x), activate(b, y)
            change = y - x
            steps = torch.where(change == 0, torch.ones_like(change), change)
            slope = torch.where(change == 0, torch.zeros_like(change), (after - before) / steps)
            carried = [slope * e for e in carried]
            bounds = bounds * activation_lipschitz_constant(a.name, **a.parameters)
            x, y = before, after
        else:
            move = a.average if isinstance(a, PoolPart) else a.apply
            bounds = bounds * _pooling_norm(a)
            x, y, carried = move(x), move(y), [move(e) for e in carried]
    return torch.stack([e.flatten(1) for e in carried], dim=1), (y - x).flatten(1), bounds.sum(1)


def _pooling_norm(part: Any) -> float:
    """Norm from l_2 to l_2: an average over m entries, √(overlap/m)."""
    if not isinstance(part, PoolPart) or part.kind == "global_average":
        return 1.0
    return math.sqrt(part.overlap / math.prod(part.kernel))


def _bias(part: AffinePart) -> torch.Tensor:
    if part.bias is not None:
        return part.bias.detach().double()
    return torch.zeros(len(part.weight), dtype=torch.float64, device=part.weight.device)
