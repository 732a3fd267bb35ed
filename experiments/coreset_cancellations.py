"""How often positive and negative parts of a neuron cancel: the share of ratios Delta above t, layer by layer.

Delta = sum |w_j a_j| / |sum w_j a_j + b| at the test inputs (at most 2000), over all neurons of a layer. The paper
assumes it to be sub-exponential; where the sum has a density at 0, t P(Delta > t) tends to a positive constant.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

LEVELS = tuple(float(f"{10 ** (k / 4):.6g}") for k in range(17))
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_fashion", "sgd_fashion_l1", "sgd_digits")
INPUTS = 2000


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all layers and levels.

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
    import torch

    from lqtheory.quantities.coreset_layers import layer_cancellations

    dataset = _models.dataset(point["model"].partition("@")[0])
    (network,) = _models.load(point["model"], models)
    x = torch.from_numpy(dataset.x_test[:INPUTS]).flatten(1)
    rows = []
    for index, layer in enumerate(m for m in network.modules() if isinstance(m, torch.nn.Linear)):
        with torch.no_grad():
            ratios = np.asarray(layer_cancellations(layer.weight.double(), x.double(), layer.bias.double()))
            x = torch.relu(layer(x))
        rows += [
            {
                "layer": index,
                "t": t,
                "share": float((ratios > t).mean()),
                "infinite": float(np.isinf(ratios).mean()),
                "mean": float(ratios[np.isfinite(ratios)].mean()),
                "pairs": ratios.size,
                "weights": _models.digest(point["model"], models),
            }
            for t in LEVELS
        ]
    return rows


EXPERIMENT = Experiment(
    name="coreset_cancellations",
    title="share of cancellation ratios above a level, by layer",
    grid={"model": [f"{name}@0" for name in STUDIED]},
    run=run,
    version=1,
    row_keys=("layer", "t"),
    small=[{"model": "sgd_digits@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "lqtheory.quantities.coreset_layers"),
)
