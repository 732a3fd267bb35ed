"""Batch normalisation of a trained network, folded into the layer before it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import torch

from lqtheory.errors import InputTypeError, UnsupportedError
from lqtheory.networks.views.parts import Part
from lqtheory.networks.views.sequence import affine_parts, current, is_sequence, network_parts

__all__ = ["check_folding", "fold_batch_norm", "folded_parts"]

#: Relative difference of outputs that rounding explains, by dtype; one in lower precision may be a twentieth off.
_ROUNDING = {torch.float64: 1e-6, torch.float32: 1e-3}

_NORMS = (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d, torch.nn.BatchNorm3d)
_AFFINE = (torch.nn.Linear, torch.nn.Conv1d, torch.nn.Conv2d)
#: What does nothing once training is over, so that it may stand between a layer and its normalisation.
_TRANSPARENT = (torch.nn.Identity, torch.nn.Dropout, torch.nn.Dropout1d, torch.nn.Dropout2d)


def fold_batch_norm(model: torch.nn.Module, *, partial: bool = False) -> torch.nn.Module:
    r"""The same function with batch normalisation folded into the linear maps before it.

    W'_i = γ_i W_i / √(v_i + ε), b'_i = γ_i (b_i − μ_i) / √(v_i + ε) + β_i, with running mean μ and variance v.

    Parameters
    ----------
    model : torch.nn.Module
        A network; it is not changed.
    partial : bool
        Whether a batch normalisation that cannot be folded stays as it is, instead of being refused.

    Returns
    -------
    torch.nn.Module
        A copy in evaluation mode, in which every batch normalisation is a ``torch.nn.Identity``, so that the paths of
        the other modules stay the same. Without batch normalisation it is a plain copy.

    Raises
    ------
    InputTypeError
        If ``model`` is not a module.
    UnsupportedError
        If a batch normalisation keeps no running statistics, does not come right after a linear map in the same
        sequential part, or that linear map is used more than once; unless ``partial``.

    Notes
    -----
    Computed in float64 and rounded once to the dtype of the weights, so that the two functions agree up to rounding
    only: certificates hold for the folded network. Masks and parametrisations of a folded layer are made permanent.

    References
    ----------
    Dossier lq.net.lip.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3), torch.nn.ReLU())
    >>> fold_batch_norm(net)[1]
    Identity()
    """
    if not isinstance(model, torch.nn.Module):
        raise InputTypeError(f"expected a torch.nn.Module, got {type(model).__name__} (fold_batch_norm)")
    copied = _copied(model).eval()
    uses: dict[int, int] = {}
    for _, module in _everywhere(copied, ""):
        uses[id(module)] = uses.get(id(module), 0) + 1
    _fold_inside(copied, "", uses, partial)
    if partial:
        return copied
    left = next(((path, m) for path, m in _everywhere(copied, "") if isinstance(m, _NORMS)), None)
    if left is not None:
        raise UnsupportedError(_refusal(*left, "is not in a torch.nn.Sequential right after a linear map"))
    return copied


def folded_parts(model: torch.nn.Module) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts of a network whose batch normalisations are folded where they can be.

    Parameters
    ----------
    model : torch.nn.Module
        A network; it is not changed.

    Returns
    -------
    parts : tuple of parts
        As of :func:`lqtheory.networks.views.network_parts`; a batch normalisation that cannot be folded is a factor and
        a shift for each channel.
    folded : tuple of str
        Paths of those that were folded.

    Raises
    ------
    InputTypeError, UnsupportedError, DataError
        As :func:`lqtheory.networks.views.network_parts`.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3), torch.nn.ReLU())
    >>> parts, folded = folded_parts(net)
    >>> [part.path for part in parts], folded
    (['0', '2'], ('1',))
    """
    parts = network_parts(model)  # refuses what folding would lose, such as hooks
    before = [part.path for part in affine_parts(parts) if part.kind == "scale"]
    if not before:
        return parts, ()
    parts = network_parts(fold_batch_norm(model, partial=True))
    left = [part.path for part in affine_parts(parts) if part.kind == "scale"]
    return parts, tuple(path for path in before if path not in left)


@torch.no_grad()
def check_folding(model: torch.nn.Module, folded: torch.nn.Module, inputs: torch.Tensor, where: str) -> None:
    """Refuse a folding that changes what the network computes: after a linear layer the channels are the last axis.

    Parameters
    ----------
    model, folded : torch.nn.Module
        A network, and what :func:`fold_batch_norm` made of it.
    inputs : torch.Tensor, shape (n, ...)
        Inputs; two are tried.
    where : str
        Function that asks, for the error text.

    Raises
    ------
    UnsupportedError
        If outputs differ by more than rounding explains.
    """
    kind = next(folded.parameters())
    x = inputs[:2].to(kind)
    wanted, found = _copied(model).eval()(x), folded(x)
    allowed = _ROUNDING.get(kind.dtype, 0.05)
    if wanted.shape == found.shape and bool(
        (wanted - found).abs().max() <= allowed * (wanted.abs().max() + found.abs().max())
    ):
        return
    raise UnsupportedError(
        f"folding batch normalisations changes what the network computes at these inputs ({where}): a BatchNorm1d "
        "after a Linear layer is folded for inputs (N, C), not (N, C, L); put it after a convolution instead"
    )


