"""Weight matrices replaced by products of two thinner ones that store as much as is allowed (singular values)."""

from __future__ import annotations

import dataclasses
from typing import Any

import torch

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.records import Compressed
from lqtheory.compression.report import LayerReport, Report, layer_report
from lqtheory.errors import UnsupportedError
from lqtheory.networks.views import LayerView
from lqtheory.quantities.sampled_rows import rank_at_storage

__all__ = ["factored_module", "factorise", "rank_for_storage", "replaced"]


def rank_for_storage(kept: int, shape: tuple[int, int]) -> int | None:
    """Largest rank whose factors have at most so many entries.

    k = ⌊u/(d_1 + d_2)⌋.

    Parameters
    ----------
    kept : int
        Entries allowed, u.
    shape : tuple of int
        d_1, d_2.

    Returns
    -------
    int or None
        0 if not even rank 1 fits; ``None`` if the matrix itself does.

    References
    ----------
    Dossier baseline.svd.

    Examples
    --------
    >>> rank_for_storage(35, (10, 7)), rank_for_storage(16, (10, 7)), rank_for_storage(70, (10, 7))
    (2, 0, None)
    """
    return None if kept >= shape[0] * shape[1] else rank_at_storage(kept, *shape)


def factorise(subject: Subject, goal: Goal, q: float) -> Compressed:
    """Every layer as two: the best approximation of its rank in the spectral and the Frobenius norm.

    W_k = U_k Σ_k V_k^T; a convolution becomes one with k filters and one with kernels of size 1.

    Parameters
    ----------
    subject : Subject
        A network.
    goal : Goal
        Number of entries of all factors together, shared in proportion to the sizes of the layers; or the relative
        error of each layer in the Frobenius norm.
    q : float
        Exponent of the effective sparsity in the report.

    Returns
    -------
    Compressed
        Layers that cannot be stored with fewer entries stay dense; those without room for rank 1 become 0. Masks are
        all true or all false: factors have no entries of the original matrix.

    Raises
    ------
    UnsupportedError
        If it is a state dict, or a layer has groups.

    References
    ----------
    eckart_young_1936; dossier baseline.svd.
    """
    modules = modules_of(subject)
    for name, module in modules.items():
        if getattr(module, "groups", 1) != 1:
            raise UnsupportedError(f"the layer of {name} has groups (svd); leave it out with layers=")
    if goal.kept is None:
        assert goal.tolerance is not None
        ranks = [_rank_for_tolerance(layer, goal.tolerance) for layer in subject.layers]
    else:
        parts = apportion(goal.kept, [layer.n for layer in subject.layers])
        ranks = [
            rank_for_storage(u, (len(layer.matrix), layer.n // len(layer.matrix)))
            for u, layer in zip(parts, subject.layers, strict=True)
        ]
    names = [layer.name for layer in subject.layers]
    dense = subject_of(subject.network, names)
    small: Any = subject_of(subject.network, names)
    network = small.network
    reports, masks = [], {}
    for layer, twin, module, rank in zip(subject.layers, dense.layers, modules_of(small).values(), ranks, strict=True):
        told, approximation = _approximated(layer, rank, q)
        reports.append(told)
        masks[layer.name] = torch.full(layer.shape, rank != 0, device=layer.matrix.device)
        if rank is None:
            continue
        with torch.no_grad():
            target = modules_of(dense)[twin.name].weight
            target.copy_((approximation[0] @ approximation[1]).reshape(target.shape))
            if rank == 0:
                module.weight.zero_()
        if rank:
            network = replaced(network, module, factored_module(module, *approximation))
    report = Report("svd", {"q": q}, tuple(reports), subject.skipped, subject.n_always_kept)
    return Compressed(network, masks, report, same_shape=dense.network)


def factored_module(module: Any, left: torch.Tensor, right: torch.Tensor) -> torch.nn.Sequential:
    """A layer as two, the second with its biases.

    Parameters
    ----------
    module : torch.nn.Linear, torch.nn.Conv1d or torch.nn.Conv2d
        The layer.
    left, right : torch.Tensor, shapes (out, rank), (rank, in * kernel)
        Factors of its weight matrix.

    Returns
    -------
    torch.nn.Sequential

    Examples
    --------
    >>> factored_module(torch.nn.Linear(4, 3), torch.ones(3, 1), torch.ones(1, 4))
    Sequential(
      (0): Linear(in_features=4, out_features=1, bias=False)
      (1): Linear(in_features=1, out_features=3, bias=True)
    )
    """
    out, rank = left.shape
    first: Any
    second: Any
    like = {"device": module.weight.device, "dtype": module.weight.dtype}
    if isinstance(module, torch.nn.Linear):
        first = torch.nn.utils.skip_init(torch.nn.Linear, module.in_features, rank, bias=False, **like)
        second = torch.nn.utils.skip_init(torch.nn.Linear, rank, out, bias=module.bias is not None, **like)
    else:
        kind = type(module)
        first = torch.nn.utils.skip_init(
            kind, module.in_channels, rank, module.kernel_size, stride=module.stride, padding=module.padding,
            dilation=module.dilation, padding_mode=module.padding_mode, bias=False, **like,
        )  # fmt: skip
        second = torch.nn.utils.skip_init(kind, rank, out, 1, bias=module.bias is not None, **like)
    with torch.no_grad():
        first.weight.copy_(right.reshape(first.weight.shape))
        second.weight.copy_(left.reshape(second.weight.shape))
        if module.bias is not None:
            second.bias.copy_(module.bias)
    return torch.nn.Sequential(first, second).train(module.training)


def replaced(network: torch.nn.Module, old: torch.nn.Module, new: torch.nn.Module) -> torch.nn.Module:
    """A network with one module in the place of another, wherever it is used.

    Parameters
    ----------
    network, old, new : torch.nn.Module
        The network, changed in place; the modules.

    Returns
    -------
    torch.nn.Module
        ``new`` if the network was ``old`` itself.
    """
    if network is old:
        return new
    for parent in list(network.modules()):
        for name, child in list(parent._modules.items()):
            if child is old:
                setattr(parent, name, new)
    return network


def _approximated(
    layer: LayerView, rank: int | None, q: float
) -> tuple[LayerReport, tuple[torch.Tensor, torch.Tensor]]:
    matrix = layer.matrix.detach().double()
    everything = torch.ones_like(matrix, dtype=torch.bool)
    if rank is None:
        return layer_report(layer, everything, q), (matrix, matrix)
    u, s, vh = torch.linalg.svd(matrix, full_matrices=False)
    root = s[:rank].sqrt()
    left, right = u[:, :rank] * root, root[:, None] * vh[:rank]
    report = layer_report(layer, everything, q, left @ right)
    stored = rank * sum(matrix.shape)
    return dataclasses.replace(report, kept=stored), (left, right)


def _rank_for_tolerance(layer: LayerView, tolerance: float) -> int | None:
    """Least rank with that relative error; ``None`` if its factors have no fewer entries than the matrix."""
    values = torch.linalg.svdvals(layer.matrix.detach().double())
    rest = values.square().flip(0).cumsum(dim=0).flip(0)
    whole = float(rest[0])
    rank = int((rest > (tolerance * (1 + 1e-12)) ** 2 * whole).sum()) if whole > 0 else 0
    return None if rank * sum(layer.matrix.shape) >= layer.n and rank else rank
