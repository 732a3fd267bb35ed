"""Networks in exact rational arithmetic: the oracle of the certificates. Slow, for tiny networks."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import torch
from torch import nn

from lqtheory.networks import Residual
from lqtheory.networks.views.parts import ActivationPart, AffinePart, FlattenPart, Part, PoolPart, ResidualPart

Rational = np.ndarray  # of objects


def rational(tensor: torch.Tensor) -> Rational:
    flat = [Fraction(float(v)) for v in tensor.detach().double().flatten()]
    return np.array(flat, dtype=object).reshape(tuple(tensor.shape))


def run(parts: tuple[Part, ...], x: Rational) -> Rational:
    """Outputs for one instance, without a batch axis."""
    for part in parts:
        x = run(part.shortcut, x) + run(part.parts, x) if isinstance(part, ResidualPart) else _step(part, x)
    return x


def _step(part: Part, x: Rational) -> Rational:
    if isinstance(part, FlattenPart):
        return x.reshape(-1)
    if isinstance(part, ActivationPart):
        return _activation(part, x)
    if isinstance(part, PoolPart):
        return _pool(part, x)
    assert isinstance(part, AffinePart)
    weight = rational(part.weight)
    bias = np.zeros(len(weight), dtype=object) if part.bias is None else rational(part.bias)
    if part.kind == "linear":
        return weight.dot(x) + bias
    if part.kind == "scale":
        axes = (-1, *[1] * (x.ndim - 1))
        return x * weight.reshape(axes) + bias.reshape(axes)
    assert not isinstance(part.padding, str)
    if part.kind == "conv1d":  # images of height 1
        image = AffinePart(
            part.path, "conv2d", part.weight.unsqueeze(2), part.bias, (1, *part.stride), (0, *part.padding),
            (1, *part.dilation), part.groups,
        )  # fmt: skip
        return _step(image, x[:, None])[:, 0]
    out = []
    per_group = x.shape[0] // part.groups
    for filter_index, kernel in enumerate(weight):
        group = filter_index // (len(weight) // part.groups)
        image = x[group * per_group : (group + 1) * per_group]
        windows = _windows(image, kernel.shape[1:], part.stride, part.padding, part.dilation, Fraction(0))
        out.append([[(kernel * w).sum() + bias[filter_index] for w in row] for row in windows])
    return np.array(out, dtype=object)


def _windows(image, size, stride, padding, dilation, fill) -> list[list[Rational]]:
    padded = np.full((image.shape[0], *(n + 2 * p for n, p in zip(image.shape[1:], padding, strict=True))), fill)
    padded[:, padding[0] : padding[0] + image.shape[1], padding[1] : padding[1] + image.shape[2]] = image
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, size, strict=True)]
    rows = range(0, padded.shape[1] - reach[0] + 1, stride[0])
    columns = range(0, padded.shape[2] - reach[1] + 1, stride[1])
    return [[padded[:, i : i + reach[0] : dilation[0], j : j + reach[1] : dilation[1]] for j in columns] for i in rows]


def _activation(part: ActivationPart, x: Rational) -> Rational:
    functions = {
        "relu": lambda t: max(t, Fraction(0)),
        "leaky_relu": lambda t: t if t > 0 else Fraction(part.parameters["negative_slope"]) * t,
        "hardtanh": lambda t: min(max(t, Fraction(-1)), Fraction(1)),
    }
    return np.array([functions[part.name](t) for t in x.flatten()], dtype=object).reshape(x.shape)


def _pool(part: PoolPart, x: Rational) -> Rational:
    if part.kind == "global_average":
        return x.reshape(len(x), -1).sum(1).reshape(-1, *[1] * (x.ndim - 1)) / x[0].size
    if part.dimensions == 1:
        image = PoolPart(
            part.path, part.kind, (1, *part.kernel), (1, *part.stride), (0, *part.padding), (1, *part.dilation)
        )
        return _pool(image, x[:, None])[:, 0]
    fill = Fraction(-(10**9)) if part.kind == "max" else Fraction(0)
    out = []
    for image in x:
        windows = _windows(image[None], part.kernel, part.stride, part.padding, part.dilation, fill)
        count = part.kernel[0] * part.kernel[1]
        out.append([[w.max() if part.kind == "max" else w.sum() / count for w in row] for row in windows])
    return np.array(out, dtype=object)


def norm(vector: Rational) -> float:
    return float(sum(v * v for v in vector.flatten())) ** 0.5


def network(name: str, seed: int) -> nn.Sequential:
    """Tiny networks with weights of two digits, some of them zero."""
    makers = {
        "mlp": lambda: nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4), nn.LeakyReLU(0.25), nn.Linear(4, 3)),
        "residual": lambda: nn.Sequential(
            nn.Linear(6, 4), nn.ReLU(), Residual(nn.Sequential(nn.Linear(4, 3), nn.Hardtanh(), nn.Linear(3, 4))),
            nn.ReLU(), nn.Dropout(), nn.Linear(4, 3, bias=False),
        ),
        "cnn": lambda: nn.Sequential(
            nn.Conv2d(2, 4, 3, padding=1, groups=2), nn.ReLU(), nn.MaxPool2d(2, stride=1),
            nn.Conv2d(4, 3, 2, stride=(1, 2)), nn.ReLU(), nn.Flatten(), nn.Linear(12, 3),
        ),
        "averages": lambda: nn.Sequential(
            nn.Conv2d(2, 3, 2, dilation=2), nn.ReLU(), nn.AvgPool2d(2, stride=1), nn.Conv2d(3, 4, 1),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3),
        ),
        # A residual block with a projection, batch normalisation that can be folded, and one that cannot (after ReLU).
        "projected": lambda: nn.Sequential(
            nn.Conv2d(2, 3, 2, bias=False), nn.BatchNorm2d(3), nn.ReLU(),
            Residual(
                nn.Sequential(
                    nn.Conv2d(3, 4, 3, stride=2, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 4, 1),
                ),
                nn.Sequential(nn.Conv2d(3, 4, 1, stride=2, bias=False), nn.BatchNorm2d(4)),
            ),
            nn.ReLU(), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(16, 3),
        ),
        "sequence": lambda: nn.Sequential(
            nn.Conv1d(2, 4, 3, padding=1, groups=2), nn.BatchNorm1d(4), nn.ReLU(), nn.MaxPool1d(2, stride=1),
            Residual(nn.Conv1d(4, 3, 3, stride=2, padding=1), nn.Conv1d(4, 3, 1, stride=2)), nn.ReLU(),
            nn.AvgPool1d(2, stride=1), nn.Conv1d(3, 4, 2, dilation=2, padding=1), nn.AdaptiveAvgPool1d(1), nn.Flatten(),
            nn.Linear(4, 3),
        ),
    }  # fmt: skip
    net = makers[name]()
    rng = np.random.default_rng(seed)
    with torch.no_grad():
        for parameter in net.parameters():
            values = np.round(rng.standard_normal(tuple(parameter.shape)), 2) * (
                rng.random(tuple(parameter.shape)) < 0.9
            )
            parameter.copy_(torch.from_numpy(values))
        for module in net.modules():
            if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
                module.running_mean.copy_(torch.from_numpy(np.round(rng.standard_normal(module.num_features), 2)))
                module.running_var.copy_(torch.from_numpy(np.round(0.5 + rng.random(module.num_features), 2)))
    return net.eval()


def inputs(name: str, n: int, seed: int) -> torch.Tensor:
    shape = {"mlp": (n, 6), "residual": (n, 6), "sequence": (n, 2, 8)}.get(name, (n, 2, 4, 5))
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape).astype(np.float32))


def pruned_copy(net: nn.Module, density: float, seed: int) -> nn.Module:
    """Each row of a weight keeps its largest entries, of a random number about the density."""
    pruned, rng = copy.deepcopy(net), np.random.default_rng(seed)
    with torch.no_grad():
        for weight in _weights(pruned):
            rows = weight.flatten(1)
            for row in rows:
                kept = int(rng.binomial(row.numel(), density))
                row[row.abs().argsort(descending=True, stable=True)[kept:]] = 0
            weight.copy_(rows.reshape(weight.shape))
    return pruned


def _weights(net: nn.Module) -> Iterator[torch.Tensor]:
    for parameter in net.parameters():
        if parameter.ndim > 1:
            yield parameter
