"""Residual blocks: the one module of this package that a network may contain beside those of torch."""

from __future__ import annotations

import torch

from lqtheory.errors import InputTypeError, ShapeError

__all__ = ["Residual"]


class Residual(torch.nn.Module):
    """A block with a shortcut, x + G(x) or S(x) + G(x).

    Parameters
    ----------
    inner : torch.nn.Module
        The map G.
    shortcut : torch.nn.Module, optional
        The map S on the shortcut, for a block that changes the shape: a linear map or a convolution with windows of one
        pixel, with batch normalisation after it or not. The identity by default. Both have outputs of one shape.

    Raises
    ------
    InputTypeError
        If ``inner`` or ``shortcut`` is not a module.

    References
    ----------
    Dossier lq.net.residual.

    Examples
    --------
    >>> block = Residual(torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU()))
    >>> tuple(block(torch.ones(2, 3)).shape)
    (2, 3)
    >>> wider = Residual(torch.nn.Linear(3, 5), torch.nn.Linear(3, 5, bias=False))
    >>> tuple(wider(torch.ones(2, 3)).shape)
    (2, 5)
    """

    def __init__(self, inner: torch.nn.Module, shortcut: torch.nn.Module | None = None) -> None:
        super().__init__()
        if not isinstance(inner, torch.nn.Module):
            raise InputTypeError(f"inner={inner!r} is not a torch.nn.Module (Residual)")
        if shortcut is not None and not isinstance(shortcut, torch.nn.Module):
            raise InputTypeError(f"shortcut={shortcut!r} is not a torch.nn.Module (Residual)")
        self.inner = inner
        self.shortcut = shortcut

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """What the inner module makes of the input, plus the input or what the shortcut makes of it."""
        # What computes in place, as activations may, must not reach what the shortcut sees.
        alone = any(getattr(module, "inplace", False) for module in self.inner.modules())
        out: torch.Tensor = self.inner(x.clone() if alone else x)
        around: torch.Tensor = x if self.shortcut is None else self.shortcut(x)
        if out.shape != around.shape:
            raise ShapeError(
                f"the inner module turns shape {tuple(x.shape)} into {tuple(out.shape)} (Residual), the shortcut into "
                f"{tuple(around.shape)}; they are added and need equal shapes"
            )
        return around + out
