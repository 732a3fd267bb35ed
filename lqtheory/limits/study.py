"""All predictors for one trained network, with intervals, beside baselines and the measured one-shot limit."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.measured import one_shot_sublevel
from lqtheory.limits.paths import MagnitudePath
from lqtheory.limits.plans import LimitPlan
from lqtheory.limits.predictions import CurvatureReport, LimitSettings, curvature_report, predictions_at
from lqtheory.limits.records import Prediction
from lqtheory.limits.spectra import FlatShares
from lqtheory.limits.spectral import published

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
        Norm of the gradient: 0 at a minimum, which all predictors but ``path quadratic with gradient`` suppose.
    negative : float
        Share of eigenvalues of the Hessian below -1e-6 of the largest.
    elasticity : float
        ∂p/∂log ε of the published prediction: what a factor e in ε moves it by, about.
    products : int
        Products with the Hessian and the Gauss-Newton matrix, in this process if the run was continued.
    remarks : tuple of str
        What a reader must know.
    round_off : float
        Largest part of the intervals of F at the published predictions that is due to rounding.
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
    round_off: float = 0.0

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
    reduction: str = "mean",
    settings: LimitSettings | None = None,
    diagonal: Mapping[str, Any] | None = None,
    on_stage: Callable[[str], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    on_plan: Callable[[LimitPlan], None] | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
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
    reduction : {"mean", "sum"}
        What ``loss`` does with the examples of a batch.
    settings : LimitSettings, optional
        How much is spent.
    diagonal : mapping of str to array, optional
        Diagonal of the Gauss-Newton matrix by parameter name, for the diagonal predictors; see
        :func:`lqtheory.compression.statistics.curvatures`.
    on_stage : callable, optional
        Told what is being computed.
    on_progress : callable, optional
        ``on_progress(done, total)`` within a stage.
    on_plan : callable, optional
        Told, before the long part starts, what it will take.
    checkpoint : path, optional
        Folder in which to keep what is found, after every product. A run found there is continued; a killed one loses
        at most the product that it was in.

    Returns
    -------
    LimitReport

    Raises
    ------
    InputTypeError, ShapeError, DomainError, DataError
        As :func:`lqtheory.curvature.objective`, or if a setting is out of range, or the checkpoint is damaged or
        belongs to another run.

    References
    ----------
    Dossier geom.spec.predictor.
    """
    chosen = settings or LimitSettings()
    if chosen.epsilon is not None:  # before hours are spent
        checked_tolerance(chosen.epsilon, "limit_report")
    known = curvature_report(
        network,
        data,
        rng=rng,
        loss=loss,
        reduction=reduction,
        settings=chosen,
        diagonal=diagonal,
        on_stage=on_stage,
        on_progress=on_progress,
        on_plan=on_plan,
        checkpoint=checkpoint,
    )
    epsilon = known.batch_epsilon if chosen.epsilon is None else chosen.epsilon
    (on_stage or (lambda _: None))("one-shot limit")
    found = [
        one_shot_sublevel(known.path, known.made, epsilon, on_progress=on_progress, kept=known.kept),
        *predictions_at(known, epsilon, settings=chosen, on_stage=on_stage, on_progress=on_progress),
    ]
    rounding = _round_off(known, found, epsilon)
    gradient = float(np.linalg.norm(known.gradient))
    return LimitReport(
        tuple(found),
        epsilon,
        known.made.value(),
        known.path.dimension,
        known.path.prunable,
        gradient,
        known.absolute.negative,
        elasticity(known.path, known.absolute, epsilon),
        known.hessian.products + known.gauss_newton.products,
        (
            *_remarks(found, gradient, known.absolute.negative),
            *_rounding_of_counts(known, found, epsilon),
            _precision(network, known.made, rounding),
        ),
        rounding,
    )


def _round_off(known: CurvatureReport, found: list[Prediction], epsilon: float) -> float:
    """Largest round-off of F at the published predictions."""
    spectra = {
        "published, absolute": known.absolute,
        "published, clipped": known.clipped,
        "published, GGN": known.convex,
    }
    largest = 0.0
    for made in found:
        energy = known.path.energies[made.count]
        if made.name in spectra and energy > 0.0 and epsilon > 0.0:
            largest = max(largest, spectra[made.name].share(2.0 * epsilon / energy).round_off)
    return largest


def _rounding_of_counts(known: CurvatureReport, found: list[Prediction], epsilon: float) -> list[str]:
    """How far rounding moves the losses whose intervals leave it out: ½ y'Hy, and sums over the diagonal."""
    if epsilon == 0.0:
        return []
    counts = {made.name: made.count for made in found}
    furthest = max(counts["path quadratic"], counts["path quadratic with gradient"])
    energy = float(known.path.energies[min(furthest + 1, known.path.prunable)])
    run = known.runs[0]
    form = 0.5 * 3.0 * run.unit * run.scale * energy / epsilon  # one product, as a run of one step
    slope = float((np.abs(known.gradient) @ np.abs(known.path.weights)) / epsilon)
    told = f"Rounding moves the quadratic form along the path by at most {form:.2g} of epsilon"
    told += f", and the sum ∇L·y of a given gradient by {(known.path.dimension + 2) * 2.0**-53 * slope:.2g}"
    if "optimal brain damage" in counts:
        told += f" and sums over the diagonal by {(known.path.prunable + 2) * 2.0**-53:.2g}"
    return [f"{told}; intervals of these counts leave it out."]


def _precision(network: Any, made: Any, rounding: float) -> str:
    given, used = next(network.parameters()).dtype, made.parameters[0].dtype
    told = f"{used}".removeprefix("torch.")
    if given != used:
        told += f" (a copy of the network, which is {given})".replace("torch.", "")
    return f"Computed in {told}; intervals contain round-off, of at most {rounding:.2g} in the published share."


def elasticity(path: MagnitudePath, shares: FlatShares, epsilon: float) -> float:
    """∂p/∂log ε of the published prediction p, by a central difference over a factor 2 in either direction.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    shares : FlatShares
        Of the Hessian.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    float
        0 where nothing depends on ε.

    Notes
    -----
    At a given R the share F moves by more: a larger p has a larger R, which takes part of the gain back.

    References
    ----------
    Dossier geom.prune.eps.

    Examples
    --------
    >>> from lqtheory.limits import exact_shares, magnitude_path
    >>> path = magnitude_path([i / 100 for i in range(1, 101)])
    >>> round(elasticity(path, exact_shares(range(1, 101)), 10.0), 3)
    0.072
    """
    if epsilon == 0.0:
        return 0.0
    more, less = (published(path, shares, factor * epsilon).ratio for factor in (2.0, 0.5))
    return (more - less) / (2.0 * math.log(2.0))


def _remarks(found: list[Prediction], gradient: float, negative: float) -> tuple[str, ...]:
    remarks = [
        "Predictors describe a quadratic model, at a minimum but for the one with the gradient; the first row measures "
        "the real loss.",
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
        f"{'; '.join(closer) if closer else 'none of the predictors'}."
    )
    return tuple(remarks)
