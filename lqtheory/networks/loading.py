"""Weights copied into a network, one tensor of a file at a time."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch.nn.parameter import is_lazy

from lqtheory.networks.views import Checkpoint

__all__ = ["load_weights", "parameter_bytes"]


def load_weights(network: torch.nn.Module, weights: Mapping[str, torch.Tensor]) -> None:
    """Copy weights into a network, as ``load_state_dict`` does.

    Parameters
    ----------
    network : torch.nn.Module
        Changed in place.
    weights : mapping of str to torch.Tensor
        State dict, or a :class:`lqtheory.networks.Checkpoint`.

    Raises
    ------
    RuntimeError
        If names or shapes differ, as ``load_state_dict`` says it.

    Notes
    -----
    Of a file no more than one tensor is in memory beside the network, unless modules load in a way of their own: then
    ``load_state_dict`` gets it whole.

    Examples
    --------
    >>> net = torch.nn.Linear(2, 1, bias=False)
    >>> load_weights(net, {"weight": torch.tensor([[3.0, 4.0]])})
    >>> net.weight.tolist()
    [[3.0, 4.0]]
    """
    if not isinstance(weights, Checkpoint):
        network.load_state_dict(weights)
        return
    places = network.state_dict()
    if not _loads_plainly(network, places, weights):
        network.load_state_dict(weights)
        weights.release()
        return
    with torch.no_grad():
        for name, place in places.items():
            place.copy_(weights[name])
            weights.release()


def _loads_plainly(
    network: torch.nn.Module, places: Mapping[str, torch.Tensor], weights: Mapping[str, torch.Tensor]
) -> bool:
    """Whether loading is copying tensors of the same names and shapes."""
    for module in network.modules():
        if module._load_state_dict_pre_hooks or module._load_state_dict_post_hooks or _loads_in_its_own_way(module):
            return False
    return set(places) == set(weights) and all(
        isinstance(place, torch.Tensor) and not is_lazy(place) and place.shape == weights[name].shape
        for name, place in places.items()
    )


def _loads_in_its_own_way(module: torch.nn.Module) -> bool:
    """Whether a class outside torch says how its state is loaded."""
    own = [cls for cls in type(module).__mro__ if not cls.__module__.startswith(("torch.", "builtins"))]
    return any("load" in name and "state" in name for cls in own for name in vars(cls))


def parameter_bytes(network: torch.nn.Module) -> tuple[int, int]:
    """Number of parameters of a network, and the memory they take.

    Parameters
    ----------
    network : torch.nn.Module
        The network; parameters without a shape yet are left out.

    Returns
    -------
    tuple of int

    Examples
    --------
    >>> parameter_bytes(torch.nn.Linear(2, 1))
    (3, 12)
    """
    parameters = [parameter for parameter in network.parameters() if not is_lazy(parameter)]
    return sum(p.numel() for p in parameters), sum(p.numel() * p.element_size() for p in parameters)
