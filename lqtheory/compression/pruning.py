"""The methods in the manner of ``torch.nn.utils.prune`` and ``torch.nn.utils.parametrize``, and files of masks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import torch
from torch.nn.utils import parametrize, prune

from lqtheory.compression.methods import METHODS
from lqtheory.compression.protocol import compress
from lqtheory.compression.records import Compressed
from lqtheory.compression.writing import check_place, writing
from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.networks.views import is_transposed_linear, read_state_dict

__all__ = ["MASKS", "Masked", "Pruning", "hold_masks", "load_masks", "prune_weight", "save_masks"]

#: Metadata of a file of masks.
MASKS = {"format": "lqtheory.masks"}


#: What torch calls the vector of all tensors in ``prune.global_unstructured``, where it asks for the pruning type.
_JOINED = "temp"
#: Methods that treat all entries of a tensor alike, whatever its shape.
_ALL_ENTRIES_ALIKE = ("magnitude", "magnitude_layer", "relative", "absolute")


class Pruning(prune.BasePruningMethod):
    """A method of :data:`lqtheory.compression.METHODS` as a pruning method of torch, for one tensor at a time.

    Parameters
    ----------
    method : str
        A method that needs no sample and changes no weight: magnitude, magnitude_layer, magnitude_neuron, adaptive,
        relative, absolute, allocation.
    transposed : bool
        Whether the tensor is stored in x out.
    **settings
        Budget or tolerance and the other arguments of :func:`lqtheory.compression.compress`.

    Raises
    ------
    DomainError
        If the method is not one of these.

    Notes
    -----
    Used through :func:`prune_weight`, or as ``Pruning.apply(module, "weight", "adaptive", tolerance=0.1)``. Where a
    tensor was pruned before, the method sees it with zeros there, so that shares count all entries. With
    ``prune.global_unstructured`` all tensors are one vector, and shares count the entries that are left, as in torch.

    Examples
    --------
    >>> method = Pruning("magnitude_neuron", density=0.5)
    >>> method.prune(torch.tensor([[3.0, -1.0], [0.5, 2.0]])).tolist()
    [[3.0, -0.0], [0.0, 2.0]]
    """

    def __init__(self, method: str, transposed: bool = False, **settings: Any) -> None:
        known = [name for name in METHODS if _masks_only(name)]
        if method not in known:
            raise DomainError(
                f"method={method!r} gives no mask from the weights alone (Pruning); expected one of "
                f"{', '.join(known)}; for others hold the masks that compress returns, with hold_masks"
            )
        self.method, self.transposed, self.settings = method, transposed, settings

    @property
    def PRUNING_TYPE(self) -> str:
        """``"global"``, so that whole tensors are handed over when methods follow one another: rows would be lost.

        Under ``prune.global_unstructured``, which joins tensors into one vector, ``"unstructured"``.

        Raises
        ------
        DomainError
            There, if the method looks at rows, which the vector has lost.
        """
        if getattr(self, "_tensor_name", None) != _JOINED:
            return "global"
        if self.method not in _ALL_ENTRIES_ALIKE:
            raise DomainError(
                f"method={self.method!r} looks at rows (Pruning), and prune.global_unstructured joins all tensors "
                f"into one vector; expected one of {', '.join(_ALL_ENTRIES_ALIKE)}, or compress(network, "
                f"{self.method!r}, ...)"
            )
        return "unstructured"

    def compute_mask(self, t: torch.Tensor, default_mask: torch.Tensor) -> torch.Tensor:
        """The mask of a tensor.

        Parameters
        ----------
        t : torch.Tensor, shape (out, in, ...)
            Weights, or what weights count for.
        default_mask : torch.Tensor
            Mask so far, 1 where entries are kept.

        Returns
        -------
        torch.Tensor
            The new mask, of the dtype and shape of the old one.
        """
        weights = t.detach() * default_mask.to(t)
        rows = weights.t() if self.transposed else weights
        if rows.ndim < 2:
            rows = rows.reshape(1, -1)
        if rows.ndim > 4:
            rows = rows.reshape(len(rows), -1)
        mask = compress({"weight": rows.contiguous()}, self.method, **self.settings).masks["weight"]
        mask = mask.t() if self.transposed else mask
        return mask.reshape(t.shape).to(default_mask) * default_mask


def _masks_only(method: str) -> bool:
    chosen = METHODS[method]
    return not (chosen.needs_sample or chosen.sampled or chosen.reshapes or method == "allocation_layers")


def prune_weight(module: torch.nn.Module, name: str = "weight", method: str = "adaptive", **settings: Any) -> Any:
    """Prune one parameter of a module, as the functions of ``torch.nn.utils.prune`` do.

    Parameters
    ----------
    module : torch.nn.Module
        Changed in place: it gets ``name_orig`` and ``name_mask``.
    name : str
        Name of the parameter.
    method, **settings
        As for :class:`Pruning`.

    Returns
    -------
    torch.nn.Module
        The module.

    Raises
    ------
    InputTypeError
        If the module has no such parameter.
    DomainError
        If the method needs more than the weights, or a setting is out of range.

    Examples
    --------
    >>> layer = prune_weight(torch.nn.Linear(10, 4), "weight", "adaptive", density=0.25)
    >>> int(layer.weight_mask.sum()), sorted(name for name, _ in layer.named_parameters())
    (10, ['bias', 'weight_orig'])
    """
    if not isinstance(getattr(module, name, None), torch.Tensor):
        raise InputTypeError(
            f"name={name!r} is no parameter of the {type(module).__name__} (prune_weight); expected one of "
            f"{', '.join(key for key, _ in module.named_parameters(recurse=False)) or 'none'}"
        )
    transposed = name == "weight" and is_transposed_linear(module)
    apply: Any = Pruning.apply  # torch has no annotations for it
    hooks = dict(module._forward_pre_hooks)
    try:
        apply(module, name, method, transposed=transposed, **settings)
    except BaseException:
        # torch takes the hook of an earlier mask away before it computes the next one.
        module._forward_pre_hooks.clear()
        module._forward_pre_hooks.update(hooks)
        raise
    return module


class Masked(torch.nn.Module):
    """A parametrisation that keeps entries at zero: W ↦ M W.

    Parameters
    ----------
    mask : torch.Tensor
        Nonzero or True where entries are kept; stored as a buffer.

    Examples
    --------
    >>> layer = torch.nn.Linear(2, 1)
    >>> _ = parametrize.register_parametrization(layer, "weight", Masked(torch.tensor([[True, False]])))
    >>> bool(layer.weight[0, 1] == 0)
    True
    """

    mask: torch.Tensor

    def __init__(self, mask: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mask", mask.bool().clone())

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        """The weight with zeros where the mask says so."""
        return weight * self.mask

    def right_inverse(self, weight: torch.Tensor) -> torch.Tensor:
        """What to store when the weight is assigned: itself, with zeros."""
        return weight * self.mask


def hold_masks(
    network: torch.nn.Module, masks: Compressed | Mapping[str, torch.Tensor], through: str = "parametrize"
) -> torch.nn.Module:
    """Keep what a method removed at zero while the network is trained further.

    Parameters
    ----------
    network : torch.nn.Module
        Changed in place; of the original shape. Mostly ``result.network``.
    masks : Compressed or mapping of str to torch.Tensor
        A result, or its masks by the names of the weights.
    through : {"parametrize", "prune"}
        Whether by a parametrisation :class:`Masked`, or as ``torch.nn.utils.prune`` does.

    Returns
    -------
    torch.nn.Module
        The network.

    Raises
    ------
    DomainError
        If ``through`` is neither.
    InputTypeError
        If the network is no module or has no weight of a name.
    ShapeError
        If a mask does not fit its weight.

    Notes
    -----
    ``torch.nn.utils.parametrize.remove_parametrizations(module, "weight")`` or ``torch.nn.utils.prune.remove(module,
    "weight")`` makes the zeros permanent.

    Examples
    --------
    >>> net = torch.nn.Sequential(torch.nn.Linear(20, 10), torch.nn.ReLU(), torch.nn.Linear(10, 2))
    >>> result = compress(net, "magnitude", density=0.1)
    >>> held = hold_masks(result.network, result)
    >>> sum(int((layer.weight != 0).sum()) for layer in (held[0], held[2]))
    22
    """
    if through not in ("parametrize", "prune"):
        raise DomainError(f"through={through!r} is not one of parametrize, prune (hold_masks)")
    if not isinstance(network, torch.nn.Module):
        raise InputTypeError(f"network is a {type(network).__name__} (hold_masks); expected a torch.nn.Module")
    found = masks.masks if isinstance(masks, Compressed) else masks
    places = {name: _place(network, name, mask, through) for name, mask in found.items()}
    for name, (module, own) in places.items():
        mask = found[name].to(getattr(module, own).device)
        if through == "prune":
            prune.custom_from_mask(module, own, mask)
        else:
            parametrize.register_parametrization(module, own, Masked(mask))
    return network


def _place(network: torch.nn.Module, name: str, mask: torch.Tensor, through: str) -> tuple[torch.nn.Module, str]:
    path, _, own = name.rpartition(".")
    module = dict(network.named_modules()).get(path)
    weight = getattr(module, own, None)
    if module is None or not isinstance(weight, torch.Tensor):
        raise InputTypeError(f"the network has no weight {name} (hold_masks); expected the network of the masks")
    if through == "parametrize" and f"{own}_orig" in module._parameters:
        raise UnsupportedError(
            f"{name} is pruned by torch.nn.utils.prune already (hold_masks); expected a plain parameter: give "
            f'through="prune", or call torch.nn.utils.prune.remove(module, {own!r}) first'
        )
    if through == "prune" and parametrize.is_parametrized(module, own):
        raise UnsupportedError(
            f"{name} is parametrised already (hold_masks); expected a plain parameter: leave out through=, or call "
            f"torch.nn.utils.parametrize.remove_parametrizations(module, {own!r}) first"
        )
    if weight.shape != mask.shape:
        raise ShapeError(
            f"the mask of {name} has shape {tuple(mask.shape)} (hold_masks); expected {tuple(weight.shape)}: networks "
            "that lost neurons have no masks to hold"
        )
    return module, own


def save_masks(path: str | os.PathLike[str], masks: Compressed | Mapping[str, torch.Tensor]) -> int:
    """Write masks as a safetensors file of Boolean tensors, complete or not at all.

    Parameters
    ----------
    path : path
        A name ending in ``.safetensors``.
    masks : Compressed or mapping of str to torch.Tensor
        A result, or masks by the names of the weights.

    Returns
    -------
    int
        Size of the file in bytes.

    Raises
    ------
    DataError
        If the name does not end in ``.safetensors``, or the folder does not exist.
    InputTypeError
        If ``masks`` is no mapping of names to tensors.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     size = save_masks(folder + "/masks.safetensors", {"fc.weight": torch.tensor([[True, False]])})
    ...     load_masks(folder + "/masks.safetensors")
    {'fc.weight': tensor([[ True, False]])}
    """
    place = check_place(path, "save_masks")
    found = masks.masks if isinstance(masks, Compressed) else masks
    if not isinstance(found, Mapping) or not all(isinstance(mask, torch.Tensor) for mask in found.values()):
        raise InputTypeError(
            f"masks is a {type(masks).__name__} (save_masks); expected a result or a mapping of tensors"
        )
    with writing(place, MASKS) as writer:
        for name, mask in found.items():
            writer.add(name, mask.bool())
    return place.stat().st_size


def load_masks(path: str | os.PathLike[str]) -> dict[str, torch.Tensor]:
    """Read a file of masks.

    Parameters
    ----------
    path : path
        As :func:`save_masks` writes it.

    Returns
    -------
    dict of str to torch.Tensor of bool

    Raises
    ------
    DataError
        If the file is missing or damaged, or holds tensors that are not Boolean.
    """
    masks = read_state_dict(path)
    for name, mask in masks.items():
        if mask.dtype != torch.bool:
            raise DataError(f"{path} holds {name} of {mask.dtype} (load_masks); expected Boolean masks")
    return masks
