"""Predicted and measured pruning limits of one trained network: shared by the studies of limits.

Everything is fixed here, before any network was looked at.

Loss: the mean over the first examples of the training set, without the penalty. Tolerance: the deviation of that loss
over mini-batches of 128, as in the published code; a quarter and four times it beside. Measured, as the largest share
of prunable weights (no biases) that can go:

* ``one-shot``: loss at most L(w*) + ε along the magnitude path, contiguous from 0; at every point of it for networks of
  at most 10 000 parameters, at 33 points and by bisection for larger ones;
* ``retrained``: the same after full-batch L-BFGS on the mask, at most 60 evaluations; the best of three masks, which
  are global magnitude, optimal brain damage and the adaptive rule (q = 0.9), a reconstruction
  of the rule of Yang, Wang, Ding and Yang (2022);
* ``test 0.1`` and ``test 0.5``: test accuracy (in regression the coefficient of determination in percent) at most so
  many points below the dense network, one-shot along the magnitude path, contiguous from 0 (at 257 points for networks
  of more than 10 000 parameters).

Batch normalisations are folded into the convolution before them first: what is pruned are the weights of the function.

Null baselines: weights below 1 % of the largest, of the network or of their layer, and the constant 0.9. Strong l1, by
the recipe: at least 5e-4 on digits, 1e-4 on California Housing, 5e-5 elsewhere.

Which assumption breaks is read off pairs: ``slice, GGN`` and ``exact mask`` (the same matrix; generic eigenvectors
against the real ones), ``exact mask`` and ``retrained, magnitude`` (the same masks; quadratic against real loss),
``path quadratic`` and ``one-shot`` (the same points), ``path quadratic`` without and with the gradient (the trained
weights are no minimum), ``published`` with absolute, clipped and Gauss-Newton curvature (negative mass), ``retrained,
magnitude`` and ``retrained to the minimum`` (ε above the loss that retraining reaches with nothing pruned: the trained
weights are no minimum), and the same predictor at another ε.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch

from experiments import _models, _networks
from experiments._pruning import NEGLIGIBLE
from lqtheory import limits
from lqtheory.compression import compress, gauss_newton_diagonal
from lqtheory.curvature import hessian, objective
from lqtheory.networks.views import fold_batch_norm

__all__ = [
    "BASELINES",
    "DEFINITIONS",
    "EVALUATIONS",
    "FACTORS",
    "STRONG",
    "is_strong",
    "looked_at",
    "prepared",
    "rows_of",
    "studied",
]

DEFINITIONS = ("one-shot", "retrained", "test 0.1", "test 0.5")
BASELINES = ("below 0.01 of the largest", "below 0.01 of the layer's largest", "constant 0.9")
#: Multiples of the tolerance; retraining and real masks at the first only.
FACTORS = (1.0, 0.25, 4.0)
#: Evaluations of loss and gradient for each mask; share of the weights to which the end is sought.
EVALUATIONS, RESOLUTION = 60, 0.005
#: Networks of more parameters than the first, of which less than 1 % may be kept, and that share for them.
LARGE, FINE_RESOLUTION = 10_000, 0.001
#: Least l1 penalty that counts as strong, by data set.
STRONG = {"digits": 5e-4, "california_housing": 1e-4, "mnist": 5e-5, "fashion_mnist": 5e-5, "cifar10_subset": 5e-5}
#: Training examples in the loss.
EXAMPLES = {"digits": 1438, "california_housing": 2000, "mnist": 2000, "fashion_mnist": 2000, "cifar10_subset": 2000}
#: The same of convolutional networks, whose products in float64 are five times dearer than in float32 on a CPU.
CONVOLUTIONAL = 500
#: Up to this size whole networks are converted; of larger ones a copy is, for curvature and losses, while the diagonal
#: and the test scores are those of the network as it is.
DOUBLE = 2000


def is_strong(data: str, l1: float) -> bool:
    """Whether a network counts as trained with a strong l1 penalty.

    Parameters
    ----------
    data : str
        Name of its data set.
    l1 : float
        Its penalty.

    Returns
    -------
    bool
    """
    return l1 >= STRONG[data]


def prepared(
    network: torch.nn.Sequential, dataset: Any
) -> tuple[torch.nn.Sequential, tuple[np.ndarray, np.ndarray], int]:
    """The network and the examples of the loss.

    Parameters
    ----------
    network : torch.nn.Sequential
        Trained; converted in place to double precision if it is small.
    dataset : lqtheory.networks.Dataset
        What it was trained on.

    Returns
    -------
    network : torch.nn.Sequential
        With batch normalisations folded.
    data : pair of arrays
        Inputs and targets, in the network's dtype.
    size : int
        How many they are.
    """
    network = network.double() if sum(p.numel() for p in network.parameters()) <= DOUBLE else network
    if any(isinstance(one, torch.nn.BatchNorm2d) for one in network.modules()):
        network = fold_batch_norm(network)  # type: ignore[assignment]
    convolutional = any(isinstance(one, torch.nn.Conv2d) for one in network.modules())
    size = min(EXAMPLES[dataset.name], CONVOLUTIONAL) if convolutional else EXAMPLES[dataset.name]
    return network, _pair(network, dataset.x_train[:size], dataset.y_train[:size]), size


@dataclass(frozen=True, eq=False)
class Studied:
    """A trained network with the loss and the tolerance of the studies, in float64.

    Parameters
    ----------
    name : str
        Without replicate.
    replicate : int
        Which training seed.
    dataset : lqtheory.networks.Dataset
        What it was trained on.
    recipe : lqtheory.networks.Recipe
        How it was trained.
    made : lqtheory.curvature.Objective
        The mean loss, in micro-batches of the settings.
    path : lqtheory.limits.MagnitudePath
        Of the network.
    epsilon : float
        The base tolerance.
    folded : bool
        Whether its batch normalisations were folded, so that its weights are not those that were trained.
    settings : lqtheory.limits.LimitSettings
        What the studies spend on it.
    """

    name: str
    replicate: int
    dataset: Any
    recipe: Any
    made: Any
    path: limits.MagnitudePath
    epsilon: float
    folded: bool
    settings: limits.LimitSettings

    @cached_property
    def hessian(self) -> Any:
        """Of the loss, as an operator."""
        return hessian(self.made)

    @cached_property
    def gradient(self) -> np.ndarray:
        """Of the loss, shape (D,)."""
        return np.asarray(self.made.gradient().cpu())

    @cached_property
    def forms(self) -> limits.PathForms:
        """Quadratic forms along the path, at every point of it where the studies look at all."""
        found = limits.PathForms(self.path, self.hessian)
        if self.path.dimension <= self.settings.every_form:
            found.at()
        return found

    @property
    def strong(self) -> int:
        """1 if it was trained with a strong l1 penalty, else 0."""
        return int(is_strong(self.dataset.name, self.recipe.l1))

    def path_quadratic(self, slope: np.ndarray | None) -> limits.Prediction:
        """One-shot limit by the quadratic form at the base tolerance, with a slope of the loss or without."""
        return limits.path_quadratic(self.path, self.hessian, self.epsilon, forms=self.forms, gradient=slope)

    def one_shot(self) -> limits.Prediction:
        """The measured one-shot limit at the base tolerance."""
        return limits.one_shot_sublevel(self.path, self.made, self.epsilon, **looked_at(self.path, self.made))


def studied(model: str, settings: limits.LimitSettings, models: Path) -> Studied:
    """One network of the studies, for what is measured of it beside them.

    Parameters
    ----------
    model : str
        With replicate, such as ``"long_digits@0"``.
    settings : lqtheory.limits.LimitSettings
        Of the study, for the sizes of batches.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    Studied
    """
    ((name, replicate),) = _networks.members(model)
    dataset = _models.dataset(name)
    (trained,) = _models.load(model, models)
    network, data, _ = prepared(trained, dataset)
    folded, network = network is not trained, network.double()
    batches = limits.batch_losses(objective(network, data, batch_size=settings.batch_size))
    made = objective(network, data, batch_size=settings.micro_batch)
    return Studied(
        name, replicate, dataset, _networks.resolved(name).recipe, made, limits.network_path(made)[0],
        limits.batch_deviation(batches, batch_size=1), folded, settings,
    )  # fmt: skip


def rows_of(
    network: torch.nn.Sequential, dataset: Any, rng: np.random.Generator, settings: limits.LimitSettings
) -> list[dict[str, Any]]:
    """One row for every measurement, predictor and baseline at every tolerance.

    Parameters
    ----------
    network : torch.nn.Sequential
        Trained; converted in place to double precision if it is small.
    dataset : lqtheory.networks.Dataset
        What it was trained on.
    rng : numpy.random.Generator
        Draws the probes.
    settings : lqtheory.limits.LimitSettings
        How much is spent on curvature.

    Returns
    -------
    list of dict
    """
    network, data, size = prepared(network, dataset)
    diagonal = gauss_newton_diagonal(network, data[0], dataset.task)
    known = limits.curvature_report(network, data, rng=rng, settings=settings, diagonal=diagonal)
    loss, epsilon = known.made.value(), known.batch_epsilon
    nothing = limits.retrain_kept(
        known.made, known.path.weights, np.ones(known.path.dimension, dtype=bool), evaluations=EVALUATIONS
    )
    losses = looked_at(known.path, known.made)
    measured = _measured(known, epsilon, nothing.loss, losses, network, dataset)
    best = {definition: measured[definition].ratio for definition in DEFINITIONS}
    shared = {
        "dimension": known.path.dimension,
        "prunable": known.path.prunable,
        "examples": size,
        "loss": loss,
        "drop": loss - nothing.loss,
        "gradient": float(np.linalg.norm(known.gradient)),
        "negative": known.absolute.negative,
    }
    found = []
    for factor in FACTORS:
        base = factor == 1.0
        spent = settings if base else dataclasses.replace(settings, own_steps=0, mask_steps=0)
        predicted = limits.predictions_at(known, factor * epsilon, settings=spent)
        if base:
            predicted += _own_directions(known, epsilon, settings, rng)
            seen = measured
        else:
            seen = {"one-shot": limits.one_shot_sublevel(known.path, known.made, factor * epsilon, **losses)}
        kinds = [("measured", dataclasses.replace(one, name=name)) for name, one in seen.items()]
        kinds += [("baseline" if one.name in BASELINES else "predictor", one) for one in predicted]
        truth = {f"measured {name}": best[name] if base else None for name in DEFINITIONS}
        truth["measured one-shot"] = seen["one-shot"].ratio
        found += [
            {"factor": factor, "predictor": one.name, "role": kind, **_told(one), **truth, "epsilon": factor * epsilon,
             **shared}
            for kind, one in kinds
        ]  # fmt: skip
    return found


def looked_at(path: limits.MagnitudePath, made: Any, coarse: int = 33) -> dict[str, Any]:
    """What of the path is looked at: every point of a small network, so many of a larger one.

    Parameters
    ----------
    path : lqtheory.limits.MagnitudePath
        Of the network.
    made : lqtheory.curvature.Objective
        What is measured.
    coarse : int
        Points of a larger network.

    Returns
    -------
    dict
        Arguments of :func:`lqtheory.limits.one_shot_sublevel`.
    """
    return {"losses": limits.path_losses(path, made)} if path.dimension <= LARGE else {"grid": coarse}


def _resolution(path: limits.MagnitudePath) -> float:
    return RESOLUTION if path.dimension <= LARGE else FINE_RESOLUTION


def _told(one: limits.Prediction) -> dict[str, Any]:
    return {
        "ratio": one.ratio,
        "low": one.interval[0],
        "high": one.interval[1],
        "interval": one.kind,
        "status": one.status or "-",
    }


def _own_directions(
    known: limits.CurvatureReport, epsilon: float, settings: limits.LimitSettings, rng: np.random.Generator
) -> list[limits.Prediction]:
    """The slice with the spectral measure of y in the Gauss-Newton matrix: between generic and real eigenvectors."""
    from lqtheory.curvature import probe_runs

    g = known.gauss_newton
    runs = known.convex_runs or probe_runs(g, 1, min(settings.steps, g.dimension), rng=rng)
    resolution = _resolution(known.path)
    own = limits.slice_along_path(known.path, g, runs, epsilon, steps=settings.own_steps, resolution=resolution)
    return [dataclasses.replace(own, name="slice, own direction, GGN")]


def _measured(
    known: limits.CurvatureReport,
    epsilon: float,
    minimum: float,
    losses: dict[str, Any],
    network: torch.nn.Sequential,
    dataset: Any,
) -> dict[str, limits.Prediction]:
    """All measurements at one tolerance; ``retrained`` is the best of three masks."""
    path, made = known.path, known.made
    budget: dict[str, Any] = {"evaluations": EVALUATIONS, "resolution": _resolution(path)}
    costs = known.diagonal[path.order] * path.weights[path.order] ** 2  # type: ignore[index]
    order = path.order[np.argsort(costs, kind="stable")]
    damage = limits.MagnitudePath(path.weights, order, np.r_[0.0, np.cumsum(path.weights[order] ** 2)])
    masks = {
        "retrained, magnitude": limits.retrained_sublevel(path, made, epsilon, **budget),
        "retrained, obd": limits.retrained_sublevel(damage, made, epsilon, **budget),
        "retrained, adaptive (reconstructed)": limits.retrained_sublevel(
            path, made, epsilon, kept=lambda k: _adaptive(network, known, k), **budget
        ),
    }
    wrong = _test_error(network, dataset)
    errors = looked_at(path, wrong, coarse=257)
    return {
        "one-shot": limits.one_shot_sublevel(path, made, epsilon, **losses),
        "retrained": max(masks.values(), key=lambda one: one.count),
        **masks,
        "retrained to the minimum": limits.retrained_sublevel(path, made, epsilon, base=minimum, **budget),
        **{f"test {points}": limits.one_shot_sublevel(path, wrong, points / 100, **errors) for points in (0.1, 0.5)},
    }


def _adaptive(network: torch.nn.Sequential, known: limits.CurvatureReport, k: int) -> np.ndarray:
    """Mask of the adaptive rule (reconstructed) that prunes k weights; biases are kept."""
    layout = known.made.layout
    kept = known.path.prunable - k
    if kept == 0:
        return known.path.kept(k)
    masks = compress(network, "adaptive", kept=kept, q=0.9, negligible=NEGLIGIBLE).masks
    parts = [
        masks[name].reshape(-1).cpu().numpy() if name in masks else np.ones(int(np.prod(shape)), dtype=bool)
        for name, shape in zip(layout.names, layout.shapes, strict=True)
    ]
    return np.concatenate(parts)


def _test_error(network: torch.nn.Sequential, dataset: Any) -> Any:
    """Objective whose value is the share of wrong answers on the test data, or 1 - R²."""
    data = _pair(network, dataset.x_test, dataset.y_test)
    variance = float(np.var(np.asarray(dataset.y_test, dtype=np.float64)))

    def wrong(outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        if dataset.task == "regression":
            return (outputs.reshape(targets.shape) - targets).square().mean() / variance
        return (outputs.argmax(dim=1) != targets).double().mean()

    return objective(network, data, wrong)


def _pair(network: torch.nn.Sequential, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Data in the dtype of the network."""
    kind = np.float64 if next(network.parameters()).dtype == torch.float64 else np.float32
    return x.astype(kind), y.astype(kind) if np.issubdtype(y.dtype, np.floating) else y
