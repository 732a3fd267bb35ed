"""Accuracy and output error of trained networks against the share of weights stored, for every method of coresets.

Without retraining; definitions are in :mod:`experiments._coresets`. 784-300-100-10 on MNIST and Fashion-MNIST, and a
convolutional network on a part of CIFAR-10 (``sgd_cifar``), each with and without l1; the digits stand in where the
data are missing; five hidden layers of 1000 on MNIST (``deep_mnist``), at the three smallest shares alone. A method
that needs more than a budget (a draw for every class of every neuron) has no row there. ``stored`` is what was
achieved: sampling meets a budget on average. ``corenet`` gives each layer the same share of its weights,
``corenet_network`` draws in proportion to the sums of sensitivities in the whole network, ``mixed`` and
``mixed_network`` do the same and keep edges that are certain to be drawn as they are; ``pfp`` removes whole neurons.
Not measured: what is neither in ``DEEPER`` nor in ``DEEPEST`` on the deep networks, and ``poisson_mean`` but on
``STUDIED``.

Against the prototypes (other trainings; ``python -m paper_figures papers`` prints the points lost by both): with l1
CoreNet's 97.9 / 91 / 41 at 15 / 10 / 5 % is reached with certain edges kept and one rate, not by plain draws;
independent inclusion's 97.5 at 10 % by the root of the mean squared share (``poisson_mean``), not by the largest share.
On ``adam_mnist`` independent inclusion reaches 95 at 15 %; at 5 % CoreNet++ and pivotal inclusion reach what the
prototype's independent inclusion had, ours does not: :mod:`experiments.coreset_reference` has three trainings, as the
prototype was compressed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

#: Those of :data:`experiments._coresets.NAMED`, which needs torch.
METHODS = (
    "uniform", "l1", "l2", "l1_l2", "bernstein_rows", "svd", "magnitude", "corenet", "corenet_network",
    "corenet_neyman", "corenet_plus", "corenet_plus_plus", "sensitivity", "sensitivity_rescaled", "mixed",
    "mixed_network", "minimax", "hybrid", "poisson_sensitivity", "poisson_mean", "poisson_activation", "poisson_neyman",
    "pivotal_neyman", "pfp", "pfp_top",
)  # fmt: skip
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_digits")
#: ``adam_mnist`` is the network of the dossier's reference run.
OTHERS = ("sgd_fashion_l1", "sgd_fashion", "sgd_cifar_l1", "sgd_cifar", "adam_mnist")
#: Without the three that take longest, which come last, and without inclusion by the mean of squared shares.
SLOWEST = ("mixed", "hybrid", "minimax")
MOST = tuple(name for name in METHODS if name not in (*SLOWEST, "poisson_mean"))
DEEP = ("deep_mnist", "deep_mnist_l1")
#: For networks of 4.8 million weights, at these shares alone; the last ones take longest.
DEEPER = (
    "uniform", "magnitude", "sensitivity", "corenet", "corenet_network", "corenet_neyman", "poisson_neyman",
    "pivotal_neyman", "corenet_plus",
)  # fmt: skip
DEEPEST = ("pfp_top", "pfp", "corenet_plus_plus", "mixed", "minimax", "hybrid")
DEEP_DENSITIES = (0.15, 0.1, 0.05)


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all densities of one network compressed by one method.

    Parameters
    ----------
    point : dict
        Model and method.
    rng : numpy.random.Generator
        Unused; repetitions have seeds of their own.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _coresets, _networks

    ((name, _),) = _networks.members(point["model"])
    recipe, dataset = _networks.resolved(name).recipe, _models.dataset(name)
    (network,) = _models.load(point["model"], models)
    network = network.eval().requires_grad_(False)
    known = _coresets.outputs_of(network, dataset)
    rows = []
    for density in DEEP_DENSITIES if name in DEEP else _coresets.DENSITIES:
        seeds = _coresets.repetitions(point["method"])
        measured = _coresets.measured(known, network, point["method"], density, seeds)
        if measured is None:  # below one draw for every class
            continue
        rows.append(
            {
                "density": density,
                **measured,
                "network": name,
                "data": dataset.name,
                "l1": recipe.l1,
                "repetitions": len(seeds),
                "weights": _models.digest(point["model"], models),
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="coreset_accuracy",
    title="accuracy and output error of trained networks against the share of weights stored, by coresets and others",
    grid=[
        {"model": [f"{name}@0" for name in names], "method": methods}
        for names, methods in (
            (STUDIED, METHODS),
            (OTHERS, MOST),
            *((OTHERS, (name,)) for name in SLOWEST),
            (DEEP, DEEPER),
            *((DEEP, (name,)) for name in DEEPEST),
        )
    ],
    run=run,
    version=1,
    row_keys=("density",),
    small=[{"model": "sgd_digits@0", "method": method} for method in ("magnitude", "corenet", "poisson_neyman")],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._coresets", "lqtheory.compression.coresets"),
)
