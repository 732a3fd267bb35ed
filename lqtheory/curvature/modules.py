"""What a network may not do while its curvature is measured (answer at random, say), and where its weights stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.modules.batchnorm import _BatchNorm
from torch.nn.modules.dropout import _DropoutNd
from torch.nn.modules.instancenorm import _InstanceNorm

from lqtheory.errors import DomainError

__all__ = ["refuse_unsuitable", "twice_differentiable", "with_shared_places"]


def twice_differentiable() -> AbstractContextManager[Any]:
    """Attention by plain matrix products while the block runs: its fused kernels have no second derivative.

    Returns
    -------
    context manager

    Examples
    --------
    >>> x = torch.ones(1, 2, 2, requires_grad=True)
    >>> with twice_differentiable():
    ...     y = torch.nn.functional.scaled_dot_product_attention(x, x, x).square().sum()
    >>> (slope,) = torch.autograd.grad(y, x, create_graph=True)
    >>> torch.autograd.grad(slope.sum(), x)[0].shape
    torch.Size([1, 2, 2])
    """
    found: AbstractContextManager[Any] = sdpa_kernel(SDPBackend.MATH)
    return found


def with_shared_places(network: torch.nn.Module, weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Weights under every name at which a network uses them, each module once.

    Parameters
    ----------
    network : torch.nn.Module
        Network; parameters may belong to several modules, modules may be used several times.
    weights : mapping of str to torch.Tensor
        By the first name of each parameter, as in ``network.named_parameters()``.

    Returns
    -------
    dict of str to torch.Tensor

    Examples
    --------
    >>> first, second = torch.nn.Linear(2, 2, bias=False), torch.nn.Linear(2, 2, bias=False)
    >>> second.weight = first.weight
    >>> net = torch.nn.Sequential(first, second, first)
    >>> list(with_shared_places(net, dict(net.named_parameters())))
    ['0.weight', '1.weight']
    """
    first: dict[int, str] = {}
    found = dict(weights)
    for path, module in network.named_modules():
        for own, parameter in module._parameters.items():
            name = f"{path}.{own}" if path else own
            if parameter is not None and first.setdefault(id(parameter), name) in weights:
                found[name] = weights[first[id(parameter)]]
    return found


def refuse_unsuitable(network: torch.nn.Module) -> None:
    """Refuse batch normalisation by statistics of the batch, and active dropout.

    Parameters
    ----------
    network : torch.nn.Module
        Any.

    Raises
    ------
    DomainError
        With the names of the modules and what to do.

    Examples
    --------
    >>> refuse_unsuitable(torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Dropout()).eval())
    >>> refuse_unsuitable(torch.nn.Dropout())
    Traceback (most recent call last):
    ...
    lqtheory.errors.DomainError: dropout is active in the network itself (curvature); call network.eval() first
    """
    for reason, remedy, found in (
        (
            "batch normalisation uses statistics of the batch",
            "call network.eval(), and track running statistics",
            _norms,
        ),
        ("dropout is active", "call network.eval() first", _dropouts),
    ):
        names = [name or "the network itself" for name in found(network)]
        if names:
            raise DomainError(f"{reason} in {', '.join(names)} (curvature); {remedy}")


def _norms(network: torch.nn.Module) -> Iterator[str]:
    for name, module in network.named_modules():
        if isinstance(module, _BatchNorm) and not isinstance(module, _InstanceNorm):
            if module.training or module.running_mean is None:
                yield name


def _dropouts(network: torch.nn.Module) -> Iterator[str]:
    for name, module in network.named_modules():
        if not module.training:
            continue
        share = module.p if isinstance(module, _DropoutNd) else getattr(module, "dropout", 0.0)
        if isinstance(share, (int, float)) and share > 0:
            yield name
