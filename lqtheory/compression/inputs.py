"""Networks as the algorithms take them: copied, checked, and told what is wrong with them."""

from __future__ import annotations

import copy
import fnmatch
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn.utils import parametrize

from lqtheory.errors import DomainError, InputTypeError, RegistryError, UnsupportedError
from lqtheory.networks.views import LayerView, fold_batch_norm, tensor_views

__all__ = [
    "NORMALISATIONS",
    "PRUNABLE",
    "Subject",
    "check_kind",
    "check_numbers",
    "chosen_names",
    "copy_of",
    "modules_of",
    "subject_of",
]

PRUNABLE = (torch.nn.Linear, torch.nn.Conv1d, torch.nn.Conv2d)
NORMALISATIONS = (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d)
_FLOATS = (torch.float16, torch.bfloat16, torch.float32, torch.float64)


@dataclass(frozen=True, eq=False)
class Subject:
    """A copy of the caller's network, and the layers of it that are compressed.

    Parameters
    ----------
    network : torch.nn.Module or dict of str to torch.Tensor
        The copy: in evaluation mode, with batch normalisations folded into the layers before them where possible.
    layers : tuple of LayerView
        Layers, sharing memory with the copy.
    skipped : tuple of (str, str)
        Parameters left as they are, and why.
    n_always_kept : int
        Number of parameters other than the weights of ``layers``.
    folded : tuple of str
        Paths of the batch normalisations that were folded.
    """

    network: Any
    layers: tuple[LayerView, ...]
    skipped: tuple[tuple[str, str], ...]
    n_always_kept: int
    folded: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """Number of prunable weights."""
        return sum(layer.n for layer in self.layers)


def subject_of(network: Any, patterns: str | Sequence[str] | None = None) -> Subject:
    """Copy a network and find the layers to compress.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        The caller's network or state dict; not changed.
    patterns : str or sequence of str, optional
        Names of weights or layers (``"features.*"``); all layers by default.

    Returns
    -------
    Subject

    Raises
    ------
    InputTypeError
        If it is neither a network nor a state dict.
    DataError
        If it has no linear or convolutional layer.
    UnsupportedError
        If it holds modules with weights that cannot be compressed, and ``patterns`` does not leave them out.
    RegistryError
        If no layer matches a pattern.
    DomainError
        If a weight is NaN or infinite.

    Examples
    --------
    >>> subject_of({"fc.weight": torch.ones(2, 3), "fc.bias": torch.ones(2)}).n_always_kept
    2
    """
    if isinstance(network, torch.nn.Module):
        _check_parametrised(network)
        if patterns is None:
            _check_supported(network)
        _check_numbers(network)
        copied: Any = _folded(copy_of(network).eval())
        left = _norms(copied)
        folded = tuple(path for path in _norms(network) if path not in left)
        entries = sum(parameter.numel() for parameter in copied.parameters())
    elif isinstance(network, Mapping):
        _check_numbers(network)
        copied = copy_of(network)
        entries, folded = 0, ()
    else:
        raise InputTypeError(
            f"network is a {type(network).__name__} (compression); give a torch.nn.Module or a state dict"
        )
    view = tensor_views(copied)
    if isinstance(copied, dict):
        _check_stored(copied)
        distinct = {id(value): value for value in copied.values() if value.is_floating_point()}
        entries = sum(value.numel() for value in distinct.values())
    names = chosen_names({layer.name: layer.path for layer in view}, patterns)
    layers = tuple(layer for layer in view if layer.name in names)
    for layer in layers:
        _check_orientation(layer)
        _check_finite(layer)
    kept_out = tuple((other.name, "is not among the layers to compress") for other in view if other not in layers)
    skipped = (*kept_out, *((item.name, item.reason) for item in view.skipped))
    return Subject(copied, layers, skipped, entries - sum(layer.n for layer in layers), folded)


