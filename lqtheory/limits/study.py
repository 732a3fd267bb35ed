"""All predictors for one trained network, with intervals, beside baselines and the measured one-shot limit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lqtheory.limits.measured import one_shot_sublevel
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.predictions import LimitSettings, curvature_report, predictions_at
from lqtheory.limits.records import Prediction
from lqtheory.limits.spectra import FlatShares

__all__ = ["LimitReport", "elasticity", "limit_report"]


@dataclass(frozen=True)
class LimitReport:
    """Predictions for one network.

    Parameters
    ----------
    predictions : tuple of Prediction
        The measured limit first, then the predictors, then the baselines.
    epsilon, loss : float
        Tolerated loss, and the loss of the trained network.
    dimension, prunable : int
        Numbers of trained and of prunable parameters.
    gradient : float
        Norm of the gradient: 0 at a minimum, which every predictor takes for granted.
    negative : float
        Share of eigenvalues of the Hessian below -1e-6 of the largest.
    elasticity : float
        ∂F/∂log ε of the published share at its prediction: what a factor e in ε moves.
    products : int
        Products with the Hessian and the Gauss-Newton matrix.
    remarks : tuple of str
        What a reader must know.
    """

    predictions: tuple[Prediction, ...]
    epsilon: float
    loss: float
    dimension: int
    prunable: int
    gradient: float
    negative: float
    elasticity: float
    products: int
    remarks: tuple[str, ...] = field(default=())

    @property
    def measured(self) -> Prediction:
        """The one-shot limit of the real loss."""
        return self.predictions[0]

    def rows(self) -> list[dict[str, Any]]:
        """One row for each prediction: name, ratio, low, high, kept over measured kept, kind, status, note."""
        return [
            {
                "name": made.name,
                "ratio": made.ratio,
                "low": made.interval[0],
                "high": made.interval[1],
                "kept_ratio": made.kept_ratio(self.measured.count),
                "gap": made.ratio - self.measured.ratio,
                "interval": made.kind,
                "status": made.status,
                "note": made.note,
            }
            for made in self.predictions
        ]


def limit_report(
    network: Any,
    data: Any,
    *,
    rng: np.random.Generator,
    loss: Any = None,
    settings: LimitSettings | None = None,
    diagonal: Mapping[str, Any] | None = None,
    on_stage: Callable[[str], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> LimitReport:
    """How far a trained network can be pruned, by every predictor, with the measured one-shot limit.

    Parameters
    ----------
    network : torch.nn.Module
        Trained, in evaluation mode; not changed.
    data : pair of arrays
        ``(inputs, targets)`` of the training loss.
    rng : numpy.random.Generator
        Draws the probes.
    loss : callable, optional
        ``loss(outputs, targets)``; by default cross-entropy or mean squared error, by the targets.
    settings : LimitSettings, optional
        How much is spent.
    diagonal : mapping of str to array, optional
        Diagonal of the Gauss-Newton matrix by parameter name, for the diagonal predictors; see
        :func:`lqtheory.compression.statistics.curvatures`.
    on_stage : callable, optional
        Told what is being computed.
    on_progress : callable, optional
        ``on_progress(done, total)`` within a stage.

    Returns
    -------
    LimitReport

    Raises
    ------
    InputTypeError, ShapeError, DomainError, DataError
        As :func:`lqtheory.curvature.objective`, or if a setting is out of range.

    References
    ----------
    Dossier geom.spec.predictor.
    """
    chosen = settings or LimitSettings()
    known = curvature_report(
        network,
        data,
        rng=rng,
        loss=loss,
        settings=chosen,
        diagonal=diagonal,
        on_stage=on_stage,
        on_progress=on_progress,
    )
    epsilon = known.batch_epsilon if chosen.epsilon is None else chosen.epsilon
    (on_stage or (lambda _: None))("one-shot limit")
    found = [
        one_shot_sublevel(known.path, known.made, epsilon, on_progress=on_progress),
        *predictions_at(known, epsilon, settings=chosen, on_stage=on_stage, on_progress=on_progress),
    ]
    gradient = float(np.linalg.norm(np.asarray(known.made.gradient().cpu())))
    return LimitReport(
        tuple(found),
        epsilon,
        known.made.value(),
        known.path.dimension,
        known.path.prunable,
        gradient,
        known.absolute.negative,
        elasticity(known.path, known.absolute, found[1], epsilon),
        known.hessian.products + known.gauss_newton.products,
        _remarks(found, gradient, known.absolute.negative),
    )


def elasticity(path: MagnitudePath, shares: FlatShares, made: Prediction, epsilon: float) -> float:
    """∂F/∂log ε of the published share at its prediction, by a central difference; in [0, 1/4] up to its error.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        Of the Hessian.
    made : Prediction
        Of :func:`published`.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    float
        0 where nothing depends on ε.

    References
    ----------
    Dossier geom.prune.published (sensitivity).
    """
    energy = path.energies[made.count]
    if energy == 0.0 or epsilon == 0.0:
        return 0.0
    s, step = 2.0 * epsilon / energy, 0.05
    return (shares.share(s * math.exp(step)).value - shares.share(s * math.exp(-step)).value) / (2.0 * step)


def _remarks(found: list[Prediction], gradient: float, negative: float) -> tuple[str, ...]:
    remarks = [
        "Predictors describe a quadratic model at a minimum; the first row measures the real loss.",
        f"Norm of the gradient {gradient:.3g} (0 at a minimum); share of negative curvature about {negative:.2%}.",
    ]
    measured = found[0]
    zeros = next(made for made in found if made.name.startswith("below"))
    closer = [
        made.name
        for made in found[1:]
        if made.kind != "no curvature" and abs(made.count - measured.count) < abs(zeros.count - measured.count)
    ]
    gap = abs(zeros.ratio - measured.ratio)
    remarks.append(
        f"Counting weights below 1 % of the largest, without theory, is off by {gap:.3f}; closer are: "
        f"{', '.join(closer) if closer else 'none of the predictors'}."
    )
    return tuple(remarks)
