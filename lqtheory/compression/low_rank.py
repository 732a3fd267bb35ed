"""Weight matrices replaced by products of two thinner ones that store as much as is allowed (singular values)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, NamedTuple

import torch

from lqtheory.compression.budgets import Goal, apportion
from lqtheory.compression.inputs import Subject, modules_of, subject_of
from lqtheory.compression.records import Compressed
from lqtheory.compression.report import LayerReport, Report, report_of_changes, row_blocks
from lqtheory.errors import UnsupportedError
from lqtheory.networks.views import LayerView
from lqtheory.quantities.sampled_rows import rank_at_storage

__all__ = [
    "Factored",
    "factored",
    "factored_module",
    "factorise",
    "rank_for_storage",
    "refuse_shared",
    "replaced",
    "stored_factors",
]


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
        If a layer has groups, which the layers of a state dict are taken not to have; or a weight of a state dict is
        stored under two names.

    References
    ----------
    eckart_young_1936; dossier baseline.svd.
    """
    parts: list[int | None] = [None] * len(subject.layers)
    if goal.kept is not None:
        parts = list(apportion(goal.kept, [layer.n for layer in subject.layers]))
    if not isinstance(subject.network, torch.nn.Module):
        return _factorise_tensors(subject, parts, goal.tolerance, q)
    for name, module in modules_of(subject).items():
        if getattr(module, "groups", 1) != 1:
            raise UnsupportedError(f"the layer of {name} has groups (svd); leave it out with layers=")
    names = [layer.name for layer in subject.layers]
    dense = subject_of(subject.network, names)
    small: Any = subject_of(subject.network, names)
    network = small.network
    reports, masks = [], {}
    for layer, twin, module, part in zip(subject.layers, dense.layers, modules_of(small).values(), parts, strict=True):
        found = factored(layer, part, goal.tolerance, q)
        reports.append(found.report)
        masks[layer.name] = torch.full(layer.shape, found.rank != 0, device=layer.matrix.device)
        if found.rank is None:
            continue
        with torch.no_grad():
            target = modules_of(dense)[twin.name].weight
            target.copy_((found.left @ found.right).reshape(target.shape))
            if found.rank == 0:
                module.weight.zero_()
        if found.rank:
            network = replaced(network, module, factored_module(module, found.left, found.right))
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


class Factored(NamedTuple):
    """A layer as two: what it costs, the rank (``None``: left as it is, 0: put to zero), and the factors in float64."""

    report: LayerReport
    rank: int | None
    left: torch.Tensor
    right: torch.Tensor


def factored(layer: LayerView, kept: int | None, tolerance: float | None, q: float) -> Factored:
    """The best approximation of a layer that a number of entries, or a relative error, allows.

    Parameters
    ----------
    layer : LayerView
        The layer.
    kept : int or None
        Entries that both factors may have together.
    tolerance : float or None
        Relative error in the Frobenius norm, if there is no such number.
    q : float
        Exponent of the effective sparsity in the report.

    Returns
    -------
    Factored

    Notes
    -----
    Memory: several copies of the layer in float64.
    """
    shape = (len(layer.matrix), layer.n // len(layer.matrix))
    rank = rank_for_storage(kept, shape) if kept is not None else -1
    left = right = torch.zeros(0, dtype=torch.float64)
    if rank is not None:
        u, s, vh = torch.linalg.svd(layer.matrix.detach().double(), full_matrices=False)
        if kept is None:
            assert tolerance is not None
            rank = _rank_for_tolerance(s, tolerance, shape)
        if rank is not None:
            root = s[:rank].sqrt()
            left, right = u[:, :rank] * root, root[:, None] * vh[:rank]
        del u, s, vh
    changes = ((rows, block, block if rank is None else left[rows] @ right) for rows, block in row_blocks(layer.matrix))
    report = report_of_changes(layer, changes, q)
    return Factored(dataclasses.replace(report, kept=layer.n if rank is None else rank * sum(shape)), rank, left, right)


def stored_factors(layer: LayerView, found: Factored) -> dict[str, torch.Tensor]:
    """The factors of a layer as two layers of a state dict, in its dtype.

    Parameters
    ----------
    layer : LayerView
        The layer.
    found : Factored
        Its factors.

    Returns
    -------
    dict of str to torch.Tensor
        ``0.weight`` of shape (rank, in, ...) and ``1.weight`` of shape (out, rank, 1, ...), behind its own path; stored
        out x in, whatever the layer was.
    """
    prefix, kind = layer.name.removesuffix("weight"), layer.matrix.dtype
    kernel = () if layer.transposed else layer.shape[1:]
    right = found.right.to(kind).reshape(len(found.right), *kernel) if kernel else found.right.to(kind)
    left = found.left.to(kind).reshape(*found.left.shape, *(1 for _ in kernel[1:]))
    return {f"{prefix}0.weight": right.contiguous(), f"{prefix}1.weight": left.contiguous()}


def refuse_shared(names: Sequence[str]) -> None:
    """Refuse to factor a weight that is stored under more than one name.

    Parameters
    ----------
    names : sequence of str
        Its names.

    Raises
    ------
    UnsupportedError
        If there is more than one.
    """
    if len(names) > 1:
        raise UnsupportedError(
            f"{names[0]} is the same tensor as {', '.join(names[1:])} (svd), which need not be a layer; expected a "
            "tensor of its own: leave it out with layers=, on the command line --layer"
        )


def _factorise_tensors(subject: Subject, parts: Sequence[int | None], tolerance: float | None, q: float) -> Compressed:
    """The layers of a state dict as two each."""
    factors: dict[str, Factored] = {}
    dense, masks = dict(subject.network), {}
    for layer, part in zip(subject.layers, parts, strict=True):
        found = factors[layer.name] = factored(layer, part, tolerance, q)
        own = subject.network[layer.name]
        names = [name for name, tensor in subject.network.items() if tensor is own]
        if found.rank:
            refuse_shared(names)
        masks[layer.name] = torch.full(layer.shape, found.rank != 0, device=layer.matrix.device)
        if found.rank is not None:
            product = (found.left @ found.right).to(own).reshape(own.shape)
            dense |= dict.fromkeys(names, product)
    small: dict[str, torch.Tensor] = {}
    moved = {f"{name.removesuffix('weight')}bias" for name, found in factors.items() if found.rank}
    layers = {layer.name: layer for layer in subject.layers}
    for name, tensor in dense.items():
        if name in factors and factors[name].rank:
            small |= stored_factors(layers[name], factors[name])
        else:
            small[f"{name.removesuffix('bias')}1.bias" if name in moved else name] = tensor
    reports = tuple(found.report for found in factors.values())
    report = Report("svd", {"q": q}, reports, subject.skipped, subject.n_always_kept)
    return Compressed(small, masks, report, same_shape=dense)


def _rank_for_tolerance(values: torch.Tensor, tolerance: float, shape: tuple[int, int]) -> int | None:
    """Least rank with that relative error; ``None`` if its factors have no fewer entries than the matrix."""
    rest = values.square().flip(0).cumsum(dim=0).flip(0)
    whole = float(rest[0])
    rank = int((rest > (tolerance * (1 + 1e-12)) ** 2 * whole).sum()) if whole > 0 else 0
    return None if rank * sum(shape) >= shape[0] * shape[1] and rank else rank
