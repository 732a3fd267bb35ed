"""Sampling by sensitivities as a loop over samples and filters: the baseline of the benchmarks and the oracle of tests.

For linear layers with ReLU between them and inputs of at least 0. Each filter has two classes, its positive and its
negative weights.
"""

from __future__ import annotations

import math

import torch

__all__ = ["loop_compress", "loop_draws", "loop_sensitivities", "loop_shares"]


@torch.no_grad()
def loop_sensitivities(network: torch.nn.Sequential, inputs: torch.Tensor) -> dict[str, torch.Tensor]:
    """Sensitivities of all edges, one sample and one filter at a time.

    Parameters
    ----------
    network : torch.nn.Sequential
        Of linear layers, ReLU and flattening.
    inputs : torch.Tensor, shape (n, ...)
        Points.

    Returns
    -------
    dict of str to torch.Tensor of float64, shapes (out, in)
        By the name of the weight.
    """
    found = {}
    for name, module in network.named_children():
        if isinstance(module, torch.nn.Linear):
            weight = module.weight.double()
            sensitivities = torch.zeros_like(weight)
            for activation in inputs.double():
                for i, row in enumerate(weight):
                    for part in (row.clamp(min=0), (-row).clamp(min=0)):
                        products = part * activation
                        total = products.sum()
                        if total > 0:
                            torch.maximum(sensitivities[i], products / total, out=sensitivities[i])
            found[f"{name}.weight"] = sensitivities
        inputs = module.double()(inputs.double()) if isinstance(module, torch.nn.Linear) else module(inputs)
    return found


def loop_shares(weight: torch.Tensor, scores: torch.Tensor) -> list[list[torch.Tensor]]:
    """Distribution of each class of each filter.

    Parameters
    ----------
    weight, scores : torch.Tensor of float64, shapes (out, in)
        Weights and sensitivities.

    Returns
    -------
    list of list of torch.Tensor of float64, shapes (in,)
        For each filter that of its positive and of its negative class; zeros for a dead class.
    """
    shares = []
    for i, row in enumerate(weight):
        parts = [torch.where(row * sign > 0, scores[i], 0.0) for sign in (1, -1)]
        shares.append([part / part.sum() if part.any() else part for part in parts])
    return shares


def loop_draws(
    weight: torch.Tensor, shares: list[list[torch.Tensor]], counts: torch.Tensor, generator: torch.Generator
) -> torch.Tensor:
    """New weights of a layer, one multinomial for each class of each filter.

    Parameters
    ----------
    weight : torch.Tensor of float64, shape (out, in)
        Weights.
    shares : list of list of torch.Tensor
        Of :func:`loop_shares`.
    counts : torch.Tensor of int64, shape (2, out)
        Draws of the positive and the negative class.
    generator : torch.Generator
        Source of randomness.

    Returns
    -------
    torch.Tensor of float64, shape (out, in)
    """
    new = torch.zeros_like(weight)
    for i, row in enumerate(weight):
        for share, count in zip(shares[i], counts[:, i].tolist(), strict=True):
            if count:
                drawn = torch.multinomial(share, count, replacement=True, generator=generator)
                times = torch.bincount(drawn, minlength=len(row))
                hit = times.nonzero()[:, 0]
                new[i, hit] = times[hit] * row[hit] / (count * share[hit])
    return new


@torch.no_grad()
def loop_compress(network: torch.nn.Sequential, inputs: torch.Tensor, density: float) -> dict[str, torch.Tensor]:
    """CoreNet with the same share of each layer: sensitivities, numbers of draws and draws, filter by filter.

    Parameters
    ----------
    network : torch.nn.Sequential
        In float64, as in :func:`loop_sensitivities`.
    inputs : torch.Tensor
        Points.
    density : float
        Share of the weights to be stored on average.

    Returns
    -------
    dict of str to torch.Tensor of float64
        New weights, by name.
    """
    generator = torch.Generator().manual_seed(0)
    new = {}
    for name, scores in loop_sensitivities(network, inputs).items():
        weight = network.get_parameter(name).double()
        low, high = math.log(1e-3), math.log(1e9)
        while high - low > 1e-6:
            middle = (low + high) / 2
            counts, stored = _counts(weight, scores, math.exp(middle))
            low, high = (middle, high) if stored <= density * weight.numel() else (low, middle)
        new[name] = loop_draws(weight, loop_shares(weight, scores), counts, generator)
    return new


def _counts(weight: torch.Tensor, scores: torch.Tensor, c: float) -> tuple[torch.Tensor, float]:
    """Draws in proportion to the total sensitivities, and the expected number of distinct edges."""
    counts, stored = torch.zeros(2, len(weight), dtype=torch.int64), 0.0
    for i, row in enumerate(weight):
        for k, sign in enumerate((1, -1)):
            mine = scores[i][row * sign > 0]
            total = float(mine.sum())
            if total > 0:
                counts[k, i] = max(1, round(c * total))
                stored -= float(torch.expm1(counts[k, i] * torch.log1p(-(mine / total).clamp(max=1.0))).sum())
    return counts, stored
