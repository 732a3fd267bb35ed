"""Activations on tensors, with a bound of the rounding error of their evaluation."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch.nn import functional as F

from lqtheory.compression.certificates.rounding import Rounding
from lqtheory.networks.views.parts import ActivationPart

__all__ = ["activate", "evaluation_error"]

_FUNCTIONS: dict[str, Callable[..., torch.Tensor]] = {
    "identity": lambda z: z,
    "relu": torch.relu,
    "relu6": lambda z: z.clamp(0.0, 6.0),
    "abs": torch.abs,
    "leaky_relu": lambda z, negative_slope=0.01: F.leaky_relu(z, negative_slope),
    "hardtanh": lambda z, min_val=-1.0, max_val=1.0: z.clamp(min_val, max_val),
    "elu": lambda z, alpha=1.0: F.elu(z, alpha),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "softplus": lambda z, beta=1.0, threshold=20.0: F.softplus(z, beta, threshold),
    "gelu": F.gelu,
    "gelu_tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
}
#: Activations that only pick or cut: no rounding at all.
_EXACT = ("identity", "relu", "relu6", "abs", "hardtanh")


def activate(part: ActivationPart, z: torch.Tensor) -> torch.Tensor:
    """The activation of every entry.

    Parameters
    ----------
    part : ActivationPart
        The activation.
    z : torch.Tensor
        Its arguments; not changed.

    Returns
    -------
    torch.Tensor
    """
    return _FUNCTIONS[part.name](z, **part.parameters)


def evaluation_error(part: ActivationPart, largest: torch.Tensor, rounding: Rounding) -> torch.Tensor:
    """Bound of the error with which torch evaluates an activation, for each sample.

    Parameters
    ----------
    part : ActivationPart
        The activation.
    largest : torch.Tensor, shape (n,)
        At least the largest magnitude of the arguments.
    rounding : Rounding
        Of the dtype in which it is evaluated.

    Returns
    -------
    torch.Tensor, shape (n,)
        0 for those that pick or cut; 16 u (1 + |z|) for the transcendental ones, an allowance that a test compares
        with balls, plus what torch's linear branch of softplus is off.
    """
    if part.name in _EXACT:
        return torch.zeros_like(largest)
    error = 16 * rounding.unit * (1 + largest)
    if part.name == "leaky_relu":
        error = error * max(1.0, abs(part.parameters.get("negative_slope", 0.01)))
    if part.name == "elu":
        error = error * max(1.0, abs(part.parameters.get("alpha", 1.0)))
    if part.name == "softplus":
        beta, threshold = part.parameters.get("beta", 1.0), part.parameters.get("threshold", 20.0)
        error = error * (1 + 1 / beta) + 1.01 * math.exp(-threshold) / beta
    return error
