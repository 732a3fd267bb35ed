"""What the runner, training and drawing cost, against doing the same by hand.

The conventions are those of :mod:`experiments.benchmarks.run`. Alternatives: a plain loop over the points, a plain
``joblib.Parallel`` with two processes, and a training loop written by hand over tensors that lie in memory.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from experiments._runner import Experiment, run
from lqtheory.rng import generator_for

HERE = Path(__file__).resolve()
_LARGE = 1_000_000


def _draw(point: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    return {"value": float(rng.normal())}


def _work(point: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """About twenty milliseconds of arithmetic, a short row of a study."""
    x = rng.standard_normal(4000)
    for _ in range(450):
        x = np.sort(np.sin(x))
    return {"value": float(x[0])}


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Grids, and random images with random classes; fewer of all of them for a small size."""
    large = size >= _LARGE
    rng = np.random.default_rng(0)
    images = 20_000 if large else 600
    return {
        "light": Experiment("light", "", {"a": list(range(1000 if large else 40))}, _draw, 1),
        "heavy": Experiment("heavy", "", {"a": list(range(120 if large else 4))}, _work, 1),
        "x": rng.random((images, 1, 28, 28), dtype=np.float32),
        "y": rng.integers(0, 10, images),
        "figures": [] if large else ["worst_case_sawtooth"],
    }


def track_milliseconds_per_row(data: dict[str, Any]) -> float:
    """Processor time of a row in the runner beyond that in a plain loop, table written and seeds made from names."""
    light = data["light"]
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        run(light, Path(folder))
        ours = time.process_time() - start
    start = time.process_time()
    rng = np.random.default_rng(0)
    plain = [_draw(point, rng) for point in light.points()]
    return 1e3 * (ours - (time.process_time() - start)) / len(plain)


def time_sweep(data: dict[str, Any]) -> None:
    """The runner with two processes."""
    with tempfile.TemporaryDirectory() as folder:
        run(data["heavy"], Path(folder), n_jobs=2)


def time_joblib(data: dict[str, Any]) -> None:
    """Joblib with two processes over the same points, with a generator for each and no table."""
    with joblib.parallel_config(backend="loky", inner_max_num_threads=1):
        joblib.Parallel(n_jobs=2)(
            joblib.delayed(_work)(point, generator_for(0, "heavy", f"a={point['a']}"))
            for point in data["heavy"].points()
        )


def _network() -> Any:
    from lqtheory.networks.zoo.architectures import perceptron

    return perceptron(784, 300, 100, 10)(np.random.default_rng(0))


_EPOCHS, _BATCH, _RATE, _MOMENTUM = 2, 128, 0.05, 0.9


def time_fit(data: dict[str, Any]) -> None:
    """Training of the zoo's 784-300-100-10, with the scores at the end."""
    from lqtheory.networks import Dataset
    from lqtheory.networks.train import Recipe, fit

    recipe = Recipe(_EPOCHS, _BATCH, "sgd", _RATE, _MOMENTUM)
    dataset = Dataset("random", data["x"], data["y"], data["x"][:100], data["y"][:100], "classification", 10)
    fit(_network(), dataset, recipe, rng=np.random.default_rng(0))


def time_loop(data: dict[str, Any]) -> None:
    """The same by hand: tensors in memory, a permutation for each epoch, falling rate, and the scores at the end."""
    import torch

    net, x, y = _network(), torch.from_numpy(data["x"]), torch.from_numpy(data["y"])
    optimizer = torch.optim.SGD(net.parameters(), lr=_RATE, momentum=_MOMENTUM)
    steps = -(-len(x) // _BATCH) * _EPOCHS
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    generator = torch.Generator().manual_seed(0)
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(x), generator=generator).split(_BATCH):
            loss = torch.nn.functional.cross_entropy(net(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        for part in (x, x[:100]):
            torch.cat([net(several) for several in part.split(2048)]).argmax(dim=1)


def track_figures(data: dict[str, Any]) -> float:
    """Processor time that each of two processes needs to draw the figures in both widths, with captions and index page.

    That is how long it takes on two cores that do nothing else; one figure alone is drawn by one process.
    """
    before, jobs = resource.getrusage(resource.RUSAGE_CHILDREN), 1 if data["figures"] else 2
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "paper_figures", *data["figures"], "--out", folder, "--jobs", str(jobs)]
        subprocess.run(command, check=True, capture_output=True, cwd=HERE.parents[2], env=os.environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / jobs


RATIOS = {
    "sweep of 20 ms rows with two processes over plain joblib": ("time_sweep", "time_joblib", 1.05, "at most"),
    "training of the zoo's perceptron over a loop by hand": ("time_fit", "time_loop", 1.1, "at most"),
}

LIMITS = {
    "milliseconds per row of the runner over a plain loop": ("track_milliseconds_per_row", 2.0),
    "seconds of drawing all figures": ("track_figures", 60.0),
}
