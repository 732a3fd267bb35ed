"""From (ε, δ) for a whole network to draws of every class: the published schedule, and a sharpened one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.inputs import PRUNABLE, Subject
from lqtheory.compression.sampling.classes import LayerClasses
from lqtheory.errors import UnsupportedError
from lqtheory.networks.views.sequence import is_sequence
from lqtheory.quantities.coreset_counts import bernstein_count, iclr_count
from lqtheory.quantities.coreset_layers import published_cancellation_margin, published_point_count
from lqtheory.quantities.coreset_splits import optimal_layer_accuracies, published_layer_accuracies

__all__ = ["LayerPlan", "NetworkPlan", "network_plan"]

#: Modules through which (1±e)-approximations pass unchanged (dossier coreset.activation), and those that keep values.
_PERMITTED = (
    torch.nn.ReLU, torch.nn.LeakyReLU, torch.nn.Tanh, torch.nn.Hardtanh, torch.nn.Softsign, torch.nn.Identity,
    torch.nn.Flatten, torch.nn.Dropout, torch.nn.Dropout2d, torch.nn.MaxPool1d, torch.nn.MaxPool2d, torch.nn.AvgPool1d,
    torch.nn.AvgPool2d, torch.nn.AdaptiveAvgPool2d, torch.nn.AdaptiveMaxPool2d,
)  # fmt: skip

#: Products above this count as infinite.
_LARGEST = 1e130


@dataclass(frozen=True, eq=False)
class LayerPlan:
    """What the theorem asks of one layer.

    Parameters
    ----------
    ratio : float
        Δ̂ = max_i mean Δ_i + κ.
    product : float
        Product of the Δ̂ of this and all later layers.
    epsilon, sharpened_epsilon : float
        Relative error allowed in every class, as published and with the optimal split; 0 where it underflows.
    counts, sharpened_counts : torch.Tensor of float64, shape (2, out)
        Draws from the positive and the negative class of every neuron, infinite where they do not fit into a float.
    """

    ratio: float
    product: float
    epsilon: float
    sharpened_epsilon: float
    counts: torch.Tensor
    sharpened_counts: torch.Tensor


@dataclass(frozen=True, eq=False)
class NetworkPlan:
    """The schedule for a whole network.

    Parameters
    ----------
    eta, width : int
        Number of neurons behind the input layer (at all positions), and largest number of inputs of a neuron.
    K, kappa : float
        ln(η η*), and what is added to the means of Δ.
    sample_size : int
        Points that the assumption needs.
    layers : dict of str to LayerPlan
        By the name of the weight, in the order of computation.
    """

    eta: int
    width: int
    K: float
    kappa: float
    sample_size: int
    layers: dict[str, LayerPlan]


def network_plan(subject: Subject, classes: Mapping[str, LayerClasses], epsilon: float, delta: float) -> NetworkPlan:
    """Draws with which the theorem on networks promises relative errors of at most ε.

    ε_l = ε/(2D Π_{k>=l} Δ̂_k), m = ⌈8 S K ln(8η/δ)/ε_l²⌉ in every class, K = ln(η η*); sharpened:
    ε_l = ln(1+ε) c_l^{1/3} P_l^{-1/3}/Σ_k c_k^{1/3} P_k^{2/3} with c_l = 2 Σ (S-1) ln(4η/δ), and Bernstein's count.

    Parameters
    ----------
    subject : Subject
        The network.
    classes : mapping of str to LayerClasses
        Its classes, in the order of computation.
    epsilon, delta : float
        Relative error in (0, 1], and probability of failure in (0, 1).

    Returns
    -------
    NetworkPlan

    Raises
    ------
    UnsupportedError
        If the network is not a sequence of layers with activations that preserve relative errors.

    Notes
    -----
    The published counts rest on the paper's assumptions on unseen inputs (K, and Δ sub-exponential, which fails in
    general); the sharpened ones are for the points of the sample alone, with the same Δ̂. Negative activations, which
    are points of their own, halve δ.

    References
    ----------
    baykal_2019; dossier coreset.network, coreset.kappa, coreset.budget_opt, coreset.signed_inputs.
    """
    _check_sequence(subject)
    eta = sum(one.positions * len(one.weights) for one in classes.values())
    width = max(one.weights.shape[1] for one in classes.values())
    if any(one.signed for one in classes.values()):
        delta = delta / 2
    kappa = published_cancellation_margin(eta, width, delta)
    K = max(math.log(eta * width), 1.0)
    ratios = [float(one.ratios.max()) + kappa for one in classes.values()]
    products = _products(ratios)
    published, sharpened = _accuracies(products, [_cost(one.totals, eta, delta) for one in classes.values()], epsilon)
    layers = {}
    for i, (name, one) in enumerate(classes.items()):
        counts = _counts(one.totals, published[i], lambda S, e: iclr_count(S, K, e, eta, delta))
        fewer = _counts(one.totals, sharpened[i], lambda S, e: bernstein_count(S, e, delta / (2 * eta), integer=True))
        layers[name] = LayerPlan(ratios[i], products[i], published[i], sharpened[i], counts, fewer)
    return NetworkPlan(eta, width, K, kappa, published_point_count(eta, width, delta), layers)


def _products(ratios: list[float]) -> list[float]:
    """Products over this and all later ones, each at least 1."""
    products, so_far = [], 1.0
    for ratio in reversed(ratios):
        so_far *= max(1.0, ratio)
        products.append(so_far)
    return products[::-1]


def _cost(totals: torch.Tensor, eta: int, delta: float) -> float:
    return 2 * float((totals[totals > 0] - 1).clamp(min=1e-12).sum()) * math.log(4 * eta / delta)


def _accuracies(products: list[float], costs: list[float], epsilon: float) -> tuple[list[float], list[float]]:
    """ε_l of all layers, as published and with the split that needs fewest draws; 0 where the product is infinite."""
    finite = [i for i, product in enumerate(products) if product < _LARGEST]
    published, sharpened = [0.0] * len(products), [0.0] * len(products)
    if not finite:
        return published, sharpened
    # A product is that of the remaining ratios, so the layers that are left are the last ones.
    some = [products[i] for i in finite]
    ratios = [a / b for a, b in zip(some, [*some[1:], 1.0], strict=True)]
    share = epsilon * len(finite) / len(products)
    for i, value in zip(finite, published_layer_accuracies(ratios, share).tolist(), strict=True):
        published[i] = value
    if len(finite) == len(products):
        sharpened = list(published)  # of layers without classes, where it makes no difference
        sampled = [i for i, cost in enumerate(costs) if cost > 0]
        if sampled:
            some, needed = ([values[i] for i in sampled] for values in (products, costs))
            best = optimal_layer_accuracies(some, needed, math.log1p(epsilon)).tolist()
            for i, value in zip(sampled, best, strict=True):
                sharpened[i] = value
    return published, sharpened


def _counts(totals: torch.Tensor, epsilon: float, rule: Any) -> torch.Tensor:
    """Counts of classes that are not dead; infinite where they do not fit into a float."""
    alive = totals > 0
    counts = torch.zeros_like(totals)
    if epsilon < 1e-140:
        return torch.where(alive, torch.inf, counts)
    if bool(alive.any()):
        counts[alive] = rule(totals[alive].clamp(min=1.0), epsilon)
    return counts


def _check_sequence(subject: Subject) -> None:
    named = {layer.path for layer in subject.layers}
    for path, module in subject.network.named_modules():
        if isinstance(module, PRUNABLE):
            if path not in named:
                raise UnsupportedError(
                    f"eps is for the whole network, but {path or 'it'} is left out by layers= (compression); compress "
                    "all layers, or give density="
                )
        elif is_sequence(module):
            continue
        elif type(module) not in _PERMITTED:
            raise UnsupportedError(
                f"eps needs a sequence of layers with activations that keep relative errors, such as ReLU, but "
                f"{path or 'the network'} is a {type(module).__name__} (compression); give density= instead"
            )
