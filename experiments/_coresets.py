"""Compressing a trained network by every method of coresets, with repetitions: shared by their studies.

Fixed beforehand: sensitivities and statistics come from the first 512 training inputs (128 for networks with
convolutions), without labels; five repetitions of every method that samples, seeds 0 to 4; no retraining. Errors are
those of the outputs at the test inputs, relative to the output of the dense network.

Not fixed beforehand: the floor of independent inclusion (0.1 of a layer's mean square) was chosen among seven after
looking at test accuracies of ``sgd_mnist`` and ``sgd_mnist_l1``, where one of five draws fell without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from lqtheory.compression import METHODS, Compressed, compress
from lqtheory.errors import DomainError
from lqtheory.networks import Dataset

__all__ = [
    "DENSITIES",
    "NAMED",
    "REPETITIONS",
    "Outputs",
    "compressed",
    "inputs",
    "measured",
    "outputs_of",
    "repetitions",
]

DENSITIES = (0.5, 0.4, 0.25, 0.15, 0.1, 0.05)
REPETITIONS = 5

#: Methods by the name they have in tables, in terms of :func:`lqtheory.compression.compress`.
NAMED: Mapping[str, Mapping[str, Any]] = {
    "uniform": {"method": "uniform"},
    "l1": {"method": "l1"},
    "l2": {"method": "l2"},
    "l1_l2": {"method": "l1_l2"},
    "bernstein_rows": {"method": "bernstein_rows"},
    "svd": {"method": "svd"},
    "magnitude": {"method": "magnitude"},
    "corenet": {"method": "corenet"},
    "corenet_network": {"method": "corenet", "allocation": "network"},
    "corenet_neyman": {"method": "corenet", "allocation": "neyman"},
    "corenet_plus": {"method": "corenet_plus", "allocation": "neyman"},
    "corenet_plus_plus": {"method": "corenet_plus_plus", "allocation": "neyman"},
    "sensitivity": {"method": "sensitivity"},
    "sensitivity_rescaled": {"method": "sensitivity_rescaled"},
    "mixed": {"method": "mixed"},
    "mixed_network": {"method": "mixed", "allocation": "network"},
    "minimax": {"method": "minimax"},
    "hybrid": {"method": "hybrid"},
    "poisson_sensitivity": {"method": "poisson", "weighting": "sensitivity"},
    "poisson_mean": {"method": "poisson", "weighting": "mean_sensitivity"},
    "poisson_activation": {"method": "poisson", "weighting": "activation"},
    "poisson_neyman": {"method": "poisson"},
    "pivotal_neyman": {"method": "pivotal"},
    "top_neyman": {"method": "activation_jacobian"},
    "pfp": {"method": "pfp"},
    "pfp_top": {"method": "pfp_top"},
}
_POINTS, _POINTS_CONVOLUTIONAL = 512, 128
_BATCH = 2000


def inputs(network: torch.nn.Module, dataset: Dataset, start: int = 0, size: int | None = None) -> torch.Tensor:
    """Training inputs that sensitivities come from.

    Parameters
    ----------
    network : torch.nn.Module
        The network.
    dataset : lqtheory.networks.Dataset
        What it was trained on.
    start : int
        How many inputs to pass over.
    size : int, optional
        How many to take; by default 512, or 128 for networks with convolutions.

    Returns
    -------
    torch.Tensor
    """
    convolutional = any(isinstance(module, torch.nn.Conv2d) for module in network.modules())
    if size is None:
        size = _POINTS_CONVOLUTIONAL if convolutional else _POINTS
    return torch.from_numpy(dataset.x_train[start : start + size])


def repetitions(method: str) -> range:
    """Seeds of a method: one where nothing is random.

    Parameters
    ----------
    method : str
        One of ``NAMED``.

    Returns
    -------
    range
    """
    return range(REPETITIONS if METHODS[NAMED[method]["method"]].sampled else 1)


def compressed(
    network: torch.nn.Module,
    dataset: Dataset,
    method: str,
    density: float,
    seed: int,
    size: int | None = None,
    **settings: Any,
) -> Compressed:
    """The network compressed by a method.

    Parameters
    ----------
    network : torch.nn.Module
        The network.
    dataset : lqtheory.networks.Dataset
        What it was trained on.
    method : str
        One of ``NAMED``.
    density : float
        Share of weights stored.
    seed : int
        Repetition.
    size : int, optional
        How many inputs it sees, if not those of :func:`inputs`.
    **settings
        What differs from ``NAMED``.

    Returns
    -------
    lqtheory.compression.Compressed

    Raises
    ------
    DomainError
        If the method needs more than that share.
    """
    chosen = METHODS[NAMED[method]["method"]]
    sample = inputs(network, dataset, size=size) if chosen.needs_sample or "weighting" in NAMED[method] else None
    return compress(network, density=density, sample=sample, seed=seed, **{**NAMED[method], **settings})


@dataclass(frozen=True, eq=False)
class Outputs:
    """Outputs of the dense network at the test inputs, and what those of another one say.

    Parameters
    ----------
    dataset : lqtheory.networks.Dataset
        With the test inputs.
    dense : torch.Tensor of float64, shape (examples, classes)
        Outputs.
    """

    dataset: Dataset
    dense: torch.Tensor

    def accuracy(self, outputs: torch.Tensor) -> float:
        """Percentage classified correctly."""
        return 100 * float((outputs.argmax(dim=1) == torch.from_numpy(self.dataset.y_test)).double().mean())

    def changes(self, outputs: torch.Tensor) -> np.ndarray:
        """Relative errors ‖f̃(x) - f(x)‖/‖f(x)‖, shape (examples,)."""
        return ((outputs - self.dense).norm(dim=1) / self.dense.norm(dim=1)).numpy()

    def rms(self, outputs: torch.Tensor) -> float:
        """Root of the mean of ‖f̃(x) - f(x)‖²."""
        return float((outputs - self.dense).square().sum(dim=1).mean().sqrt())

    def of(self, network: torch.nn.Module) -> torch.Tensor:
        """Outputs of a network at the test inputs, shape (examples, classes)."""
        return torch.cat(list(_outputs(network, self.dataset.x_test)))


def outputs_of(network: torch.nn.Module, dataset: Dataset) -> Outputs:
    """Outputs of a dense network at the test inputs.

    Parameters
    ----------
    network : torch.nn.Module
        The network.
    dataset : lqtheory.networks.Dataset
        What it was trained on.

    Returns
    -------
    Outputs
    """
    return Outputs(dataset, torch.cat(list(_outputs(network, dataset.x_test))))


def measured(
    known: Outputs,
    network: torch.nn.Module,
    method: str,
    density: float,
    seeds: Sequence[int],
    size: int | None = None,
    **settings: Any,
) -> dict[str, float] | None:
    """What a method keeps of a network: accuracies in per cent, errors of the outputs.

    Parameters
    ----------
    known : Outputs
        Those of the dense network, and the data.
    network : torch.nn.Module
        The dense network.
    method : str
        One of ``NAMED``.
    density : float
        Share of weights stored.
    seeds : sequence of int
        Repetitions.
    size, **settings
        As for :func:`compressed`.

    Returns
    -------
    dict of str to float, or None
        ``stored`` is the mean share; ``score``, ``lowest`` and ``highest`` are accuracies over the repetitions,
        ``error`` the mean of the medians of relative errors, ``rms`` the root of the mean squared error. ``None`` where
        the method needs more than that share.
    """
    try:
        found = [compressed(network, known.dataset, method, density, seed, size, **settings) for seed in seeds]
    except DomainError:
        return None
    outputs = [known.of(one.network) for one in found]
    scores = [known.accuracy(one) for one in outputs]
    return {
        "stored": float(np.mean([one.report.density for one in found])),
        "dense": known.accuracy(known.dense),
        "score": float(np.mean(scores)),
        "lowest": min(scores),
        "highest": max(scores),
        "error": float(np.mean([np.median(known.changes(one)) for one in outputs])),
        "rms": float(np.sqrt(np.mean([known.rms(one) ** 2 for one in outputs]))),
    }


@torch.no_grad()
def _outputs(network: torch.nn.Module, x: np.ndarray) -> Iterator[torch.Tensor]:
    dtype = next(network.parameters()).dtype
    for part in torch.from_numpy(x).split(_BATCH):
        yield network(part.to(dtype)).double()
