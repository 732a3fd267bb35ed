"""Lanczos runs on the Hessian of a digits network against the bare products that they contain.

The network is 64-32-32-10 (D = 3466), trained to a loss of a few thousandths; products are over all 1797 examples in
one batch of float64. The bare product is one call of ``torch.autograd.grad`` on a kept first-order graph. The
functional is (1/D) tr f(H), f(λ) = s/(s + |λ|), s = 2ε/R² with R² = 100 and ε the standard deviation of the loss over
batches of 128. One probe has the standard deviation (2V/D)^(1/2) = 0.009 here, so that the error of the functional is
one draw; the width of its bracket is not.
The conventions are those of :mod:`bench_norms`.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import numpy as np

from lqtheory.rng import generator_for

#: Steps of a run, at full size and on small data.
FULL, SMALL = (128, 512), (6, 12)
SQUARED_RADIUS = 100.0
#: Largest network of the memory check, in float32.
WIDE = 3000


def setup(size: int = 10_000_000) -> dict[str, Any]:
    """Train the network; one thread for torch, as for NumPy."""
    import torch

    from lqtheory.curvature import hessian, objective
    from lqtheory.networks import Recipe, data, fit
    from lqtheory.networks.zoo.architectures import perceptron

    torch.set_num_threads(1)
    full = size >= 10_000_000
    digits = data.load("digits")
    x = np.concatenate([digits.x_train, digits.x_test])[: None if full else 300]
    y = np.concatenate([digits.y_train, digits.y_test])[: len(x)]
    network = perceptron(64, 32, 32, 10)(generator_for(0, "bench_curvature", "weights"))
    if not full:
        network = perceptron(64, 3, 10)(generator_for(0, "bench_curvature", "weights"))
    recipe = Recipe(60 if full else 1, batch_size=32, learning_rate=4e-3)
    training = dataclasses.replace(digits, x_train=x, y_train=y)
    fit(network, training, recipe, rng=generator_for(0, "bench_curvature", "order"))
    network = network.double()
    made = objective(network, (x, y))
    operator = hessian(made)
    inputs, targets = torch.from_numpy(x).double(), torch.from_numpy(y)
    loss = torch.nn.functional.cross_entropy(network(inputs), targets)
    gradient = torch.autograd.grad(loss, made.parameters, create_graph=True)
    start = torch.from_numpy(generator_for(0, "bench_curvature", "start").standard_normal(operator.dimension))
    return {
        "operator": operator,
        "parameters": made.parameters,
        "gradient": gradient,
        "start": start,
        "parts": made.layout.split(start),
        "steps": FULL if full else SMALL,
        "s": 2.0 * _tolerance(network, inputs, targets) / SQUARED_RADIUS,
        "wide": WIDE if full else 50,
    }


def _tolerance(network: Any, inputs: Any, targets: Any) -> float:
    import torch

    with torch.no_grad():
        batches = zip(inputs.split(128), targets.split(128), strict=True)
        return float(np.std([float(torch.nn.functional.cross_entropy(network(a), b)) for a, b in batches]))


def _bare(data: dict[str, Any], products: int) -> None:
    import torch

    for _ in range(products):
        torch.autograd.grad(data["gradient"], data["parameters"], data["parts"], retain_graph=True)


def _steps(data: dict[str, Any], steps: int, **options: Any) -> Any:
    from lqtheory.curvature import lanczos

    return lanczos(data["operator"], data["start"], steps, **options)


def time_short_run(data: dict[str, Any]) -> Any:
    """128 steps with full reorthogonalisation."""
    return _steps(data, data["steps"][0])


def time_short_bare(data: dict[str, Any]) -> None:
    """128 bare products."""
    _bare(data, data["steps"][0])


def time_long_run(data: dict[str, Any]) -> Any:
    """512 steps with full reorthogonalisation."""
    return _steps(data, data["steps"][1])


def time_long_bare(data: dict[str, Any]) -> None:
    """512 bare products."""
    _bare(data, data["steps"][1])


def time_three_vectors(data: dict[str, Any]) -> Any:
    """512 steps with three vectors."""
    return _steps(data, data["steps"][1], reorthogonalise=False)


def _square_bar(data: dict[str, Any]) -> Any:
    """The functional by one probe and 512 steps on the square, 1024 products."""
    from lqtheory.curvature import absolute_resolvent, probe_runs, spectral_mean, squared

    rng = generator_for(0, "bench_curvature", "probe")
    runs = probe_runs(squared(data["operator"]), 1, data["steps"][1], rng=rng)
    return spectral_mean(runs, absolute_resolvent(data["s"]))


def time_functional(data: dict[str, Any]) -> Any:
    """The functional with its bracket."""
    return _square_bar(data)


def time_functional_bare(data: dict[str, Any]) -> None:
    """As many bare products."""
    _bare(data, 2 * data["steps"][1])


def _truth(data: dict[str, Any]) -> float:
    from lqtheory.curvature import absolute_resolvent, dense_spectrum

    if "spectrum" not in data:
        data["spectrum"] = dense_spectrum(data["operator"])
    return float(absolute_resolvent(data["s"]).values(data["spectrum"]).mean())


def track_functional_error(data: dict[str, Any]) -> float:
    """Distance of the functional from that of the exact spectrum."""
    return abs(_square_bar(data).value - _truth(data))


def track_bracket_width(data: dict[str, Any]) -> float:
    """Width of the bracket of the square for this probe."""
    low, high = _square_bar(data).likely
    return high - low


def track_swing_over_width(data: dict[str, Any]) -> float:
    """Largest change of the value of a run on the Hessian between m and m + 1, over the larger reported width."""
    from lqtheory.curvature import absolute_resolvent, quadrature

    run, function = time_long_run(data), absolute_resolvent(data["s"])
    largest = 0.0
    for m in range(max(1, run.steps // 2), run.steps, max(1, run.steps // 64)):
        bars = [quadrature(run.leading(n), function) for n in (m, m + 1)]
        width = max(bar.likely[1] - bar.likely[0] for bar in bars)
        largest = max(largest, abs(bars[0].value - bars[1].value) / max(width, 1e-12))
    return largest


def track_vectors_of_three(data: dict[str, Any]) -> float:
    """Peak memory of a run with three vectors beyond network and data, in parameter vectors; 0 where Linux is not."""
    import torch

    from lqtheory.curvature import hessian, lanczos, objective
    from lqtheory.networks.zoo.architectures import perceptron

    width = data["wide"]
    if not Path("/proc/self/clear_refs").exists():
        return 0.0
    rng = generator_for(0, "bench_curvature", "wide")
    network = perceptron(width, width, width, width)(rng)
    inputs = torch.from_numpy(rng.standard_normal((8, 1, width), dtype=np.float32))
    made = objective(network, (inputs, torch.arange(8)))
    dimension = made.layout.dimension
    start = torch.from_numpy(rng.standard_normal(dimension, dtype=np.float32))
    before = _peak_bytes(reset=True)
    lanczos(hessian(made), start, 3, reorthogonalise=False)
    return (_peak_bytes() - before) / (4 * dimension)


def _peak_bytes(*, reset: bool = False) -> int:
    """Peak resident memory since the last reset; now, if it is reset."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0


RATIOS = {
    "128 steps / 128 bare products": ("time_short_run", "time_short_bare", 1.3, "at most"),
    "512 steps / 512 bare products": ("time_long_run", "time_long_bare", 1.8, "at most"),
    "512 steps with three vectors / 512 bare products": ("time_three_vectors", "time_long_bare", 1.3, "at most"),
    "functional with bracket / its 1024 bare products": ("time_functional", "time_functional_bare", 2.5, "at most"),
}

LIMITS = {
    "error of the functional": ("track_functional_error", 0.01),
    "width of its bracket": ("track_bracket_width", 0.01),
    "largest swing between m and m + 1 / reported width": ("track_swing_over_width", 1.0),
    "vectors of a run with three": ("track_vectors_of_three", 6.0),
}
