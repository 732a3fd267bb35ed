"""What callers may choose when edges are sampled, and what comes back."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import torch

from lqtheory.compression.sampling.scores import ALLOCATIONS
from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_count, check_real

__all__ = ["COUNTS", "EdgeSample", "SamplingOptions"]

COUNTS = ("published", "sharpened", "conformal")


@dataclass(frozen=True)
class SamplingOptions:
    """What callers may choose.

    Parameters
    ----------
    weighting : str
        Scores of edges for ``"poisson"`` and ``"pivotal"``.
    allocation : {"layers", "network", "schedule", "neyman"}
        How a budget of draws is shared, see :func:`lqtheory.compression.sampling.scores.class_scores`.
    counts : {"published", "sharpened", "conformal"}
        Which numbers of draws (ε, δ) stand for.
    seed : int
        Root seed.
    candidates : int or None
        Coresets of each class of which ``"corenet_plus_plus"`` keeps the best; ``None`` for what δ asks for, or 10.
    loss : str or None
        Loss of the weighting ``"obd"``.
    alpha : float
        Share of unseen inputs for which conformal counts may be too small, in (0, 1).
    floor : float
        Share of the mean square of all inputs of a layer that is added to that of each for the scores of
        ``"poisson"`` and ``"pivotal"``, at least 0: an edge that the sample hardly uses is otherwise divided by a tiny
        probability.

    Raises
    ------
    DomainError
        If a value is out of range or unknown.
    InputTypeError
        If a number is not one.

    Examples
    --------
    >>> SamplingOptions(seed=3).allocation
    'layers'
    """

    weighting: str = "activation_jacobian"
    allocation: str = "layers"
    counts: str = "published"
    seed: int = 0
    candidates: int | None = None
    loss: str | None = None
    alpha: float = 0.1
    floor: float = 0.1

    def __post_init__(self) -> None:
        for name, allowed in (("allocation", ALLOCATIONS), ("counts", COUNTS)):
            if getattr(self, name) not in allowed:
                raise DomainError(f"{name}={getattr(self, name)!r} is not one of {', '.join(allowed)} (compression)")
        if isinstance(self.seed, bool) or not isinstance(self.seed, int):
            raise InputTypeError(f"seed={self.seed!r} is not an integer (compression)")
        if self.candidates is not None:
            check_count(self.candidates, "candidates", 1, None, "compression")
        check_real(self.alpha, "alpha", "compression", 0.0, 1.0, "neither")
        check_real(self.floor, "floor", "compression", 0.0, math.inf, "left")


@dataclass(frozen=True, eq=False)
class EdgeSample:
    """New weights of all layers.

    Parameters
    ----------
    weights : list of torch.Tensor of float64, shapes (out, k)
        New weights.
    masks : list of torch.Tensor of bool, shapes (out, k)
        Which of them are stored.
    told : dict
        What the report says about the sampling, in plain values.
    """

    weights: list[torch.Tensor]
    masks: list[torch.Tensor]
    told: dict[str, Any] = field(default_factory=dict)
