"""Curvature of a network measured once, and the predictions of every predictor at any tolerance."""

from __future__ import annotations

import copy
import math
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.baselines import constant_ratio, near_zero, near_zero_by_layer
from lqtheory.limits.diagonals import diagonal_path, optimal_brain_damage
from lqtheory.limits.displacements import PathForms, path_quadratic
from lqtheory.limits.epsilons import batch_deviation
from lqtheory.limits.exhibit import published_pipeline, zero_row_share
from lqtheory.limits.measured import batch_losses
from lqtheory.limits.paths import MagnitudePath, magnitude_path
from lqtheory.limits.plans import LimitPlan, plan_limit, refuse_unfit
from lqtheory.limits.real_masks import exact_mask
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept
from lqtheory.limits.slices import slice_along_path
from lqtheory.limits.spectra import FlatShares, exact_shares, sampled_shares
from lqtheory.limits.spectral import generic_cone, jensen, one_shot_trace, published, slice_generic
from lqtheory.quantities.arrays import check_count

__all__ = ["CurvatureReport", "LimitSettings", "curvature_report", "network_path", "predictions_at"]

#: A pruning ratio that knows nothing of the network, among the baselines.
CONSTANT = 0.9


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
    every_form : int
        Up to this dimension the quadratic form is computed at every point of the path, by as many products, and its
        limit is exact; beyond it at 33 points and by bisection.
    mask_steps : int
        Conjugate-gradient steps for each real mask; 0 leaves the real masks out.
    own_steps : int
        Steps of the runs started at the pruned weights; 0 leaves that predictor out.
    zero_rows : int
        Rows of the Hessian that are looked at for the exhibit, as the public code does; 0 leaves its second count of
        zeros out.
    micro_batch : int or None
        Examples of one graph; None takes all of them, or as many as fit. About 100 are faster for convolutions, whose
        activations outgrow the caches of a CPU.
    confidence : float
        Of the sampled intervals.
    double : bool
        Convert a copy of a float32 network to float64, for curvature and losses. In float32 rounding may move |λ| by
        6e-8 of the largest eigenvalue at each step, which makes intervals for small tolerances wide.
    memory : int or None
        Bytes for the graphs of a batch, and as many again for vectors, beyond the network; a run that needs more is
        refused before it starts. None takes 1 GiB for graphs and what is
        free for vectors.
    """

    epsilon: float | None = None
    batch_size: int = 128
    probes: int = 2
    steps: int = 256
    dense: int = 2000
    every_form: int = 2000
    mask_steps: int = 100
    own_steps: int = 64
    zero_rows: int = 100
    micro_batch: int | None = None
    confidence: float = 0.99
    double: bool = True
    memory: int | None = None

    def __post_init__(self) -> None:
        least = {"batch_size": 1, "probes": 1, "steps": 2}
        spent = ("dense", "every_form", "mask_steps", "own_steps", "zero_rows")
        for name, low in {**least, **dict.fromkeys(spent, 0)}.items():
            check_count(getattr(self, name), name, low, None, "LimitSettings")
        if self.micro_batch is not None:
            check_count(self.micro_batch, "micro_batch", 1, None, "LimitSettings")


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


@dataclass(frozen=True, eq=False)
class CurvatureReport:
    """What predictions for every tolerance are made from.

    Parameters
    ----------
    made : lqtheory.curvature.Objective
        The mean loss.
    path : MagnitudePath
        Of the network.
    layers : array of int, shape (D,)
        Number of the tensor that each parameter belongs to.
    hessian, gauss_newton : SymmetricOperator
        Over all trained parameters.
    absolute, clipped, convex : FlatShares
        Of the Hessian with either treatment, and of the Gauss-Newton matrix.
    runs, convex_runs : tuple of LanczosRun
        Of the Hessian and of the Gauss-Newton matrix, from random probes; the latter is empty where the spectrum is
        exact.
    batch_epsilon : float
        Deviation of the loss over mini-batches; NaN if the settings name another tolerance.
    gradient : array of float64, shape (D,)
        Of the loss at the trained weights.
    forms : PathForms
        Quadratic forms along the path, at every point of it for networks of few parameters.
    diagonal : array of float64, shape (D,), or None
        Of the Gauss-Newton matrix, 0 where it was not given.
    kept : Kept or None
        Where results are kept on disk.
    zero_share : float
        Share of zero rows of the Hessian, of :func:`zero_row_share`; 0 where none was looked at.
    """

    made: Any
    path: MagnitudePath
    layers: np.ndarray
    hessian: Any
    gauss_newton: Any
    absolute: FlatShares
    clipped: FlatShares
    convex: FlatShares
    runs: tuple[Any, ...]
    convex_runs: tuple[Any, ...]
    batch_epsilon: float
    gradient: np.ndarray
    forms: PathForms
    diagonal: np.ndarray | None
    kept: Kept | None = None
    zero_share: float = 0.0


def curvature_report(
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
) -> CurvatureReport:
    """The part of :func:`limit_report` that does not depend on the tolerance, and takes most of its time.

    Parameters
    ----------
    network, data, rng, loss, reduction, settings, diagonal, on_stage, on_progress, on_plan, checkpoint : object
        As for :func:`limit_report`.

    Returns
    -------
    CurvatureReport

    Raises
    ------
    InputTypeError, ShapeError, DomainError, DataError
        As :func:`limit_report`.

    References
    ----------
    Dossier geom.spec.predictor, geom.spec.cost.
    """
    from lqtheory.curvature import gauss_newton, hessian, objective
    from lqtheory.curvature.products import MEMORY_LIMIT

    chosen = settings or LimitSettings()
    tell = on_stage or (lambda _: None)
    copied = chosen.double and any(_is_single(p) for p in network.parameters())
    if copied:
        network = copy.deepcopy(network).double()
    try:
        made = objective(network, data, loss, reduction=reduction, batch_size=chosen.micro_batch)
    except ShapeError as error:
        hint = "; if it computes in float32 alone, keep it so: double=False, --float32" if copied else ""
        raise ShapeError(f"{error}{hint}") from error
    kept = None if checkpoint is None else Kept(Path(checkpoint), _identity(made, chosen, rng))
    path, layers = network_path(made)
    tell("loss and tolerance")
    deviation = math.nan
    if chosen.epsilon is None:
        batches = batch_losses(objective(network, data, loss, reduction=reduction, batch_size=chosen.batch_size))
        deviation = batch_deviation(batches, batch_size=1)
    tell("spectrum")
    room = MEMORY_LIMIT if chosen.memory is None else chosen.memory
    h, g = hessian(made, memory_limit=room), gauss_newton(made, memory_limit=room)
    plan = plan_limit(path, h, g, chosen)
    if on_plan is not None:
        on_plan(plan)

    def shorter(m: int) -> LimitPlan:
        fewer = replace(chosen, steps=min(m, chosen.steps), own_steps=min(m, chosen.own_steps))
        return plan_limit(path, h, g, fewer)

    refuse_unfit(plan, chosen.memory, shorter, max(chosen.steps, chosen.own_steps))
    shares = _shares(h, g, chosen, rng, on_progress, kept)
    zeros = 0.0
    if chosen.zero_rows:
        tell("zero rows of the Hessian")
        batch = min(chosen.batch_size, made.batches.examples)
        source = rng.spawn(1)[0]  # so that the same seed gives the same probes with and without them
        zeros = zero_row_share(h, chosen.zero_rows, rng=source, batch_size=batch, kept=kept)
    known = None if diagonal is None else _flattened(made.layout, diagonal)
    gradient, forms = np.asarray(made.gradient().cpu().double()), PathForms(path, h, kept=kept)
    if h.dimension <= chosen.every_form:
        tell("quadratic form along the path")
        forms.at()
    return CurvatureReport(made, path, layers, h, g, *shares, deviation, gradient, forms, known, kept, zeros)


def _is_single(parameter: Any) -> bool:
    return str(parameter.dtype) == "torch.float32"  # known of weights without a shape, too


def _identity(made: Any, chosen: LimitSettings, rng: np.random.Generator) -> dict[str, str]:
    """What a run on disk belongs to."""
    return {
        "network or data": made.fingerprint,
        "dtype": str(made.parameters[0].dtype),
        **{name: repr(value) for name, value in asdict(chosen).items() if name not in ("epsilon", "memory")},
        "seed": f"{zlib.crc32(repr(rng.bit_generator.state).encode()):08x}",
    }


def predictions_at(
    known: CurvatureReport,
    epsilon: float,
    *,
    settings: LimitSettings | None = None,
    on_stage: Callable[[str], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Prediction]:
    """All predictors and baselines at one tolerance.

    Parameters
    ----------
    known : CurvatureReport
        Of :func:`curvature_report`.
    epsilon : float
        Tolerated loss, >= 0.
    settings : LimitSettings, optional
        Whether the real masks and the runs from the pruned weights are wanted, and with how many steps.
    on_stage, on_progress : callable, optional
        As for :func:`limit_report`.

    Returns
    -------
    list of Prediction
        Predictors, then baselines.

    Raises
    ------
    InputTypeError, DomainError
        If ``epsilon`` is not a number >= 0.

    References
    ----------
    Dossier geom.spec.predictor.
    """
    chosen = settings or LimitSettings()
    tell = on_stage or (lambda _: None)
    path = known.path
    found = [published(path, shares, epsilon) for shares in (known.absolute, known.clipped)]
    found += [predictor(path, known.absolute, epsilon) for predictor in (jensen, one_shot_trace, generic_cone)]
    found += [
        slice_generic(path, known.absolute, epsilon),
        replace(published(path, known.convex, epsilon), name="published, GGN"),
        replace(slice_generic(path, known.convex, epsilon), name="slice, GGN"),
    ]
    if epsilon > 0:
        found.append(published_pipeline(path, known.runs[0], epsilon, known.zero_share))
    if chosen.own_steps:
        tell("slice from the pruned weights")
        found.append(
            slice_along_path(
                path,
                known.hessian,
                known.runs,
                epsilon,
                steps=chosen.own_steps,
                on_progress=on_progress,
                kept=known.kept,
            )
        )
    if not known.forms.complete:
        tell("quadratic form along the path")
    found += [
        path_quadratic(path, known.hessian, epsilon, forms=known.forms, gradient=gradient)
        for gradient in (None, known.gradient)
    ]
    if known.diagonal is not None:
        found += [predictor(path, known.diagonal, epsilon) for predictor in (diagonal_path, optimal_brain_damage)]
    if chosen.mask_steps:
        tell("real masks")
        found.append(exact_mask(path, known.gauss_newton, epsilon, steps=chosen.mask_steps, kept=known.kept))
    return [*found, near_zero(path), near_zero_by_layer(path, known.layers), constant_ratio(path, CONSTANT)]


def _shares(
    h: Any, g: Any, chosen: LimitSettings, rng: np.random.Generator, on_progress: Any, kept: Kept | None
) -> tuple[FlatShares, FlatShares, FlatShares, tuple[Any, ...], tuple[Any, ...]]:
    """Absolute, clipped and Gauss-Newton spectra, and runs of the Hessian and of the Gauss-Newton matrix."""
    from lqtheory.curvature import dense_spectrum, probe_runs, squared_run

    def place(name: str) -> Path | None:
        return None if kept is None else kept.file(name)

    if h.dimension <= chosen.dense:
        spectrum = dense_spectrum(h, on_progress=on_progress, checkpoint=place("hessian.rows"))
        runs = probe_runs(h, 1, min(chosen.steps, h.dimension), rng=rng, checkpoint=place("plain"))
        positive = np.maximum(dense_spectrum(g, on_progress=on_progress, checkpoint=place("gauss-newton.rows")), 0.0)
        moved = runs[0].unit * h.dimension
        rounding, convex_rounding = moved * float(np.abs(spectrum).max()), moved * float(positive.max())
        return (
            exact_shares(spectrum, rounding=rounding),
            exact_shares(spectrum, "clipped", rounding=rounding),
            exact_shares(positive, "clipped", rounding=convex_rounding),
            runs,
            (),
        )

    def drawn(operator: Any, name: str) -> tuple[Any, ...]:
        return probe_runs(
            operator, chosen.probes, chosen.steps, rng=rng, on_progress=on_progress, checkpoint=place(name)
        )

    plain, convex_runs = drawn(h, "plain"), drawn(g, "gauss-newton")
    return (
        sampled_shares([squared_run(run) for run in plain], "absolute", traces=plain, confidence=chosen.confidence),
        sampled_shares(plain, "clipped", confidence=chosen.confidence),
        sampled_shares(convex_runs, "clipped", confidence=chosen.confidence),
        plain,
        convex_runs,
    )


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
