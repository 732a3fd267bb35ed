"""Residual blocks: the one module of this package that a network may contain beside those of torch."""

from __future__ import annotations

import torch

from lqtheory.errors import InputTypeError, ShapeError

__all__ = ["Residual"]


class Residual(torch.nn.Module):
    """A block with an identity shortcut, x + G(x).

    Parameters
    ----------
    inner : torch.nn.Module
        The map G; its outputs have the shape of its inputs.

    Raises
    ------
    InputTypeError
        If ``inner`` is not a module.

    References
    ----------
    Dossier lq.net.residual.

    Examples
    --------
    >>> block = Residual(torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU()))
    >>> tuple(block(torch.ones(2, 3)).shape)
    (2, 3)
    """

    def __init__(self, inner: torch.nn.Module) -> None:
        super().__init__()
        if not isinstance(inner, torch.nn.Module):
            raise InputTypeError(f"inner={inner!r} is not a torch.nn.Module (Residual)")
        self.inner = inner

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The input plus what the inner module makes of it."""
        out: torch.Tensor = self.inner(x)
        if out.shape != x.shape:
            raise ShapeError(
                f"the inner module turns shape {tuple(x.shape)} into {tuple(out.shape)} (Residual); a shortcut needs "
                "equal shapes"
            )
        return x + out
