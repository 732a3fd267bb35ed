"""The larger networks of the study of limits.

MNIST and Fashion-MNIST 784-300-100-10 with l1 0, 1e-5, 5e-5, 1e-4, a convolutional network on MNIST and one on a part
of CIFAR-10 with l1 0, 5e-5; three seeds each, 36 networks, the first seed of all settings first. Residual networks on
that part of CIFAR-10, l1 0 and 5e-5, three seeds each, were added when the others had been measured; but for the steps
spent on their curvature nothing is different for them. Definitions are those of :mod:`experiments._limits`; 400 steps
of one probe (300 for residual networks), losses over the first 2000 examples (500 for convolutional networks), both in
float64.

A network takes about 800 products for the spectra, 1200 from pruned weights, 1600 for real masks, and 2000 evaluations
for retraining: four minutes of one idle core, ten for a convolutional one on MNIST, twenty on CIFAR-10 and thirty for a
residual one; with their training about eight hours of one core. The table is written after each network, so a run that
was killed goes on where it was. (Some networks had been measured over 6000 examples in float32 before, and then with
300 steps of two probes; their rows were measured again.)

``python -m experiments.pruning_limits_of_larger_networks --jobs 2`` goes on with those of :data:`PLANNED` that are
missing, a few at a time; ``python -m experiments run`` measures all of them.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path

from experiments import pruning_limits_of_networks as study
from experiments._runner import Experiment, run
from lqtheory import tables

#: ``study.LARGER`` in the order of computation.
DENSE = (
    "sgd_mnist_l1",
    "sgd_mnist",
    "sgd_fashion_l1",
    "sgd_fashion",
    "sgd_mnist_l1_weak",
    "sgd_fashion_l1_weak",
    "sgd_mnist_l1_strong",
    "sgd_fashion_l1_strong",
)
CONVOLUTIONAL = ("sgd_mnist_cnn_l1", "sgd_mnist_cnn", "sgd_cifar_l1", "sgd_cifar")

#: All networks, in the order of computation: every setting once, then the other seeds, the cheap ones first.
PLANNED = [f"{name}@0" for name in (*DENSE, *CONVOLUTIONAL)]
PLANNED += [f"{name}@{replicate}" for replicate in (1, 2) for name in DENSE]
PLANNED += [f"{name}@{replicate}" for replicate in (1, 2) for name in CONVOLUTIONAL]
PLANNED += [f"{name}@{replicate}" for replicate in (0, 1, 2) for name in study.RESIDUAL]

EXPERIMENT = Experiment(
    name="pruning_limits_of_larger_networks",
    title="pruning limits of larger trained networks: predictors, four measured truths and null baselines",
    grid={"model": PLANNED},
    run=study.run,
    version=4,
    row_keys=("factor", "predictor"),
    models=True,
    long=True,
    sources=study.EXPERIMENT.sources,
)


def main(arguments: list[str]) -> None:
    """Compute the missing rows.

    Parameters
    ----------
    arguments : list of str
        Of the command line.
    """
    parser = argparse.ArgumentParser(prog=f"python -m experiments.{EXPERIMENT.name}", description=EXPERIMENT.title)
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    options = parser.parse_args(arguments)
    here = Path(__file__).parent
    folder = here / "results"
    path = folder / f"{EXPERIMENT.name}.csv"
    have = {row["model"] for row in tables.read(path)} if path.exists() else set()
    first = next((i for i, model in enumerate(PLANNED) if model not in have), len(PLANNED) - 1)
    # Networks of a chunk are trained before the first is measured, and its last ones leave a worker idle.
    chunk = 4 * options.jobs
    for end in range(first + chunk, len(PLANNED) + chunk, chunk):
        run(
            dataclasses.replace(EXPERIMENT, grid={"model": PLANNED[:end]}),
            folder,
            models=here / "models",
            n_jobs=options.jobs,
            on_progress=lambda what, done, total: print(f"{what}: {done}/{total}", file=sys.stderr),
        )


if __name__ == "__main__":
    main(sys.argv[1:])
