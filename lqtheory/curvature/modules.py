"""What a network may not do while its curvature is measured: answer at random, or depend on the rest of the batch."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch.nn.modules.batchnorm import _BatchNorm
from torch.nn.modules.dropout import _DropoutNd
from torch.nn.modules.instancenorm import _InstanceNorm

from lqtheory.errors import DomainError

__all__ = ["refuse_unsuitable"]


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
        if isinstance(share, float) and share > 0:
            yield name
