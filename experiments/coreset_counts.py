"""Sample counts that the theorem on networks asks for, against the edges there are, layer by layer.

Relative error 0.5, failure 0.05, for the training inputs of :mod:`experiments._coresets`. ``published`` is the
schedule of the paper with K = ln(eta eta*); ``sharpened`` Bernstein's count with the optimal split of the error, the
same means of Delta, and no assumption on unseen inputs; ``single`` is Bernstein's count for one class at a time,
without the product of Deltas. ``orders`` are the powers of ten by which published counts exceed the edges of the
layer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

EPSILON, DELTA = 0.5, 0.05
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_fashion", "sgd_fashion_l1", "sgd_cifar", "sgd_cifar_l1", "sgd_digits")
LARGE = ("deep_mnist", "deep_mnist_l1")


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all layers of one network.

    Parameters
    ----------
    point : dict
        Model.
    rng : numpy.random.Generator
        Unused; nothing is random.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _coresets, _networks
    from lqtheory.compression.inputs import subject_of
    from lqtheory.compression.samples import Sample
    from lqtheory.compression.sampling.classes import layer_classes
    from lqtheory.compression.sampling.points import doubled
    from lqtheory.compression.sampling.schedule import network_plan
    from lqtheory.quantities.coreset_counts import bernstein_count

    ((name, _),) = _networks.members(point["model"])
    dataset = _models.dataset(name)
    (network,) = _models.load(point["model"], models)
    network = network.eval().requires_grad_(False)
    subject = doubled(subject_of(network))
    classes = layer_classes(subject, Sample(_coresets.inputs(network, dataset), 128))
    plan = network_plan(subject, classes, EPSILON, DELTA)
    rows = []
    for index, (layer, one) in enumerate(classes.items()):
        asked = plan.layers[layer]
        totals = one.totals.reshape(-1).numpy()
        alive = totals[totals > 0]
        single = np.maximum(1, bernstein_count(np.maximum(alive, 1.0), EPSILON, DELTA / (4 * plan.eta)))
        edges = int((one.weights != 0).sum())
        published, sharpened = float(asked.counts.sum()), float(asked.sharpened_counts.sum())
        rows.append(
            {
                "layer": index,
                "edges": edges,
                "mean_sensitivity": float(alive.mean()),
                "largest_sensitivity": float(alive.max()),
                "delta_mean": asked.ratio - plan.kappa,
                "infinite": int(one.n_infinite.sum()),
                "kappa": plan.kappa,
                "epsilon": asked.epsilon,
                "published": published,
                "sharpened": sharpened,
                "single": float(single.sum()),
                "orders": float(np.log10(published / edges)),
                "sharpened_orders": float(np.log10(sharpened / edges)),
                "network": name,
                "data": dataset.name,
                "l1": _networks.resolved(name).recipe.l1,
                "weights": _models.digest(point["model"], models),
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="coreset_counts",
    title="sample counts asked for by the theorem on networks against the edges there are",
    grid={"model": [f"{name}@0" for name in (*STUDIED, *LARGE)]},
    run=run,
    version=1,
    row_keys=("layer",),
    small=[{"model": "sgd_digits@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._coresets", "lqtheory.compression.sampling.schedule"),
)