def copy_of(network: Any) -> Any:
    """A copy of a network or a state dict, in which tensors that share their memory still do.

    Parameters
    ----------
    network : torch.nn.Module or mapping of str to torch.Tensor
        Not changed.

    Returns
    -------
    torch.nn.Module or dict of str to torch.Tensor

    Examples
    --------
    >>> weight = torch.ones(2)
    >>> copied = copy_of({"a": weight, "b": weight})
    >>> copied["a"] is copied["b"], copied["a"] is weight
    (True, False)
    """
    if isinstance(network, torch.nn.Module):
        return copy.deepcopy(network)
    copies: dict[tuple[Any, ...], torch.Tensor] = {}
    found: dict[str, Any] = {}
    for name, value in network.items():
        if not isinstance(value, torch.Tensor):
            found[name] = value
            continue
        empty = not value.numel() or value.device.type == "meta"
        key = (name,) if empty else (value.data_ptr(), value.dtype, value.shape, value.stride())
        if key not in copies:
            copies[key] = value.detach().clone()
        found[name] = copies[key]
    return found


def _folded(network: torch.nn.Module) -> torch.nn.Module:
    """Batch normalisations folded where that is possible; otherwise they stay and their parameters are kept."""
    return fold_batch_norm(network, partial=True) if _norms(network) else network


def _norms(network: torch.nn.Module) -> list[str]:
    return [path for path, module in network.named_modules() if isinstance(module, NORMALISATIONS)]


def _check_parametrised(network: torch.nn.Module) -> None:
    for path, module in network.named_modules():
        if not isinstance(module, PRUNABLE):
            continue
        if parametrize.is_parametrized(module) or "weight" not in dict(module.named_parameters(recurse=False)):
            raise UnsupportedError(
                f"the weight of {path or 'the network'} ({type(module).__name__}) is computed from other tensors "
                "(compression); make it a parameter first, with torch.nn.utils.parametrize.remove_parametrizations "
                "or torch.nn.utils.prune.remove"
            )


def _check_supported(network: torch.nn.Module) -> None:
    for path, module in network.named_modules():
        weights = [value for value in module.parameters(recurse=False) if value is not None]
        if isinstance(module, PRUNABLE):
            if any(torch.nn.parameter.is_lazy(value) for value in weights):
                raise UnsupportedError(
                    f"{path or 'the network'} ({type(module).__name__}) has no shape yet (compression); run the "
                    "network once on a batch"
                )
        elif any(torch.nn.parameter.is_lazy(value) or value.ndim > 1 for value in weights):
            raise UnsupportedError(
                f"{path or 'the network'} is a {type(module).__name__}, whose weights cannot be compressed "
                "(compression); allowed are Linear, Conv1d and Conv2d: replace it, or name the layers to compress "
                "with layers=, on the command line --layer"
            )


def _check_stored(tensors: Mapping[str, torch.Tensor]) -> None:
    for name in tensors:
        if name.endswith("weight_orig"):
            raise UnsupportedError(
                f"{name} is a weight with a mask of its own (compression); call torch.nn.utils.prune.remove before "
                "saving the state dict"
            )


def chosen_names(paths: Mapping[str, str], patterns: str | Sequence[str] | None) -> tuple[str, ...]:
    """The layers that patterns name.

    Parameters
    ----------
    paths : mapping of str to str
        Path of the module of every layer, by the name of its weight.
    patterns : str or sequence of str, optional
        Names of weights or paths; all by default.

    Returns
    -------
    tuple of str
        Names of weights, in the order of ``paths``.

    Raises
    ------
    RegistryError
        If nothing matches a pattern.
    InputTypeError
        If the patterns are not texts.

    Examples
    --------
    >>> chosen_names({"a.weight": "a", "b.weight": "b"}, "b")
    ('b.weight',)
    """
    if patterns is None:
        return tuple(paths)
    listed = isinstance(patterns, Collection) and all(isinstance(pattern, str) for pattern in patterns)
    if not listed:
        raise InputTypeError(f"layers={patterns!r} (compression); expected a name or a list of names, each a str")
    matched: set[str] = set()
    for pattern in [patterns] if isinstance(patterns, str) else list(patterns):
        found = {n for n, path in paths.items() if fnmatch.fnmatch(n, pattern) or fnmatch.fnmatch(path, pattern)}
        if not found:
            raise RegistryError(f"no layer matches {pattern!r} (compression); there are {', '.join(paths)}")
        matched |= found
    return tuple(name for name in paths if name in matched)


