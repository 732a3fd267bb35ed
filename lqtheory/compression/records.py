"""The result of a compression."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch

from lqtheory.compression.report import Report
from lqtheory.errors import InputTypeError

__all__ = ["Compressed", "check_result"]


@dataclass(frozen=True, eq=False)
class Compressed:
    """A compressed network, what was kept, and what it costs.

    Parameters
    ----------
    network : torch.nn.Module or dict of str to torch.Tensor
        A new network, or a new state dict if one was given.
    masks : mapping of str to torch.Tensor of bool
        For each weight, by name, which entries are kept; in the shape of the weight before compression.
    report : Report
        Predicted degradation.
    same_shape : torch.nn.Module or None
        Where neurons were removed or layers factored: a network of the original shape that computes the same.
    """

    network: Any
    masks: Mapping[str, torch.Tensor]
    report: Report
    same_shape: Any = None

    def state_dict(self) -> dict[str, torch.Tensor]:
        """The tensors of the compressed network by name."""
        if isinstance(self.network, torch.nn.Module):
            return dict(self.network.state_dict())
        return dict(self.network)

    def measured(self, output_error: float, agreement: float | None) -> Compressed:
        """The same with what was measured on a sample."""
        report = dataclasses.replace(self.report, output_error=output_error, agreement=agreement)
        return dataclasses.replace(self, report=report)

    def with_rule_counts(self, counts: Mapping[str, int]) -> Compressed:
        """The same with what each rule of the adaptive method keeps."""
        return dataclasses.replace(self, report=dataclasses.replace(self.report, rule_counts=dict(counts)))

    def with_held_out(self, limits: dict[str, Any]) -> Compressed:
        """The same with limits of the error on unseen inputs."""
        return dataclasses.replace(self, report=dataclasses.replace(self.report, held_out=limits))

    def with_folded(self, paths: tuple[str, ...]) -> Compressed:
        """The same with the batch normalisations that were folded."""
        return dataclasses.replace(self, report=dataclasses.replace(self.report, folded=paths))

    def with_settings(self, method: str, settings: Mapping[str, Any]) -> Compressed:
        """The same under the name of a method and with its settings."""
        report = dataclasses.replace(self.report, method=method, settings={**self.report.settings, **settings})
        return dataclasses.replace(self, report=report)


def check_result(compressed: Any, where: str) -> None:
    """Refuse what is no result of a compression.

    Parameters
    ----------
    compressed : Compressed
        What the caller gave.
    where : str
        Name of the function, for the error text.

    Raises
    ------
    InputTypeError
        If it is something else.
    """
    if not isinstance(compressed, Compressed):
        raise InputTypeError(
            f"compressed is a {type(compressed).__name__} ({where}); expected a Compressed, as compress returns it"
        )
