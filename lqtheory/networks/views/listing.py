"""What layers a network or a state dict consists of, all at once or one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import torch

from lqtheory.errors import DataError, InputTypeError
from lqtheory.networks.views.checkpoints import Checkpoint
from lqtheory.networks.views.layers import LayerView, NetworkView, Skipped, layer_view, skipped_tensor

__all__ = ["is_transposed_linear", "iter_views", "no_layers", "tensor_views"]

_KIND_OF_MODULE = {torch.nn.Linear: "linear", torch.nn.Conv1d: "conv1d", torch.nn.Conv2d: "conv2d"}
_KIND_OF_DIMENSION = {2: "linear", 3: "conv1d", 4: "conv2d"}


def tensor_views(model: torch.nn.Module | Mapping[str, torch.Tensor]) -> NetworkView:
    """Views of every linear and convolutional layer of a network or a state dict.

    Parameters
    ----------
    model : torch.nn.Module or mapping of str to torch.Tensor
        A network, or its state dict. Convolutions appear as the matrix whose rows are the filters.

    Returns
    -------
    NetworkView
        Layers, and every other parameter with the reason why it was left out.

    Raises
    ------
    InputTypeError
        If ``model`` is neither.
    DataError
        If it has no linear or convolutional layer at all, or a bias of a state dict does not fit its weight.

    Notes
    -----
    Nothing is copied. Of a parametrised or pruned layer the effective weights are seen. Weights shared by several
    modules appear once. A state dict does not say what its tensors are for: every tensor called ``weight`` with two,
    three or four axes is taken for the weights of a linear layer, a 1-d or a 2-d convolution. A matrix whose bias has
    as many entries as it has columns is taken to be stored in x out (``Conv1D`` of transformers); a square one only if
    all others with biases are.

    Examples
    --------
    >>> view = tensor_views({"fc.weight": torch.ones(3, 4), "fc.bias": torch.zeros(3)})
    >>> [(layer.name, layer.kind, layer.n, layer.bias is not None) for layer in view]
    [('fc.weight', 'linear', 12, True)]
    """
    found = list(iter_views(model))
    layers = tuple(item for item in found if isinstance(item, LayerView))
    skipped = tuple(item for item in found if isinstance(item, Skipped))
    if not layers:
        raise DataError(no_layers(skipped, "tensor_views"))
    return NetworkView(layers, skipped)


def no_layers(skipped: Iterable[Skipped], where: str) -> str:
    """What to say of a network without layers: how many parameters there are, and why the first is none.

    Parameters
    ----------
    skipped : iterable of Skipped
        What was seen.
    where : str
        Function that asks.

    Returns
    -------
    str
        One sentence.
    """
    others = list(skipped)
    named = [item for item in others if item.name.rpartition(".")[2] == "weight"] or others
    because = f", {named[0].name} for one {named[0].reason}" if named else ""
    return (
        f"the network has no linear or convolutional layer with weights ({where}); {len(others)} other parameters were "
        f"seen{because}"
    )


def iter_views(model: torch.nn.Module | Mapping[str, torch.Tensor]) -> Iterator[LayerView | Skipped]:
    """What :func:`tensor_views` lists, one item at a time.

    Parameters
    ----------
    model : torch.nn.Module or mapping of str to torch.Tensor
        A network or its state dict; of a :class:`lqtheory.networks.Checkpoint` no more than one tensor is in memory at
        a time if the caller keeps none.

    Yields
    ------
    LayerView or Skipped
        In the order of the network; of a state dict first the layers.

    Raises
    ------
    InputTypeError
        If ``model`` is neither.
    DataError
        If a bias of a state dict does not fit its weight.

    Examples
    --------
    >>> [item.name for item in iter_views({"fc.weight": torch.ones(3, 4), "scale": torch.ones(3)})]
    ['fc.weight', 'scale']
    """
    if isinstance(model, torch.nn.Module):
        return _of_module(model, "", {})
    if isinstance(model, Mapping):
        if isinstance(model, Checkpoint) or all(isinstance(value, torch.Tensor) for value in model.values()):
            return _of_state_dict(model)
    raise InputTypeError(
        f"expected a torch.nn.Module or a state dict, got {type(model).__name__} (tensor_views); read files with "
        "lqtheory.networks.read_state_dict"
    )


def is_transposed_linear(module: torch.nn.Module) -> bool:
    """Whether a module is a linear layer that stores its weight in x out, as the ``Conv1D`` of transformers.

    Parameters
    ----------
    module : torch.nn.Module
        Any module; it is judged by its name and attributes, so that transformers need not be installed.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_transposed_linear(torch.nn.Linear(3, 2)), is_transposed_linear(torch.nn.Conv1d(3, 2, 1))
    (False, False)
    """
    if isinstance(module, torch.nn.Conv1d) or not any(cls.__name__ == "Conv1D" for cls in type(module).__mro__):
        return False
    weight, outputs = getattr(module, "weight", None), getattr(module, "nf", None)
    return isinstance(weight, torch.Tensor) and weight.ndim == 2 and weight.shape[1] == outputs


def _of_module(
    module: torch.nn.Module, path: str, seen: dict[tuple[Any, ...], torch.Tensor]
) -> Iterator[LayerView | Skipped]:
    """Depth first; a layer's own children (parametrisations) are not entered."""
    prefix = f"{path}." if path else ""
    kind = next((kind for cls, kind in _KIND_OF_MODULE.items() if isinstance(module, cls)), None)
    if kind is not None:
        yield layer_view(f"{prefix}weight", kind, module.weight, module.bias, path, seen)
        return
    if is_transposed_linear(module):
        yield layer_view(f"{prefix}weight", "linear", module.weight, module.bias, path, seen, transposed=True)
        return
    for name, parameter in module.named_parameters(recurse=False):
        yield skipped_tensor(
            prefix + name, parameter, f"belongs to a {type(module).__name__}, no linear map of its input"
        )
    for name, child in module.named_children():
        yield from _of_module(child, prefix + name, seen)


