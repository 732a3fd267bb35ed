"""The rule fixed beforehand against global magnitude on CIFAR-10: 24 further training seeds, three times the images.

The 1000 test images of the part of CIFAR-10 and six seeds left half of the weights open
(:mod:`experiments.pruning_rule_on_fresh_seeds`). Everything here was fixed, and committed, before the first of these
networks was trained: the rule, the seeds 9 to 32 (none looked at before, none of the former ones used again), their
number 24 (the deviation of the difference between seeds was 0.9 points, so that 12 to 14 would be enough), and the
images: the 1000 test images together with the 2000 held-out images of the archive (rows 40000 to 41999 of the official
training set), which no training, statistics, refit or choice has touched. The row with ``images`` = ``all`` decides;
the rows of the two parts tell whether they agree.

It is the third look at the same question, each with networks of its own; ``low_looks, high_looks`` allow for all three.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models, _paired
from experiments._runner import Experiment
from experiments.pruning_rule_on_fresh_seeds import DENSITIES
from experiments.pruning_rules import BASELINE, RULE
from lqtheory.networks.data import Dataset

LOOKS = 3


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for three densities, each for all images and for either part; nothing is random.

    Parameters
    ----------
    point : dict
        Model with its replicates.
    rng : numpy.random.Generator
        Unused.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _networks, _pruning

    name = _networks.members(point["model"])[0][0]
    spec, (dataset, parts) = _networks.resolved(name), with_held_out(_models.dataset(name))
    trials = [_pruning.trial_of(network, dataset) for network in _models.load(point["model"], models)]
    dense = np.stack([trial.outcomes(trial.network) for trial in trials])
    rows = []
    for density in DENSITIES:
        base, ours = (
            np.stack([trial.outcomes(trial.pruned(rule, density)) for trial in trials]) for rule in (BASELINE, RULE)
        )
        for images, part in parts.items():
            scores = {"dense": dense, "magnitude": base, "score": ours}
            rows.append(
                {
                    "density": density,
                    "images": images,
                    "n_images": dense[:, part].shape[1],
                    "n_seeds": len(trials),
                    **{column: 100 * float(values[:, part].mean()) for column, values in scores.items()},
                    "deviation": float(np.std(100 * (ours - base)[:, part].mean(axis=1), ddof=1)),
                    **_paired.compared_accuracies(dense[:, part], base[:, part], ours[:, part], dataset.y_test[part]),
                    **_paired.further_intervals(base[:, part], ours[:, part], looks=LOOKS),
                    "network": name,
                    "data": spec.data,
                    "l1": spec.recipe.l1,
                    "measure": "accuracy",
                    "weights": _models.digest(point["model"], models),
                }
            )
    return rows


def with_held_out(dataset: Dataset) -> tuple[Dataset, dict[str, slice]]:
    """A data set whose test part is followed by the held-out part, and where the parts lie.

    Parameters
    ----------
    dataset : lqtheory.networks.data.Dataset
        With or without a held-out part.

    Returns
    -------
    dataset : lqtheory.networks.data.Dataset
        The training part is the same.
    parts : dict of str to slice
        ``all``, and with a held-out part ``test`` and ``held_out``.
    """
    if dataset.x_held_out is None or dataset.y_held_out is None:
        return dataset, {"all": slice(None)}
    n = len(dataset.y_test)
    longer = dataclasses.replace(
        dataset,
        x_test=np.concatenate([dataset.x_test, dataset.x_held_out]),
        y_test=np.concatenate([dataset.y_test, dataset.y_held_out]),
    )
    return longer, {"all": slice(None), "test": slice(n), "held_out": slice(n, None)}


EXPERIMENT = Experiment(
    name="pruning_rule_on_held_out_images",
    title="the rule fixed beforehand against global magnitude, 24 further seeds and 3000 images of CIFAR-10",
    grid={"model": ["sgd_cifar@9-32", "sgd_cifar_l1@9-32", "sgd_digits@9-10"]},
    run=run,
    version=1,
    row_keys=("density", "images"),
    small=[{"model": "sgd_digits@9-10"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._pruning", "experiments._paired"),
)
