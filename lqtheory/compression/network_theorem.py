"""Bounds of the network dictionary theorem (a reconstruction) where neurons were replaced, and certificates.

The theorem: ‖f̃ - f‖ <= Σ_l Λ_l (Σ_i b_{l,i}²)^{1/2} in L_2 of the sample, b_{l,i} what the construction promises for
neuron i of layer l, and the same for max_o ‖f̃_o - f_o‖ with largest row sums and max_i b_{l,i}.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.certificates import network_bounds
from lqtheory.compression.certificates.pairs import Weights
from lqtheory.compression.samples import Sample
from lqtheory.networks.views import network_parts
from lqtheory.networks.views.parts import ActivationPart, AffinePart, FlattenPart, Part, PoolPart, ResidualPart
from lqtheory.quantities.activations import activation_lipschitz_constant

__all__ = ["LayerTerms", "certified_errors", "theorem_bounds"]

#: Covers the roundings of a sum of squares in float64 many times over.
_SLACK = 1 + 1e-9


@dataclass(frozen=True, eq=False)
class LayerTerms:
    """What the theorem takes of a layer.

    Parameters
    ----------
    counts : torch.Tensor of int64, shape (r,)
        k_{l,i}.
    positions : float
        At how many positions the layer is applied to an input; 1 for a linear layer.
    by_name : mapping of str to torch.Tensor of float64, shape (r,)
        Bounds of the neurons' changes in L_2 of the sample and the positions: ``"bound"``, and for the construction of
        the theorem ``"closed"``, 2C_{q,2} k^{1/2-1/q} ‖v_i‖_q, and ``"uniform"``, the same with B t for ‖v_i‖_q.
    errors : torch.Tensor of float64, shape (r,)
        The changes themselves.
    """

    counts: torch.Tensor
    positions: float
    by_name: Mapping[str, torch.Tensor]
    errors: torch.Tensor

    def added(self, name: str, *, largest: bool) -> float:
        """What the layer adds to the error of the network, in L_2 or for its largest neuron."""
        values = self.by_name[name]
        size = float(values.max()) if largest else float(values.norm())
        return size * math.sqrt(self.positions)


@dataclass(frozen=True)
class _Norm:
    """One of the bounds: which terms, and whether outputs are measured by the largest."""

    terms: str
    largest: bool

    def affine(self, weights: Weights, shape: tuple[int, ...]) -> float:
        return weights.row if self.largest else weights.spectral(shape)

    def pool(self, part: PoolPart, shape: tuple[int, ...]) -> float:
        if self.largest:  # a maximum over a window differs by no more than the root of the sum of squares in it
            return math.sqrt(part.count(shape)) if part.kind == "max" else 1.0
        share = 1 if part.kind == "max" else part.count(shape)
        return math.sqrt(part.overlap / share)


def theorem_bounds(
    network: torch.nn.Module, terms: Mapping[str, LayerTerms], example: torch.Tensor
) -> dict[str, float]:
    r"""The right-hand sides of the network dictionary theorem, a reconstruction of the paper's.

    Parameters
    ----------
    network : torch.nn.Module
        The network before anything was replaced.
    terms : mapping of str to LayerTerms
        Terms by path of the layer; layers without any are unchanged.
    example : torch.Tensor, shape (1, ...)
        An input, for the shapes.

    Returns
    -------
    dict of str to float
        ``"l2"`` and ``"max"`` from what the construction promises; for the construction of the theorem also
        ``"l2_closed"``, ``"max_closed"`` and ``"uniform"``. Constants of layers are upper bounds; sums are in float64.

    Raises
    ------
    UnsupportedError
        If the network has a part without a known Lipschitz constant; the text names it.

    References
    ----------
    Dossier lq.net.dict, lq.net.residual, lq.net.conv.

    Examples
    --------
    >>> layer = torch.nn.Linear(2, 2)
    >>> one = LayerTerms(torch.tensor([1, 1]), 1.0, {"bound": torch.tensor([3.0, 4.0]).double()}, torch.zeros(2))
    >>> theorem_bounds(layer, {"": one}, torch.ones(1, 2))
    {'l2': 5.0, 'max': 4.0}
    """
    parts = network_parts(network)
    wanted = {"l2": _Norm("bound", False), "max": _Norm("bound", True)}
    if all("closed" in one.by_name for one in terms.values()):
        wanted |= {"l2_closed": _Norm("closed", False), "max_closed": _Norm("closed", True)}
        wanted |= {"uniform": _Norm("uniform", False)}
    with torch.no_grad():
        return {name: _carried(parts, terms, norm, example, 0.0)[1] for name, norm in wanted.items()}


def _carried(
    parts: Sequence[Part], terms: Mapping[str, LayerTerms], norm: _Norm, x: torch.Tensor, error: float
) -> tuple[torch.Tensor, float]:
    """The shape of what comes out, as a tensor, and the bound of its error."""
    for part in parts:
        shape = tuple(x.shape)
        if isinstance(part, AffinePart):
            error *= norm.affine(Weights(part, part.weight, part.bias), shape)
            if part.path in terms:
                error += terms[part.path].added(norm.terms, largest=norm.largest)
            x = part.apply(x, part.weight, part.bias)
        elif isinstance(part, ActivationPart):
            error *= activation_lipschitz_constant(part.name, **part.parameters)
        elif isinstance(part, PoolPart):
            error *= norm.pool(part, shape)
            x = part.largest(x) if part.kind == "max" else part.average(x)
        elif isinstance(part, FlattenPart):
            x = part.apply(x)
        else:
            assert isinstance(part, ResidualPart)
            inside, inner = _carried(part.parts, terms, norm, x, error)
            error = _carried(part.shortcut, terms, norm, x, error)[1] + inner
            x = inside
    return x, error


def certified_errors(original: torch.nn.Module, new: torch.nn.Module, sample: Sample) -> dict[str, Any]:
    """The error of a network on a sample in the norms of the theorem, as measured, and enclosed against rounding.

    Parameters
    ----------
    original, new : torch.nn.Module
        Networks of one shape.
    sample : Sample
        Inputs.

    Returns
    -------
    dict
        Under ``"measured"`` and ``"certified"`` each ``"l2"``, ``"max"`` (the largest output in L_2) and ``"largest"``
        (over the inputs, in the Euclidean norm); under ``"ladder"`` Σ_l Λ_l ‖E^l x̃^{l-1}‖ in L_2; ``"arithmetic"`` is
        the dtype of inference that the certified numbers include, or ``"exact"``.

    Raises
    ------
    UnsupportedError
        If the network has a part without a known Lipschitz constant; the text names it.

    Notes
    -----
    Valid for the inputs of the sample and for no others.

    References
    ----------
    Dossier lq.net.dict, lq.net.chain.

    Examples
    --------
    >>> layer = torch.nn.Linear(2, 1)
    >>> certified_errors(layer, layer, Sample(torch.ones(3, 2)))["measured"]["l2"]
    0.0
    """
    squares: dict[str, torch.Tensor] = {}
    largest, ladder, arithmetic = {"measured": 0.0, "certified": 0.0}, 0.0, "exact"
    for batch in sample.batches(original):
        bounds = network_bounds(original, new, batch, bounds=["measured", "B1", "inference"])
        low, high = bounds.entries["measured"]
        certain = torch.maximum(-low, high)
        if bounds.inference:
            arithmetic = str(next(original.parameters()).dtype).removeprefix("torch.")
            certain = certain + bounds.inference["original"] + bounds.inference["pruned"]
        entries = {"measured": (bounds.pruned_outputs - bounds.outputs).abs(), "certified": certain}
        for name, values in entries.items():
            part = values.double().square()
            squares[name] = squares.get(name, torch.zeros_like(part[0])) + part.sum(dim=0)
            largest[name] = max(largest[name], float(part.sum(dim=1).max().sqrt()))
        ladder += float(bounds.l2["B1"].double().square().sum())
    told: dict[str, Any] = {"arithmetic": arithmetic, "ladder": math.sqrt(ladder / sample.size) * _SLACK}
    for name, sums in squares.items():
        up = _SLACK if name == "certified" else 1.0
        norms = {"l2": float(sums.sum()), "max": float(sums.max())}
        told[name] = {kind: math.sqrt(value / sample.size) * up for kind, value in norms.items()}
        told[name]["largest"] = largest[name] * up
    return told
