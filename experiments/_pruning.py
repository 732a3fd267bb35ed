"""Pruning a trained network by a rule with a name, and measuring what is left: shared by the studies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from lqtheory.compression import METHODS, Compressed, compress, refit
from lqtheory.networks import Dataset

__all__ = ["DENSITIES", "NEGLIGIBLE", "RULES", "Trial", "trial_of"]

DENSITIES = (1.0, 0.5, 0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.02)

#: In these studies the rules that ask the same relative error of every neuron leave out neurons that the l1 penalty has
#: switched off: their norms are below this share of the largest of their layer. That was the default of
#: :func:`lqtheory.compression.compress` when the tables were measured; now it is an option, with the same masks.
NEGLIGIBLE = 1e-6

#: What the rules are in terms of :func:`lqtheory.compression.compress`.
RULES: Mapping[str, Mapping[str, Any]] = {
    "magnitude": {"method": "magnitude"},
    "magnitude_layer": {"method": "magnitude_layer"},
    "magnitude_neuron": {"method": "magnitude_neuron"},
    "adaptive_q05_reconstructed": {"method": "adaptive", "q": 0.5, "negligible": NEGLIGIBLE},
    "adaptive_q09_reconstructed": {"method": "adaptive", "q": 0.9, "negligible": NEGLIGIBLE},
    "relative": {"method": "relative", "negligible": NEGLIGIBLE},
    "absolute": {"method": "absolute"},
    "allocation": {"method": "allocation"},
    "allocation_activation": {"method": "allocation", "weighting": "activation"},
    "allocation_layers": {"method": "allocation_layers"},
    "allocation_layers_activation": {"method": "allocation_layers", "weighting": "activation"},
    "activation": {"method": "activation"},
    "activation_jacobian": {"method": "activation_jacobian"},
    "dictionary_reconstructed": {"method": "dictionary"},
    "obd": {"method": "obd"},
    "magnitude_refit": {"method": "magnitude", "refit": True},
    "activation_jacobian_refit": {"method": "activation_jacobian", "refit": True},
    "structured": {"method": "structured"},
    "structured_refit": {"method": "structured", "refit": True},
}
_SIZES, _SIZES_CONVOLUTIONAL = (1000, 4000), (200, 2000)
_BATCH = 2000


@dataclass(frozen=True, eq=False)
class Trial:
    """A trained network, inputs of its training set for statistics, and its test set.

    Parameters
    ----------
    network : torch.nn.Module
        In evaluation mode.
    dataset : lqtheory.networks.Dataset
        What it was trained on.
    """

    network: torch.nn.Module
    dataset: Dataset

    def pruned(self, rule: str, density: float) -> torch.nn.Module:
        """The network with a share of its weights kept.

        Statistics come from the first 1000 training inputs, refits from the first 4000 (200 and 2000 for networks with
        convolutions), without labels; where neurons are removed and what remains is refitted, or
        combinations of inputs are fitted to neurons, both from the latter.

        Parameters
        ----------
        rule : str
            One of ``RULES``.
        density : float
            Share kept; with 1 nothing is done. Where whole neurons are removed it may be a little less.

        Returns
        -------
        torch.nn.Module

        Raises
        ------
        DomainError
            If whole neurons are removed and the budget is below one neuron in every layer.
        """
        return self.network if density == 1 else self.compressed(rule, density).network

    def compressed(self, rule: str, density: float) -> Compressed:
        """What :meth:`pruned` does, with masks and report.

        Parameters
        ----------
        rule, density : str, float
            As for :meth:`pruned`.

        Returns
        -------
        lqtheory.compression.Compressed
        """
        settings = dict(RULES[rule])
        few, many = _SIZES_CONVOLUTIONAL if self.is_convolutional else _SIZES
        if settings["method"] in ("structured", "dictionary"):
            fits = settings["method"] == "dictionary" or settings.get("refit")
            sample = self._inputs(many if fits else few)
            return compress(self.network, density=density, sample=sample, **settings)
        wants_refit = settings.pop("refit", False)
        weighted = "weighting" in settings or METHODS[settings["method"]].needs_sample
        result = compress(self.network, density=density, sample=self._inputs(few) if weighted else None, **settings)
        return refit(self.network, result, self._inputs(many)) if wants_refit else result

    def _inputs(self, size: int) -> torch.Tensor:
        return torch.from_numpy(self.dataset.x_train[:size])

    @property
    def is_convolutional(self) -> bool:
        """Whether the network has convolutions, each of which sees an input at many positions."""
        return any(isinstance(module, torch.nn.Conv2d) for module in self.network.modules())

    @torch.no_grad()
    def outcomes(self, network: torch.nn.Module) -> np.ndarray:
        """What happens at each test input: 1 if classified correctly, else 0; the squared error in regression.

        Parameters
        ----------
        network : torch.nn.Module
            The network or a pruned one.

        Returns
        -------
        array of float64, shape (examples,)
        """
        outputs = torch.cat([network(part) for part in torch.from_numpy(self.dataset.x_test).split(_BATCH)])
        y = torch.from_numpy(self.dataset.y_test)
        if self.dataset.task == "classification":
            return (outputs.argmax(dim=1) == y).double().numpy()
        return (outputs.reshape(y.shape).double() - y).square().numpy()

    @property
    def is_regression(self) -> bool:
        """Whether outcomes are squared errors."""
        return self.dataset.task == "regression"

    def score(self, outcomes: np.ndarray) -> float:
        """Accuracy in percent, or the root mean squared error.

        Parameters
        ----------
        outcomes : array of float64
            Of :meth:`outcomes`.

        Returns
        -------
        float
        """
        return float(np.sqrt(outcomes.mean())) if self.is_regression else 100 * float(outcomes.mean())


def trial_of(network: torch.nn.Module, dataset: Dataset) -> Trial:
    """A trial whose network computes in evaluation mode and without gradients.

    Parameters
    ----------
    network : torch.nn.Module
        Trained.
    dataset : lqtheory.networks.Dataset
        Its data.

    Returns
    -------
    Trial
    """
    return Trial(network.eval().requires_grad_(False), dataset)