def _copied(model: torch.nn.Module) -> torch.nn.Module:
    """A deep copy; effective weights that pruning hooks computed are no leaves, which deepcopy alone refuses."""
    memo: dict[int, Any] = {}
    for module in model.modules():
        for value in vars(module).values():
            if isinstance(value, torch.Tensor) and not value.is_leaf:
                memo[id(value)] = value.detach().clone()
    return copy.deepcopy(model, memo)


def _everywhere(module: torch.nn.Module, path: str) -> Iterator[tuple[str, torch.nn.Module]]:
    """Every use of every module with its path; a module used twice appears twice."""
    yield path, module
    for name, child in module._modules.items():
        if child is not None:
            yield from _everywhere(child, f"{path}.{name}" if path else name)


def _fold_inside(module: torch.nn.Module, path: str, uses: dict[int, int], partial: bool) -> None:
    """Fold in every sequential part; nested ones are read through."""
    previous: tuple[torch.nn.Module, str] | None = None
    for parent, name, where, part in _in_order(module, path):
        if isinstance(part, _NORMS) and previous is not None:
            holder, own = previous
            affine = holder._modules[own]
            assert affine is not None
            obstacle = _obstacle(affine, part, uses)
            if obstacle is None:
                folded = holder._modules[own] = _folded(affine, part)
                parent._modules[name] = torch.nn.Identity()
                uses[id(folded)] = 1  # another one may follow it
                continue
            if not partial:
                raise UnsupportedError(_refusal(where, part, obstacle))
        if isinstance(part, _AFFINE):
            previous = (parent, name)
        elif not isinstance(part, _TRANSPARENT):
            previous = None
        if not isinstance(part, (*_AFFINE, *_NORMS)):
            _fold_inside(part, where, uses, partial)
    if not is_sequence(module):
        for name, child in module._modules.items():
            if child is not None:
                _fold_inside(child, f"{path}.{name}" if path else name, uses, partial)


def _in_order(module: torch.nn.Module, path: str) -> Iterator[tuple[torch.nn.Module, str, str, torch.nn.Module]]:
    """Parent, name, path and module, in order of computation, of what a sequential part consists of."""
    if not is_sequence(module):
        return
    for name, child in list(module._modules.items()):
        where = f"{path}.{name}" if path else name
        if child is not None and is_sequence(child):
            yield from _in_order(child, where)
        elif child is not None:
            yield module, name, where, child


def _obstacle(affine: Any, norm: Any, uses: dict[int, int]) -> str | None:
    """Why a batch normalisation cannot be folded into the linear map before it, if it cannot."""
    if uses[id(affine)] > 1 or uses[id(norm)] > 1:
        return "or the layer before it is used more than once"
    if not isinstance(norm.running_mean, torch.Tensor) or not isinstance(norm.running_var, torch.Tensor):
        return "keeps no running statistics"
    if norm.running_mean.numel() != affine.weight.shape[0]:
        return f"has {norm.running_mean.numel()} channels after {affine.weight.shape[0]} outputs"
    return None


def _folded(affine: Any, norm: Any) -> torch.nn.Module:
    mean, variance = norm.running_mean, norm.running_var
    weight, bias = current(affine, "weight"), current(affine, "bias")
    assert weight is not None
    weight = weight.detach()
    scale = (variance.double() + norm.eps).rsqrt()
    if norm.weight is not None:
        scale = scale * norm.weight.detach().double()
    before = torch.zeros_like(mean, dtype=torch.float64) if bias is None else bias.detach().double()
    shift = (before - mean.double()) * scale
    if norm.bias is not None:
        shift = shift + norm.bias.detach().double()
    plain: Any = _plain_like(affine, weight)
    with torch.no_grad():
        plain.weight.copy_(weight.double() * scale.reshape(-1, *[1] * (weight.ndim - 1)))
        plain.bias.copy_(shift)
    folded: torch.nn.Module = plain.eval()
    return folded


def _plain_like(affine: Any, weight: torch.Tensor) -> Any:
    """A new layer of the same kind with a bias, its numbers still to be written."""
    make: Callable[..., Any] = torch.nn.utils.skip_init
    kind = {"device": weight.device, "dtype": weight.dtype}
    if isinstance(affine, torch.nn.Linear):
        return make(torch.nn.Linear, affine.in_features, affine.out_features, bias=True, **kind)
    assert isinstance(affine, (torch.nn.Conv1d, torch.nn.Conv2d))
    cls = torch.nn.Conv1d if isinstance(affine, torch.nn.Conv1d) else torch.nn.Conv2d
    return make(
        cls, affine.in_channels, affine.out_channels, affine.kernel_size, stride=affine.stride, padding=affine.padding,
        dilation=affine.dilation, groups=affine.groups, padding_mode=affine.padding_mode, bias=True, **kind,
    )  # fmt: skip


def _refusal(path: str, module: torch.nn.Module, reason: str) -> str:
    return (
        f"the {type(module).__name__} at {path!r} {reason} (fold_batch_norm); place it after a linear layer or "
        "convolution inside a torch.nn.Sequential, or remove it before certifying"
    )
