"""All predictors for one trained network, with intervals, beside baselines and the measured one-shot limit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.limits.baselines import near_zero, near_zero_by_layer
from lqtheory.limits.epsilons import batch_deviation
from lqtheory.limits.exhibit import published_pipeline
from lqtheory.limits.measured import batch_losses, one_shot_sublevel
from lqtheory.limits.paths import MagnitudePath, magnitude_path
from lqtheory.limits.quadratic import diagonal_path, exact_mask, optimal_brain_damage, path_quadratic
from lqtheory.limits.records import Prediction
from lqtheory.limits.slices import slice_along_path
from lqtheory.limits.spectra import FlatShares, exact_shares, sampled_shares
from lqtheory.limits.spectral import generic_cone, jensen, one_shot_trace, published, slice_generic

__all__ = ["LimitReport", "LimitSettings", "limit_report", "network_path"]


@dataclass(frozen=True)
class LimitSettings:
    """How much is spent on a report.

    Parameters
    ----------
    epsilon : float or None
        Tolerated loss; None takes the deviation over mini-batches, as the published code does.
    batch_size : int
        Of those mini-batches.
    probes, steps : int
        Number of random probes, and Lanczos steps of each.
    dense : int
        Up to this dimension the whole spectrum is computed instead, exactly.
    mask_steps : int
        Conjugate-gradient steps for each real mask; 0 leaves the real masks out.
    own_steps : int
        Steps of the runs started at the pruned weights; 0 leaves that predictor out.
    confidence : float
        Of the sampled intervals.
    """

    epsilon: float | None = None
    batch_size: int = 128
    probes: int = 2
    steps: int = 128
    dense: int = 2000
    mask_steps: int = 100
    own_steps: int = 64
    confidence: float = 0.99


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


def network_path(made: Any) -> tuple[MagnitudePath, np.ndarray]:
    """Magnitude path of a network: weights of two axes or more may be pruned, biases and norm parameters not.

    Parameters
    ----------
    made : lqtheory.curvature.Objective
        Of the network.

    Returns
    -------
    path : MagnitudePath
    layers : array of int, shape (D,)
        Number of the tensor that each parameter belongs to.

    Raises
    ------
    DomainError
        If no parameter has two axes.
    """
    layout = made.layout
    layers = np.repeat(np.arange(len(layout.sizes)), layout.sizes)
    mask = np.repeat([len(shape) >= 2 for shape in layout.shapes], layout.sizes)
    if not mask.any():
        raise DomainError("the network has no weight matrix or kernel (limits); only those are pruned")
    return magnitude_path(np.asarray(made.weights.cpu().double()), mask), layers


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
    from lqtheory.curvature import gauss_newton, hessian, objective

    chosen = settings or LimitSettings()
    tell = on_stage or (lambda _: None)
    made = objective(network, data, loss)
    path, layers = network_path(made)
    tell("loss and tolerance")
    epsilon = chosen.epsilon
    if epsilon is None:
        batches = batch_losses(objective(network, data, loss, batch_size=chosen.batch_size))
        epsilon = batch_deviation(batches, batch_size=1)
    tell("one-shot limit")
    found = [one_shot_sublevel(path, made, epsilon, on_progress=on_progress)]
    h, g = hessian(made), gauss_newton(made)
    tell("spectrum")
    absolute, clipped, convex, runs = _shares(h, g, chosen, rng, on_progress)
    found += [published(path, shares, epsilon) for shares in (absolute, clipped)]
    found += [predictor(path, absolute, epsilon) for predictor in (jensen, one_shot_trace, generic_cone)]
    found += [slice_generic(path, absolute, epsilon), _renamed(published(path, convex, epsilon), "published, GGN")]
    found.append(_renamed(slice_generic(path, convex, epsilon), "slice, GGN"))
    if epsilon > 0:
        found.append(published_pipeline(path, runs[0], epsilon))
    if chosen.own_steps:
        tell("slice from the pruned weights")
        found.append(slice_along_path(path, h, runs, epsilon, steps=chosen.own_steps, on_progress=on_progress))
    tell("quadratic form along the path")
    found.append(path_quadratic(path, h, epsilon))
    if diagonal is not None:
        curvature = _flattened(made.layout, diagonal)
        found += [predictor(path, curvature, epsilon) for predictor in (diagonal_path, optimal_brain_damage)]
    if chosen.mask_steps:
        tell("real masks")
        found.append(exact_mask(path, g, epsilon, steps=chosen.mask_steps))
    found += [near_zero(path), near_zero_by_layer(path, layers)]
    gradient = float(np.linalg.norm(np.asarray(made.gradient().cpu())))
    elasticity = _elasticity(path, absolute, found[1], epsilon)
    products = h.products + g.products
    return LimitReport(
        tuple(found),
        epsilon,
        made.value(),
        path.dimension,
        path.prunable,
        gradient,
        absolute.negative,
        elasticity,
        products,
        _remarks(found, gradient, absolute.negative),
    )


def _shares(
    h: Any, g: Any, chosen: LimitSettings, rng: np.random.Generator, on_progress: Any
) -> tuple[FlatShares, FlatShares, FlatShares, tuple[Any, ...]]:
    """Absolute, clipped and Gauss-Newton spectra, and runs of the Hessian."""
    from lqtheory.curvature import dense_spectrum, probe_runs, squared

    if h.dimension <= chosen.dense:
        spectrum = dense_spectrum(h, on_progress=on_progress)
        runs = probe_runs(h, 1, min(chosen.steps, h.dimension), rng=rng)
        convex = exact_shares(np.maximum(dense_spectrum(g, on_progress=on_progress), 0.0), "clipped")
        return exact_shares(spectrum), exact_shares(spectrum, "clipped"), convex, runs
    plain = probe_runs(h, chosen.probes, chosen.steps, rng=rng, on_progress=on_progress)
    square = probe_runs(squared(h), chosen.probes, chosen.steps, rng=rng, on_progress=on_progress)
    convex_runs = probe_runs(g, chosen.probes, chosen.steps, rng=rng, on_progress=on_progress)
    return (
        sampled_shares(square, "absolute", traces=plain, confidence=chosen.confidence),
        sampled_shares(plain, "clipped", confidence=chosen.confidence),
        sampled_shares(convex_runs, "clipped", confidence=chosen.confidence),
        plain,
    )


def _renamed(made: Prediction, name: str) -> Prediction:
    return Prediction(name, made.count, made.low, made.high, made.prunable, made.kind, made.status, made.note)


def _flattened(layout: Any, named: Mapping[str, Any]) -> np.ndarray:
    """Diagonal in the order of the layout; parameters without an entry, such as biases, get 0 and are not pruned."""
    parts = []
    for name, shape in zip(layout.names, layout.shapes, strict=True):
        part = named.get(name)
        if part is None:
            parts.append(np.zeros(math.prod(shape)))
            continue
        values = part.detach().cpu().double() if hasattr(part, "detach") else part
        parts.append(np.asarray(values, dtype=np.float64).reshape(-1))
    return np.concatenate(parts)


def _elasticity(path: MagnitudePath, shares: FlatShares, made: Prediction, epsilon: float) -> float:
    """∂F/∂log ε by a central difference at the predicted energy, in [0, 1/4] up to its error."""
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
