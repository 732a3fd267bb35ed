"""Certified quantiles of the relative output error of compressed networks, against what fresh inputs then show.

2000 test inputs drawn at random (half of them, where there are fewer than 4000) are held out, the same ones for all
cells of a data set; with probability 0.99 over them at most a share alpha of all inputs exceeds the tolerance limit.
The truth is the quantile over the remaining test inputs. The first rows will not do: those of MNIST's test set differ
from the rest, and limits from them failed more often than they may. Class changes likewise: Clopper-Pearson limit
against the share of the remaining ones. One drawn network for each cell (seed 0): the certificate is for the network
that was drawn.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment
from lqtheory.errors import DomainError

METHODS = ("poisson_neyman", "corenet_neyman", "sensitivity", "magnitude")
DENSITIES = (0.4, 0.25, 0.15, 0.1, 0.05)
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_fashion", "sgd_fashion_l1", "sgd_digits")
ALPHAS, DELTA = (0.1, 0.05, 0.01), 0.01
HELD_OUT = 2000


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all densities and shares of one network compressed by one method.

    Parameters
    ----------
    point : dict
        Model and method.
    rng : numpy.random.Generator
        Unused; the drawn network has seed 0.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    import torch

    from experiments import _coresets, _networks
    from lqtheory.compression.certificates import certify_unseen

    ((name, _),) = _networks.members(point["model"])
    dataset = _models.dataset(name)
    (network,) = _models.load(point["model"], models)
    network = network.eval().requires_grad_(False)
    known = _coresets.outputs_of(network, dataset)
    held_out = min(HELD_OUT, len(dataset.x_test) // 2)
    drawn, others = dataset.test_sample(held_out)
    fresh = torch.from_numpy(dataset.x_test[drawn])
    construction = _coresets.inputs(network, dataset)
    rows = []
    for density in DENSITIES:
        try:
            compressed = _coresets.compressed(network, dataset, point["method"], density, 0).network
        except DomainError:  # below one draw for every class
            continue
        told = certify_unseen(
            network, compressed, fresh, construction=construction, alphas=ALPHAS, delta=DELTA, equal_inputs=held_out
        )
        outputs = known.of(compressed)
        changes = np.sort(known.changes(outputs)[others])
        flips = (outputs.argmax(dim=1) != known.dense.argmax(dim=1)).double()[torch.from_numpy(others)]
        for quantile in told.quantiles:
            truth = float(np.quantile(changes, 1 - quantile.alpha, method="inverted_cdf"))
            rows.append(
                {
                    "density": density,
                    "alpha": quantile.alpha,
                    "certified": quantile.tolerance,
                    "conformal": quantile.conformal,
                    "truth": truth,
                    "ratio": quantile.tolerance / truth if truth > 0 else None,
                    "above": float((changes > quantile.tolerance).mean()),
                    "flips_certified": told.flip_bound,
                    "flips": float(flips.mean()),
                    "held_out": held_out,
                    "others": len(changes),
                    "network": name,
                    "data": dataset.name,
                    "l1": _networks.resolved(name).recipe.l1,
                    "weights": _models.digest(point["model"], models),
                }
            )
    return rows


EXPERIMENT = Experiment(
    name="coreset_certificates",
    title="certified quantiles of the relative output error against the truth on fresh inputs",
    grid={"model": [f"{name}@0" for name in STUDIED], "method": METHODS},
    run=run,
    version=2,
    row_keys=("density", "alpha"),
    small=[{"model": "sgd_digits@0", "method": "poisson_neyman"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._coresets", "lqtheory.compression.certificates.held_out"),
)
