"""The second count of zeros in the public code of the published predictor, on the networks of both studies.

The public code samples 100 rows of the Hessian, takes those of a small ℓ1 norm for eigenvalues 0 and adds their share z
to a spectrum that has these zeros already: F becomes z + (1 - z) F (dossier geom.prune.audit). Here the exhibit is
computed with and without z, and the published predictor beside it, from the same Ritz values: those of the first run
of the studies, whose seeds, examples and tolerances are taken over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from experiments import pruning_limits_of_larger_networks as larger
from experiments import pruning_limits_of_networks as smaller
from experiments._runner import Experiment
from lqtheory import limits
from lqtheory.rng import generator_for

#: Root seed of the tables that the exhibit stands in.
SEED = 0


def run(point: dict[str, Any], rng: np.random.Generator, models: Path) -> list[dict[str, Any]]:
    """One row for each tolerance of the studies.

    Parameters
    ----------
    point : dict
        Model with its replicate.
    rng : numpy.random.Generator
        Unused: the probe is that of the study.
    models : pathlib.Path
        Where trained models lie.

    Returns
    -------
    list of dict
    """
    from experiments import _limits
    from lqtheory.curvature import probe_runs, squared_run

    settings = smaller.spent(point["model"])
    known = _limits.studied(point["model"], settings, models)
    operator, path, epsilon = known.hessian, known.path, known.epsilon
    study = larger if known.name in smaller.LARGER else smaller
    source = generator_for(SEED, study.EXPERIMENT.name, f"model={point['model']}")
    steps = min(settings.steps, operator.dimension)
    (ritz,) = probe_runs(operator, 1, steps, rng=source)
    z = limits.zero_row_share(operator, settings.zero_rows, rng=source.spawn(1)[0], batch_size=settings.batch_size)
    shares = limits.sampled_shares([squared_run(ritz)], "absolute", traces=[ritz])
    return [
        {
            "factor": factor,
            "network": known.name,
            "replicate": known.replicate,
            "zero_share": z,
            "published": limits.published(path, shares, factor * epsilon).ratio,
            "exhibit": limits.published_pipeline(path, ritz, factor * epsilon).ratio,
            "exhibit with zeros": limits.published_pipeline(path, ritz, factor * epsilon, z).ratio,
        }
        for factor in _limits.FACTORS
    ]


EXPERIMENT = Experiment(
    name="zero_rows_of_limits",
    title="zero rows of the Hessian that the public code counts twice, and what they add to its prediction",
    grid={"model": [*smaller.EXPERIMENT.grid["model"], *larger.PLANNED]},
    run=run,
    version=1,
    row_keys=("factor",),
    small=[{"model": "long_digits_narrow@0"}],
    models=True,
    long=True,
    sources=("experiments._networks", "experiments._limits", "lqtheory.limits.exhibit"),
)
