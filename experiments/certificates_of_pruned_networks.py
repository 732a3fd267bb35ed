"""Every bound of the output error of a pruned network beside the measured error, and the accuracy each certifies.

``predicted``, ``largest`` and ``certified_accuracy`` are certificates of the sample of test inputs on which they were
computed, rigorous against rounding and for float32 inference, and say nothing about other inputs. Beside them stand the
statements about unseen inputs, which hold with a probability and certify nothing: ``conformal``, a radius that the
error at one unseen input exceeds with probability at most 5 % (split conformal, over sample and input together), and
``unseen``, the lower Clopper-Pearson limit (95 %) of the probability that an unseen input is certified correct by this
bound. Both are for one row chosen beforehand; neither training nor pruning has seen the sample, drawn at random
from the test inputs: the first ones of MNIST differ from the rest, and are no random sample. The row ``measured``
is the enclosed error itself: for the sample no bound is needed, since both networks can be run on it.

Euclidean bounds are compared with the Euclidean norm of the measured error, bounds by entries with its largest entry;
``ratio`` is left empty where the median of the measured error is below the rounding that its own enclosure allows for,
as it is where nothing is pruned: there bounds and errors are 0 up to rounding, and what is certified is that inference
in float32 does not change the prediction.
Networks without some neurons (``structured``) are certified in the shape of the original network; they keep at most the
share ``density``, and have no row where that is below one neuron in every layer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment
from lqtheory.balls import Truth
from lqtheory.errors import DomainError

DENSITIES = (1.0, 0.9, 0.8, 0.7, 0.5, 0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.02)
RULES = ("magnitude", "activation_jacobian", "structured")
BOUNDS = ("measured", "B0", "B1", "B2", "B3", "B4", "B5", "row", "entrywise", "gated", "gated_rows")
Q = 0.5
N_INPUTS = 1000
COVERAGE = 0.95


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all rules, densities and bounds of one trained network; nothing is random.

    Parameters
    ----------
    point : dict
        Model with replicate.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _networks, _pruning

    ((name, replicate),) = _networks.members(point["model"])
    spec = _networks.resolved(name)
    (network,) = _models.load(point["model"], models)
    trial = _pruning.trial_of(network, _models.dataset(name))
    shared = {
        "network": name,
        "l1": spec.recipe.l1,
        "replicate": replicate,
        "weights": _models.digest(point["model"], models),
    }
    return [
        {"rule": rule, "density": density, **row, **shared}
        for rule in RULES
        for density in DENSITIES
        for row in _rows(trial, rule, density)
    ]


def _rows(trial: Any, rule: str, density: float) -> list[dict[str, Any]]:
    import torch

    from lqtheory.compression import expanded
    from lqtheory.compression.certificates import (
        certified_accuracy,
        conformal_radius,
        network_bounds,
        unseen_accuracy,
    )

    drawn, _ = trial.dataset.test_sample(N_INPUTS)
    inputs, labels = (torch.from_numpy(part[drawn]) for part in (trial.dataset.x_test, trial.dataset.y_test))
    try:
        result = trial.compressed(rule, density)
    except DomainError:
        if rule != "structured":
            raise
        return []
    pruned = expanded(trial.network, result) if rule == "structured" else result.network
    found = network_bounds(trial.network, pruned, inputs, bounds=(*BOUNDS, "inference"), q=Q)
    certified = certified_accuracy(found, labels, inference=True)
    spread = (found.outputs_radius + found.pruned_outputs_radius) * 2 * found.outputs.shape[1]
    difference = found.pruned_outputs - found.outputs
    share = float((found.outputs.argmax(1) == labels).double().mean())
    rows = []
    for bound in BOUNDS:
        euclidean = bound in found.l2 and bound != "measured"
        upper = (found.l2 if euclidean else found.largest)["measured"]
        error = difference.norm(dim=1) if euclidean else difference.abs().amax(1)
        value = found.largest[bound]
        holds = [bool((value >= upper).all()), not bool((value < error - spread).any())]
        resolved = bool(error.median() > (upper - error).median())
        rows.append(
            {
                "bound": bound,
                "measured": _short(error.median()),
                "predicted": _short(value.median()),
                "ratio": _short((value / error).median()) if resolved else None,
                "largest": _short(value.max()),
                "conformal": _short(conformal_radius(value, coverage=COVERAGE)),
                "dense_accuracy": share,
                "pruned_accuracy": certified["pruned"],
                "certified_accuracy": certified[bound],
                "unseen": _short(unseen_accuracy(round(certified[bound] * len(labels)), len(labels))),
                "holds": Truth.YES if holds[0] else Truth.UNDECIDED if holds[1] else Truth.NO,
            }
        )
    return rows


def _short(value: Any) -> float:
    """Six digits are enough, and keep the table small."""
    return float(f"{float(value):.6g}")


EXPERIMENT = Experiment(
    name="certificates_of_pruned_networks",
    title="bounds of the output error of pruned networks, measured error, certified accuracy",
    grid={
        "model": [
            f"{name}@{i}"
            for name in ("sgd_mnist", "sgd_mnist_l1", "sgd_mnist_l1_strong", "sgd_digits", "sgd_digits_l1")
            for i in (0, 1, 2)
        ]
    },
    run=run,
    version=5,
    row_keys=("rule", "density", "bound"),
    small=[{"model": "sgd_digits@0"}],
    models=True,
    long=True,
    sources=(
        "experiments._networks",
        "experiments._pruning",
        "lqtheory.compression.expansion",
        "lqtheory.compression.certificates.bounds",
    ),
)
