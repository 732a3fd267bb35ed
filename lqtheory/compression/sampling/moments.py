"""Output error of independently kept edges, by the moments of every layer: rectified noise is not of mean 0.

The linearised prediction (dossier coreset.neyman) leaves out that a rectifier turns noise into a positive mean, that
noise makes noise in the layers after it, and that units of one layer share the errors of their inputs. Here all three
are followed for each input: mean and covariance of the pre-activations, passed through the rectifier as if they were
Gaussian, covariances by the slope (Price's theorem, to first order). Exact for a network without hidden layer, and for
the pre-activations of the first two layers; a heuristic beyond, since nothing says that pre-activations are Gaussian.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch

from lqtheory.errors import DomainError, RegistryError, ShapeError, UnsupportedError
from lqtheory.networks.views import affine_parts, network_parts
from lqtheory.networks.views.parts import ActivationPart, AffinePart, FlattenPart

__all__ = ["expected_square_error", "follows_moments"]

#: Means so many deviations from 0 are as far as any.
_FAR = 1e6
#: Entries of covariances held at a time.
_ENTRIES = 2**24


def follows_moments(network: torch.nn.Module) -> bool:
    """Whether a network is a sequence of linear layers, no two with one weight, with rectifiers between them.

    Parameters
    ----------
    network : torch.nn.Module
        Any network.

    Returns
    -------
    bool

    Examples
    --------
    >>> follows_moments(torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)))
    True
    >>> follows_moments(torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh()))
    False
    """
    try:
        parts = [part for part in network_parts(network) if not isinstance(part, FlattenPart)]
    except UnsupportedError:
        return False
    linear = [part for part in parts[::2] if isinstance(part, AffinePart) and part.kind == "linear"]
    rectifiers = [part for part in parts[1::2] if isinstance(part, ActivationPart) and part.name == "relu"]
    shared = len({part.weight.data_ptr() for part in linear}) < len(linear)
    return len(linear) == len(rectifiers) + 1 and len(linear) + len(rectifiers) == len(parts) and not shared


@torch.no_grad()
def expected_square_error(
    network: torch.nn.Module, probabilities: Mapping[str, torch.Tensor], inputs: torch.Tensor
) -> torch.Tensor:
    """E‖f̃(x) - f(x)‖² where edge j of neuron i is kept with probability p_ij, its weight then divided by p_ij.

    With mean μ and covariance C of a layer's inputs the pre-activations have mean Wμ + b and covariance W C Wᵀ + diag
    Σ_j w_ij² (1/p_ij - 1)(μ_j² + C_jj); with σ their standard deviation and t = mean/σ the rectified ones have mean
    mean₊ + σ(φ(t) - |t|Φ(-|t|)), variance σ²(Φ(t) + t²Φ(t)Φ(-t) + tφ(t)(1 - 2Φ(t)) - φ(t)²), and covariances those
    before, times Φ(t_i)Φ(t_k). A weight whose probability is 0 is dropped.

    Parameters
    ----------
    network : torch.nn.Module
        A network that :func:`follows_moments`.
    probabilities : mapping of str to torch.Tensor, shapes (out, in)
        By the name of the weight; layers left out stay as they are.
    inputs : torch.Tensor, shape (N, ...)
        Inputs.

    Returns
    -------
    torch.Tensor of float64, shape (N,)
        Expected squared error at every input.

    Raises
    ------
    UnsupportedError
        If the network has other layers.
    RegistryError, DomainError
        If probabilities are for no weight of the network, or not in [0, 1].
    ShapeError
        If probabilities are not of the shape of their weights.

    Notes
    -----
    Heuristic from the third layer on. Time of order N Σ (out · in² + out² · in).

    References
    ----------
    dossier coreset.poisson.moments (one layer), coreset.neyman (linearised).

    Examples
    --------
    >>> layer = torch.nn.Linear(1, 1, bias=False)
    >>> _ = torch.nn.init.ones_(layer.weight)
    >>> expected_square_error(layer, {"weight": torch.tensor([[0.25]])}, torch.tensor([[2.0]])).tolist()
    [12.0]
    """
    if not follows_moments(network):
        raise UnsupportedError(
            "moments are followed through linear layers with ReLU between them only (compression); the network has "
            "others"
        )
    layers = list(affine_parts(network_parts(network)))
    known = [_name(layer) for layer in layers]
    unknown = [name for name in probabilities if name not in known]
    if unknown:
        raise RegistryError(f"there is no weight {unknown[0]!r} (compression); there are {', '.join(known)}")
    noises = [_noise(layer, probabilities) for layer in layers]
    size = max(1, _ENTRIES // max(len(layer.weight) for layer in layers) ** 2)
    return torch.cat([_errors(layers, noises, batch.double()) for batch in inputs.split(size)])


def _name(layer: AffinePart) -> str:
    return f"{layer.path}.weight" if layer.path else "weight"


def _noise(layer: AffinePart, probabilities: Mapping[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean of the new weights, and their variances w²(1/p - 1)."""
    weight = layer.weight.double()
    key = _name(layer)
    if key not in probabilities:
        return weight, torch.zeros_like(weight)
    p = probabilities[key].to(weight)
    if p.shape != weight.shape:
        raise ShapeError(f"probabilities of {key} have shape {tuple(p.shape)}, the weight {tuple(weight.shape)}")
    if not bool(((p >= 0) & (p <= 1)).all()):
        raise DomainError(f"probabilities of {key} are not all in [0, 1] (compression)")
    kept = p > 0
    return torch.where(kept, weight, 0.0), torch.where(kept, weight.square() * (1 / torch.where(kept, p, 1.0) - 1), 0.0)


def _errors(layers: list[AffinePart], noises: list[tuple[torch.Tensor, torch.Tensor]], x: torch.Tensor) -> torch.Tensor:
    dense = mean = x.flatten(1)
    covariance: torch.Tensor | None = None
    for place, (layer, (weight, noise)) in enumerate(zip(layers, noises, strict=True)):
        bias = 0.0 if layer.bias is None else layer.bias.double()
        squares = mean.square()
        if covariance is not None:
            squares = squares + covariance.diagonal(dim1=1, dim2=2)
            covariance = weight @ covariance @ weight.T
        own = torch.diag_embed(squares @ noise.T)
        covariance = own if covariance is None else covariance + own
        dense, mean = dense @ layer.weight.double().T + bias, mean @ weight.T + bias
        if place < len(layers) - 1:
            mean, covariance = _rectified(mean, covariance)
            dense = dense.clamp(min=0.0)
    assert covariance is not None
    return (mean - dense).square().sum(dim=1) + covariance.diagonal(dim1=1, dim2=2).sum(dim=1)


def _rectified(mean: torch.Tensor, covariance: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    variance = covariance.diagonal(dim1=1, dim2=2)
    deviation = variance.sqrt()
    t = (mean / deviation.clamp(min=1e-300)).clamp(-_FAR, _FAR)
    above, below = torch.special.ndtr(t), torch.special.ndtr(-t)
    density = torch.exp(-t.square() / 2) / math.sqrt(2 * math.pi)
    new_mean = mean.clamp(min=0.0) + deviation * (density - t.abs() * torch.minimum(above, below))
    share = above + t.square() * above * below + t * density * (below - above) - density.square()
    share = share.clamp(min=0.0)
    new = above[:, :, None] * covariance * above[:, None, :]
    new.diagonal(dim1=1, dim2=2).copy_(variance * share)
    return new_mean, new
