"""A network pruned by masks, where no algorithm has made one."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import torch

from lqtheory.errors import InputTypeError, RegistryError, ShapeError

__all__ = ["masked_copy"]


def masked_copy(network: torch.nn.Module, masks: Mapping[str, torch.Tensor]) -> torch.nn.Module:
    """A copy of a network in which the weights that are not kept are zero.

    Parameters
    ----------
    network : torch.nn.Module
        A network; it is not changed.
    masks : mapping of str to torch.Tensor of bool
        Which entries of a parameter are kept, by its name, in its shape; parameters without a mask are kept.

    Returns
    -------
    torch.nn.Module

    Raises
    ------
    InputTypeError
        If the network is not a module or a mask not boolean.
    RegistryError
        If there is no parameter of a name.
    ShapeError
        If a mask has another shape than its parameter.

    Examples
    --------
    >>> net = torch.nn.Linear(2, 1, bias=False)
    >>> masked_copy(net, {"weight": torch.tensor([[True, False]])}).weight[0, 1].item()
    0.0
    """
    if not isinstance(network, torch.nn.Module):
        raise InputTypeError(f"expected a torch.nn.Module, got {type(network).__name__} (network_bounds)")
    changed = copy.deepcopy(network)
    parameters = dict(changed.named_parameters())
    for name, mask in masks.items():
        if name not in parameters:
            raise RegistryError(f"masks name {name!r} (network_bounds); there are {', '.join(parameters)}")
        if not isinstance(mask, torch.Tensor) or mask.dtype != torch.bool:
            kind = mask.dtype if isinstance(mask, torch.Tensor) else type(mask).__name__
            raise InputTypeError(f"the mask of {name!r} is {kind}, not a boolean tensor (network_bounds)")
        if mask.shape != parameters[name].shape:
            raise ShapeError(
                f"the mask of {name!r} has shape {tuple(mask.shape)} for {tuple(parameters[name].shape)} "
                "(network_bounds); give one entry for each weight"
            )
        with torch.no_grad():
            parameters[name].masked_fill_(~mask.to(parameters[name].device), 0.0)
    return changed
