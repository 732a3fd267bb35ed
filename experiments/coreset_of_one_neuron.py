"""One class of one neuron of a trained network: every statement on its error against the number of draws.

The positive weights of the first neuron of the second layer; sensitivities from the training inputs of
:mod:`experiments._coresets`. A union over all classes of the network puts the failure of one at 0.05/(4 eta).
``published``, ``bernstein`` and ``divergence`` hold for each point of the sample over the draws; ``rms`` is the root of
the mean variance; ``certified`` is the 95 % tolerance limit (failure 0.01) of the drawn coreset from 2000 test inputs
drawn at random, ``truth`` the 95 % quantile over the others. Inputs at which the class is silent are passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

COUNTS = (25, 50, 100, 200, 400, 800, 1600)
FAILURE, HELD_OUT = 0.05, 2000
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_fashion", "sgd_digits")


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all numbers of draws.

    Parameters
    ----------
    point : dict
        Model.
    rng : numpy.random.Generator
        Draws the edges.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _coresets
    from lqtheory.compression.certificates import tolerance_radius
    from lqtheory.quantities.coreset_errors import bernstein_relative_error, iclr_error
    from lqtheory.quantities.coreset_moments import sampling_moments
    from lqtheory.quantities.coreset_sensitivities import sensitivity_details
    from lqtheory.quantities.coreset_unique import expected_unique

    dataset = _models.dataset(point["model"].partition("@")[0])
    (network,) = _models.load(point["model"], models)
    network = network.eval().requires_grad_(False)
    eta, width = _sizes(network)
    weight, points = _second_layer(network, _coresets.inputs(network, dataset))
    _, fresh = _second_layer(network, dataset.x_test)
    class_of = weight > 0
    w, A, fresh = weight[class_of], points[:, class_of], fresh[:, class_of]
    told = sensitivity_details(w, A)
    q, total = told.q, float(told.total)
    delta, K = FAILURE / (4 * eta), float(np.log(eta * width))
    active = fresh @ w > 0
    drawn, others = (part[active[part]] for part in dataset.test_sample(min(HELD_OUT, len(fresh) // 2)))
    exact = fresh @ w
    rows = []
    for m in COUNTS:
        counts = rng.multinomial(m, q / q.sum())
        scaled = np.where(q > 0, counts / np.where(q > 0, m * q, 1.0), 0.0) * w
        known, unseen = (np.abs(fresh[part] @ scaled / exact[part] - 1) for part in (drawn, others))
        variances = np.asarray(sampling_moments(w, A[A @ w > 0], q).V) / m
        rows.append(
            {
                "m": m,
                "edges": int(class_of.sum()),
                "S": total,
                "distinct": float(expected_unique(q, m)),
                "published": float(iclr_error(m, total, K, eta, FAILURE)),
                "bernstein": float(bernstein_relative_error(m, total, delta)),
                "divergence": _divergence_error(m, total, delta),
                "rms": float(np.sqrt(variances.mean())),
                "certified": float(tolerance_radius(known, coverage=0.95, confidence=0.99)),
                "truth": float(np.quantile(unseen, 0.95, method="inverted_cdf")),
                "held_out": len(drawn),
                "others": len(others),
                "weights": _models.digest(point["model"], models),
            }
        )
    return rows


def _sizes(network: Any) -> tuple[int, int]:
    """Neurons behind the inputs, and the largest number of inputs of a layer."""
    matrices = [module.weight for module in network.modules() if hasattr(module, "weight")]
    return sum(len(matrix) for matrix in matrices), max(matrix.shape[1] for matrix in matrices)


def _second_layer(network: Any, x: Any) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the first neuron of the second layer, and its inputs."""
    import torch

    layers = [module for module in network.modules() if isinstance(module, torch.nn.Linear)]
    with torch.no_grad():
        hidden = torch.relu(layers[0](torch.as_tensor(x).flatten(1))).double().numpy()
    return layers[1].weight[0].double().numpy(), hidden


def _divergence_error(m: int, B: float, delta: float) -> float:
    """The least epsilon at which the tails of the divergence are at most delta."""
    from scipy.optimize import brentq

    from lqtheory.quantities.coreset_tails import kl_tails

    def excess(epsilon: float) -> float:
        both = kl_tails(m, B, epsilon)
        return float(both.upper + both.lower) - delta

    top = max(B - 1.0, 1.0) + 1e-9
    return float(brentq(excess, 1e-6, top, xtol=1e-10)) if excess(top) < 0 else float("inf")


EXPERIMENT = Experiment(
    name="coreset_of_one_neuron",
    title="one class of one neuron: published, sharper and certified errors against the truth, by number of draws",
    grid={"model": [f"{name}@0" for name in STUDIED]},
    run=run,
    version=2,
    row_keys=("m",),
    small=[{"model": "sgd_digits@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._coresets"),
)
