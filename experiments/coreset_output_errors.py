"""Root mean square output error of randomly sparsified networks: predicted by the linearised formula, and measured.

Edges are kept independently with probability p_ij = min(1, c sqrt(c_i mean (w_ij a_j)²)), a tenth of the layer's mean
square added to that of each input, and divided by it (Poisson, dossier coreset.neyman); to first order E‖f̃ - f‖² = Σ
c_i mean (w_ij a_j)² (1/p_ij - 1), with c_i = mean ‖∂f/∂z_i‖². The prediction uses the training inputs of
:mod:`experiments._coresets`, without labels; the measurement the test inputs and five seeds. ``error ratio`` is
measured over predicted. ``by moments`` is the prediction that follows mean and covariance through the rectifiers
(:mod:`lqtheory.compression.sampling.moments`, heuristic), at 500 training inputs that the probabilities have not seen,
without labels: an edge that no input of the sample uses makes no error there, and does elsewhere. On the digits, where
some edges have probabilities of 1e-6, the mean of squares is carried by few draws: half the expected error was measured
with five seeds, and 100 do not settle it either. All in double precision: errors go down to 1e-11 of the output.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import _models
from experiments._runner import Experiment

DENSITIES = (0.5, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05)
#: Draws, where five are too few for a mean of squares.
MORE_REPETITIONS = {"sgd_digits": 100}
#: Inputs of the prediction by moments.
OTHER_INPUTS = 500
STUDIED = ("sgd_mnist", "sgd_mnist_l1", "sgd_fashion", "sgd_fashion_l1", "sgd_digits")


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """Rows for all densities of one network.

    Parameters
    ----------
    point : dict
        Model.
    rng : numpy.random.Generator
        Unused; repetitions have seeds of their own.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _coresets, _networks
    from lqtheory.compression.inputs import subject_of
    from lqtheory.compression.samples import Sample
    from lqtheory.compression.sampling.moments import expected_square_error
    from lqtheory.compression.sampling.options import SamplingOptions
    from lqtheory.compression.sampling.points import doubled
    from lqtheory.compression.sampling.rates import inclusion_probabilities
    from lqtheory.compression.sampling.scores import edge_scores
    from lqtheory.quantities.coreset_allocation_integers import neyman_mean_square

    ((name, _),) = _networks.members(point["model"])
    dataset = _models.dataset(name)
    (network,) = _models.load(point["model"], models)
    network = network.eval().requires_grad_(False).double()
    known = _coresets.outputs_of(network, dataset)
    sample = Sample(_coresets.inputs(network, dataset), 256)
    scores = edge_scores(doubled(subject_of(network)), sample, "activation_jacobian", None)
    raised = edge_scores(doubled(subject_of(network)), sample, "activation_jacobian", None, SamplingOptions().floor)
    n = sum(score.numel() for score in scores)
    names = [layer.name for layer in doubled(subject_of(network)).layers]
    others = _coresets.inputs(network, dataset, start=sample.size)[:OTHER_INPUTS]
    rows = []
    for density in DENSITIES:
        probabilities = inclusion_probabilities(raised, round(density * n))
        parts = zip(scores, probabilities, strict=True)
        predicted = float(np.sqrt(sum(neyman_mean_square(s.reshape(-1), p.reshape(-1)) for s, p in parts)))
        squares = expected_square_error(network, dict(zip(names, probabilities, strict=True)), others)
        by_moments = float(squares.mean().sqrt())
        measured = [
            known.rms(known.of(_coresets.compressed(network, dataset, "poisson_neyman", density, seed).network))
            for seed in range(MORE_REPETITIONS.get(name, _coresets.REPETITIONS))
        ]
        together = float(np.sqrt(np.mean(np.square(measured))))
        rows.append(
            {
                "density": density,
                "predicted": predicted,
                "measured": together,
                "lowest": min(measured),
                "highest": max(measured),
                "ratio": together / predicted,
                "by_moments": by_moments,
                "ratio_by_moments": together / by_moments,
                "output": float(known.dense.square().sum(dim=1).mean().sqrt()),
                "network": name,
                "data": dataset.name,
                "l1": _networks.resolved(name).recipe.l1,
                "weights": _models.digest(point["model"], models),
            }
        )
    return rows


EXPERIMENT = Experiment(
    name="coreset_output_errors",
    title="root mean square output error of independently kept edges, predicted and measured",
    grid={"model": [f"{name}@0" for name in STUDIED]},
    run=run,
    version=3,
    row_keys=("density",),
    small=[{"model": "sgd_digits@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._coresets", "lqtheory.compression.coresets"),
)