def _check_orientation(layer: LayerView) -> None:
    if layer.transposed:
        raise UnsupportedError(
            f"{layer.name} is stored in x out, as the Conv1D of transformers is (compression); compress takes it as it "
            "is, for other functions replace the layer by a torch.nn.Linear"
        )


def _check_numbers(network: torch.nn.Module | Mapping[str, Any]) -> None:
    """No NaN in any tensor, no infinity in a parameter."""
    stored = network.state_dict(keep_vars=True) if isinstance(network, torch.nn.Module) else network
    for name, value in stored.items():
        if not isinstance(value, torch.Tensor) or not value.is_floating_point() or torch.nn.parameter.is_lazy(value):
            continue
        check_kind(name, value)
        module = isinstance(network, torch.nn.Module)
        check_numbers(name, value, isinstance(value, torch.nn.Parameter) if module else None)


def check_numbers(name: str, tensor: torch.Tensor, parameter: bool | None = None) -> None:
    """Refuse NaN anywhere, and infinity in parameters; buffers may hold infinity, as attention masks do.

    A state dict does not say which tensors are parameters: there it is those whose last name is weight or bias, with
    or without something before or behind (``in_proj_bias``, ``weight_ih_l0``), and no mask.

    Parameters
    ----------
    name : str
        Name of the tensor.
    tensor : torch.Tensor
        Floats.
    parameter : bool, optional
        Whether it is a parameter; by default as the name says.

    Raises
    ------
    DomainError
        If it holds such a value.

    Examples
    --------
    >>> check_numbers("attention.mask", torch.tensor([-torch.inf]))
    >>> check_numbers("fc.bias", torch.tensor([torch.inf]))
    Traceback (most recent call last):
        ...
    lqtheory.errors.DomainError: fc.bias holds NaN or infinity (compression); repair or retrain the network first
    """
    if parameter is None:
        words = name.rpartition(".")[2].split("_")
        named = "weight" in words or "bias" in words
        parameter = isinstance(tensor, torch.nn.Parameter) or (named and not any(w.startswith("mask") for w in words))
    for part in tensor.detach().reshape(-1).split(1 << 18):
        if part.isnan().any() or (parameter and not part.isfinite().all()):
            raise DomainError(f"{name} holds NaN or infinity (compression); repair or retrain the network first")


def check_kind(name: str, tensor: torch.Tensor) -> None:
    """Refuse tensors of floats that cannot be computed with.

    Parameters
    ----------
    name : str
        Name of the tensor, for the error text.
    tensor : torch.Tensor
        The tensor.

    Raises
    ------
    UnsupportedError
        If it is sparse, has no data, or is narrower than 16 bits.
    """
    if tensor.layout is not torch.strided:
        raise UnsupportedError(f"{name} is a {tensor.layout} tensor (compression); expected a dense one: .to_dense()")
    if tensor.device.type == "meta":
        raise UnsupportedError(f"{name} has no data, only a shape (compression); load weights into the network first")
    if tensor.dtype not in _FLOATS:
        raise UnsupportedError(
            f"{name} is {tensor.dtype} (compression); expected float16, bfloat16, float32 or float64: convert it, e.g. "
            "with .to(torch.bfloat16)"
        )


def _check_finite(layer: LayerView) -> None:
    # The sum of finite weights can overflow, hence the second look; it is NaN or infinite for all others.
    if not torch.isfinite(layer.matrix.sum()) and not torch.isfinite(layer.matrix).all():
        raise DomainError(f"{layer.name} holds NaN or infinity (compression); repair or retrain the network first")


def modules_of(subject: Subject) -> dict[str, Any]:
    """The modules of the layers, by the names of their weights.

    Parameters
    ----------
    subject : Subject
        A network.

    Returns
    -------
    dict of str to torch.nn.Module

    Raises
    ------
    UnsupportedError
        If it is a state dict.
    """
    if not isinstance(subject.network, torch.nn.Module):
        raise UnsupportedError(
            "a state dict cannot be run on a sample (compression); give the network itself, on the command line with "
            "--model"
        )
    return {layer.name: subject.network.get_submodule(layer.path) for layer in subject.layers}
