"""Risk bounds from the code length of pruned, fine-tuned and quantised networks, against their test error.

Global magnitude pruning, three epochs of Adam on the kept weights, values quantised to 3 bits on a logarithmic scale
from 1 to 1/16 of the largest of a layer; then the real code of the network (support, codebook, values, biases; it
decodes to the same network) and the bound kl^{-1}(training error | (length ln 2 + ln(1/delta))/n) with delta = 0.05
over all n training inputs. What was chosen by looking at data is coded, too: one of the densities (log2 of their
number). Vacuous is a bound of at least 0.9.

Three bits and the range of 16 were chosen among 15 settings by the bound of ``sgd_mnist_l1`` at 2 %; coding that choice
takes 4 bits more, 5e-5 of the exponent at n = 60 000, which the table leaves out.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

DENSITIES = (0.1, 0.05, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005)
BITS, RANGE, EPOCHS, BATCH, RATE, FAILURE = 3, 16.0, 3, 128, 1e-3, 0.05
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_fashion_l1", "sgd_digits_l1")


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """The row of one network at one density.

    Parameters
    ----------
    point : dict
        Model and density.
    rng : numpy.random.Generator
        Orders the training inputs.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    import torch

    from experiments import _networks
    from lqtheory.compression import compress
    from lqtheory.compression.coding import code_length, decode, encode, quantise_network
    from lqtheory.quantities.code_risks import kl_inverse

    ((name, _),) = _networks.members(point["model"])
    dataset = _models.dataset(name)
    (network,) = _models.load(point["model"], models)
    result = compress(network, "magnitude", density=point["density"])
    tuned = _fine_tuned(result.network, result.masks, dataset, rng)
    stored = quantise_network(tuned, BITS, dynamic_range=RANGE)
    length = code_length(stored, BITS)
    code = encode(stored, BITS)
    back = decode(code, stored)
    same = all(torch.equal(a, b) for a, b in zip(back.state_dict().values(), stored.state_dict().values(), strict=True))
    n = len(dataset.y_train)
    wrong, fresh = (
        _errors(stored, x, y) for x, y in ((dataset.x_train, dataset.y_train), (dataset.x_test, dataset.y_test))
    )
    bits = length.total + math.log2(len(DENSITIES))
    budget = (bits * math.log(2) + math.log(1 / FAILURE)) / n
    risk = wrong / n
    return [
        {
            "nonzero": int(sum(int((p != 0).sum()) for p in stored.parameters() if p.ndim > 1)),
            "bits": bits,
            "bytes": len(code),
            "decodes": int(same),
            "n": n,
            "train_error": risk,
            "test_error": fresh / len(dataset.y_test),
            "kl": float(kl_inverse(risk, budget)),
            "hoeffding": risk + math.sqrt(budget / 2),
            "network": name,
            "data": dataset.name,
            "weights": _models.digest(point["model"], models),
        }
    ]


def _fine_tuned(network: Any, masks: Any, dataset: Any, rng: np.random.Generator) -> Any:
    """The network after a few epochs on its kept weights and biases."""
    import torch

    parameters = dict(network.named_parameters())
    for parameter in parameters.values():
        parameter.requires_grad_(True)
    optimizer = torch.optim.Adam(parameters.values(), lr=RATE)
    x, y = torch.from_numpy(dataset.x_train), torch.from_numpy(dataset.y_train)
    for _ in range(EPOCHS):
        for part in torch.from_numpy(rng.permutation(len(y))).split(BATCH):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(network(x[part]), y[part]).backward()
            optimizer.step()
            with torch.no_grad():
                for name, mask in masks.items():
                    parameters[name].mul_(mask)
    return network.eval().requires_grad_(False)


def _errors(network: Any, x: np.ndarray, y: np.ndarray) -> int:
    import torch

    with torch.no_grad():
        outputs = torch.cat([network(part) for part in torch.from_numpy(x).split(2000)])
    return int((outputs.argmax(dim=1) != torch.from_numpy(y)).sum())


EXPERIMENT = Experiment(
    name="generalization_of_compressed",
    title="risk bounds from code lengths of pruned networks against their test error",
    grid={"model": [f"{name}@0" for name in STUDIED], "density": list(DENSITIES)},
    run=run,
    version=1,
    small=[{"model": "sgd_digits_l1@0", "density": 0.1}],
    models=True,
    long=True,
    sources=("experiments._networks", "lqtheory.compression.coding"),
)
