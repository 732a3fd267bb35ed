"""The record of what is certified about a pruned network on a sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch

from lqtheory.errors import RegistryError

__all__ = ["NetworkBounds"]


@dataclass(frozen=True, eq=False)
class NetworkBounds:
    """Upper bounds of the output error of a pruned network, for every instance of a sample.

    All bounds hold in exact arithmetic for the stored weights and inputs; rounding in their computation is included.
    They say nothing about inputs that are not in the sample (see :func:`unseen_accuracy`), except B3, B4, B5 and the
    product form, which depend on the norm of the input alone.

    Parameters
    ----------
    outputs, pruned_outputs : torch.Tensor, shape (n, out)
        Computed outputs of both networks.
    outputs_radius, pruned_outputs_radius : torch.Tensor, shape (n,)
        How far an entry of them may be from exact arithmetic.
    l2 : mapping of str to torch.Tensor, shape (n,)
        Bounds of ‖f̃(x) − f(x)‖₂ by name.
    entries : mapping of str to pair of torch.Tensor, shape (n, out)
        For each name lower and upper bounds of f̃_j(x) − f_j(x).
    inference : mapping of str to torch.Tensor, shape (n, out)
        Under ``"original"`` and ``"pruned"``: bounds of the error of inference in the dtype of the network itself.
    missing : mapping of str to str
        Bounds that do not apply, and why.
    q : float
        Exponent of B5.
    folded : tuple of str
        Paths of the batch normalisations that were folded into the layers before them.

    References
    ----------
    Dossier lq.net.chain, lq.net.entrywise, lq.net.row.
    """

    outputs: torch.Tensor
    pruned_outputs: torch.Tensor
    outputs_radius: torch.Tensor
    pruned_outputs_radius: torch.Tensor
    l2: Mapping[str, torch.Tensor]
    entries: Mapping[str, tuple[torch.Tensor, torch.Tensor]]
    inference: Mapping[str, torch.Tensor]
    missing: Mapping[str, str]
    q: float
    folded: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every bound there is."""
        return tuple(dict.fromkeys((*self.l2, *self.entries)))

    @property
    def largest(self) -> dict[str, torch.Tensor]:
        """Bounds of max_j |f̃_j(x) − f_j(x)| by name, shape (n,)."""
        found = {name: torch.maximum(-low, high).amax(1) for name, (low, high) in self.entries.items()}
        return dict(self.l2) | found

    def rival_gain(self, name: str, labels: torch.Tensor) -> torch.Tensor:
        """By how much the pruned network may favour each output over a given one more than the original does.

        Parameters
        ----------
        name : str
            A bound.
        labels : torch.Tensor of int64, shape (n,)
            The given outputs.

        Returns
        -------
        torch.Tensor, shape (n, out)
            Upper bounds of (f̃_j − f̃_y) − (f_j − f_y): √2 times a Euclidean bound, or the difference of the bounds
            of the two entries; 0 at j = y.

        Raises
        ------
        RegistryError
            If there is no such bound.
        """
        slack = 1 + 8 * float(torch.finfo(self.outputs.dtype).eps)
        if name in self.entries:
            low, high = self.entries[name]
            gain = (high - low.gather(1, labels[:, None])) * slack
            gain = gain.where(gain > 0, gain / slack**2)
        elif name in self.l2:
            gain = (2.0**0.5 * slack) * self.l2[name][:, None].expand_as(self.outputs)
        else:
            raise RegistryError(f"there is no bound {name!r} here; there are {', '.join(self.names)}")
        own = torch.zeros_like(labels[:, None], dtype=gain.dtype)
        return gain.scatter(1, labels[:, None], own)

    def summary(self) -> dict[str, dict[str, float]]:
        """Mean, median and largest value over the sample of every bound, in its own norm.

        Returns
        -------
        dict of str to dict of str to float
            Euclidean bounds and ``"measured"`` by their Euclidean norm, the others by the largest entry.
        """
        values = {name: value for name, value in self.largest.items() if name not in self.l2} | dict(self.l2)
        return {
            name: {"mean": float(v.mean()), "median": float(v.median()), "max": float(v.max())}
            for name, v in values.items()
        }