def _of_state_dict(tensors: Mapping[str, torch.Tensor]) -> Iterator[LayerView | Skipped]:
    used: set[str] = set()
    seen: dict[tuple[Any, ...], torch.Tensor] = {}
    squares = _squares_are_transposed(tensors)
    for name in tensors:
        path, _, last = name.rpartition(".")
        prefix = f"{path}." if path else ""
        if last not in ("weight", "weight_orig") or tensors[name].ndim not in _KIND_OF_DIMENSION:
            continue
        used |= {name, f"{prefix}bias", f"{prefix}weight_mask"}
        yield _stored_layer(tensors, name, seen, squares)
        if isinstance(tensors, Checkpoint):
            tensors.release()
    for name in tensors:
        if name not in used:
            yield skipped_tensor(name, tensors[name], "is not called weight, or has not two, three or four axes")


def _stored_layer(
    tensors: Mapping[str, torch.Tensor], name: str, seen: dict[tuple[Any, ...], torch.Tensor], squares: bool
) -> LayerView | Skipped:
    """The layer of a weight in a state dict."""
    path, _, last = name.rpartition(".")
    prefix = f"{path}." if path else ""
    tensor, bias = tensors[name], tensors.get(f"{prefix}bias")
    turned = _is_transposed(name, tensor, bias, squares)
    mask = tensors.get(f"{prefix}weight_mask") if last == "weight_orig" else None
    weight = tensor if mask is None else tensor * _checked_mask(mask, f"{prefix}weight_mask", tensor)
    place = (tensors.first_of(name),) if isinstance(tensors, Checkpoint) else None
    return layer_view(f"{prefix}weight", _KIND_OF_DIMENSION[tensor.ndim], weight, bias, path, seen, turned, place)


def _checked_mask(mask: torch.Tensor, name: str, weight: torch.Tensor) -> torch.Tensor:
    """A mask as ``torch.nn.utils.prune`` stores it."""
    if mask.shape != weight.shape:
        raise DataError(
            f"{name} has shape {tuple(mask.shape)} (tensor_views); expected {tuple(weight.shape)}, that of its weight"
        )
    odd = mask[(mask != 0) & (mask != 1)]
    if odd.numel():
        raise DataError(f"{name} holds {odd[0].item():g} (tensor_views); expected 0 and 1 alone")
    return mask


def _is_transposed(name: str, weight: torch.Tensor, bias: torch.Tensor | None, squares: bool) -> bool:
    """Whether a stored weight is in x out, which its bias tells unless the weight is square."""
    if bias is None or bias.ndim != 1:
        return False
    outputs = weight.shape[0]
    if weight.ndim == 2 and bias.numel() == weight.shape[1]:
        return squares if weight.shape[1] == outputs else True
    transposed_convolution = weight.ndim > 2 and weight.shape[1] and bias.numel() % weight.shape[1] == 0
    if bias.numel() != outputs and not transposed_convolution:
        raise DataError(
            f"{name} has shape {tuple(weight.shape)} and its bias {tuple(bias.shape)} (tensor_views); expected a bias "
            f"of shape ({outputs},)"
        )
    return False


def _squares_are_transposed(tensors: Mapping[str, torch.Tensor]) -> bool:
    """Whether all oblong weights with a bias are stored in x out, so that the square ones are taken to be, too."""
    turned = set()
    for name in tensors:
        path, _, last = name.rpartition(".")
        bias = f"{path}.bias" if path else "bias"
        if last in ("weight", "weight_orig") and bias in tensors:
            weight = tensors[name]
            if weight.ndim == 2 and weight.shape[0] != weight.shape[1]:
                turned.add(tensors[bias].numel() == weight.shape[1])
    return turned == {True}
