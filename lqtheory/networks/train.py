"""Deterministic training of small networks on one thread or one GPU."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lqtheory.errors import DomainError
from lqtheory.networks.data import Dataset
from lqtheory.networks.training_state import Reached, restore, save

__all__ = ["Recipe", "TrainingRecord", "deterministic", "evaluate", "fit"]

_EVALUATION_BATCH = 2048
#: A training is written after an epoch if that long has passed since the last time.
SECONDS_BETWEEN_STATES = 10.0


@dataclass(frozen=True)
class Recipe:
    """How to train.

    Parameters
    ----------
    epochs, batch_size : int
        Passes over the data, and examples per step; a last incomplete batch is used, too.
    optimizer : {"adam", "sgd"}
        Optimiser.
    learning_rate, momentum : float
        Step size at the start, and momentum of SGD.
    l1 : float
        Weight of the penalty Σ|w| over all weight matrices (not the biases), added to the mean loss.
    schedule : {"cosine", "constant"}
        Step size over time: down to 0 along half a cosine, or constant.
    weight_decay : float
        Times every parameter, biases included, added to its gradient: the penalty ½ weight_decay ‖w‖².

    Raises
    ------
    DomainError
        If a value is out of range or unknown.

    Examples
    --------
    >>> Recipe(epochs=2).optimizer
    'adam'
    """

    epochs: int
    batch_size: int = 128
    optimizer: str = "adam"
    learning_rate: float = 1e-3
    momentum: float = 0.9
    l1: float = 0.0
    schedule: str = "cosine"
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        if self.epochs < 1 or self.batch_size < 1:
            raise DomainError(f"epochs={self.epochs}, batch_size={self.batch_size} (Recipe); use at least 1")
        if not (self.learning_rate > 0 and 0 <= self.momentum < 1 and self.l1 >= 0 and self.weight_decay >= 0):
            raise DomainError(
                f"learning_rate={self.learning_rate}, momentum={self.momentum}, l1={self.l1}, "
                f"weight_decay={self.weight_decay} (Recipe); use a positive rate, momentum in [0, 1), l1 >= 0, "
                "weight_decay >= 0"
            )
        for name, allowed in (("optimizer", ("adam", "sgd")), ("schedule", ("cosine", "constant"))):
            if getattr(self, name) not in allowed:
                raise DomainError(f"{name}={getattr(self, name)!r} is not one of {allowed} (Recipe)")


@dataclass(frozen=True)
class TrainingRecord:
    """What a training run came to.

    Parameters
    ----------
    losses : tuple of float
        Mean training loss of each epoch, penalty not included.
    train_score, test_score : float
        Accuracy, or for regression the coefficient of determination, after the last epoch.
    seconds : float
        Wall-clock time.
    """

    losses: tuple[float, ...]
    train_score: float
    test_score: float
    seconds: float


def fit(
    model: torch.nn.Module,
    dataset: Dataset,
    recipe: Recipe,
    *,
    rng: np.random.Generator,
    device: str = "cpu",
    n_threads: int = 1,
    state: str | os.PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> TrainingRecord:
    """Train a network in place; the same arguments give the same weights on the same machine.

    Parameters
    ----------
    model : torch.nn.Module
        The network; its outputs are logits (classification) or predictions of shape (examples, 1) or (examples,).
    dataset : Dataset
        Data; the cross-entropy is minimised for classes, the mean squared error for regression.
    recipe : Recipe
        How to train.
    rng : numpy.random.Generator
        Orders the examples.
    device : str
        ``"cpu"`` or ``"cuda"``; the network stays there.
    n_threads : int
        Threads of torch while training; one is fastest for small networks.
    state : path, optional
        A file to which a long training is written between epochs and with which the same training goes on after an
        interruption, to the same weights. It is removed at the end.
    on_progress : callable, optional
        ``on_progress(done, total)`` in steps.

    Returns
    -------
    TrainingRecord

    Raises
    ------
    DomainError
        If the device is not there, or the loss is no longer finite.

    Notes
    -----
    Deterministic kernels and the number of threads are set for the duration of the call and restored after it, also
    when it is interrupted. Other machines (processors, GPUs, versions) may round differently and give other weights.

    Examples
    --------
    >>> from lqtheory.networks import data
    >>> net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(64, 10))
    >>> fit(net, data.load("digits"), Recipe(5, learning_rate=1e-2), rng=np.random.default_rng(0)).test_score > 0.8
    True
    """
    start = time.perf_counter()
    with deterministic(device, n_threads):
        x, y = (torch.from_numpy(a).to(device) for a in (dataset.x_train, dataset.y_train))
        model.to(device).train()
        weights = [parameter for parameter in model.parameters() if parameter.ndim > 1]
        optimizer = _optimizer(model, recipe)
        steps = math.ceil(len(x) / recipe.batch_size)
        purpose = {"recipe": dataclasses.asdict(recipe), "data": dataset.name, "examples": len(x), "device": device}
        reached = Reached() if state is None else restore(state, model, optimizer, rng, purpose)
        losses, written = list(reached.losses), time.perf_counter()
        for epoch in range(len(losses), recipe.epochs):
            order = torch.from_numpy(rng.permutation(len(x))).to(device)
            total = torch.zeros((), dtype=torch.float64, device=device)
            for step, batch in enumerate(order.split(recipe.batch_size), start=epoch * steps):
                _set_rate(optimizer, recipe, step / (recipe.epochs * steps))
                total += len(batch) * _step(model, x[batch], y[batch], optimizer, weights, recipe.l1)
                if on_progress is not None:
                    on_progress(step + 1, recipe.epochs * steps)
            losses.append(_finite(total.item() / len(x), epoch, recipe))
            if state is not None and time.perf_counter() - written > SECONDS_BETWEEN_STATES:
                seconds, written = reached.seconds + time.perf_counter() - start, time.perf_counter()
                save(state, model, optimizer, rng, Reached(tuple(losses), seconds), purpose)
        model.eval()
        train_score = _score(model, x, y, dataset.task)
        test_score = _score(model, *_test_part(dataset, device), dataset.task)
    seconds = reached.seconds + time.perf_counter() - start
    if state is not None:
        Path(state).unlink(missing_ok=True)
    return TrainingRecord(tuple(losses), train_score, test_score, seconds)


def _finite(loss: float, epoch: int, recipe: Recipe) -> float:
    if not math.isfinite(loss):
        raise DomainError(
            f"the loss is {loss} in epoch {epoch + 1} with learning_rate={recipe.learning_rate} (fit); "
            "use a smaller one"
        )
    return loss


def evaluate(model: torch.nn.Module, dataset: Dataset, *, device: str = "cpu", n_threads: int = 1) -> float:
    """Score of a network on the test part of a data set.

    Parameters
    ----------
    model : torch.nn.Module
        The network, put into evaluation mode and on ``device``.
    dataset : Dataset
        Data.
    device, n_threads : str, int
        As in :func:`fit`.

    Returns
    -------
    float
        Accuracy in [0, 1], or the coefficient of determination (at most 1).

    Raises
    ------
    DomainError
        If the device is not there.

    Examples
    --------
    >>> from lqtheory.networks import data
    >>> net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(64, 10))
    >>> 0 <= evaluate(net, data.load("digits")) <= 1
    True
    """
    with deterministic(device, n_threads):
        return _score(model.to(device).eval(), *_test_part(dataset, device), dataset.task)


@contextlib.contextmanager
def deterministic(device: str = "cpu", n_threads: int = 1) -> Iterator[None]:
    """Run a block with deterministic kernels, a fixed number of threads and no reduced precision (TF32, autocast).

    The former settings come back after it.

    Parameters
    ----------
    device : str
        ``"cpu"`` or ``"cuda"``. For CUDA the environment variable ``CUBLAS_WORKSPACE_CONFIG`` is set if it is not,
        since cuBLAS is deterministic only with it.
    n_threads : int
        Threads of torch.

    Yields
    ------
    None

    Raises
    ------
    DomainError
        If the device is not there.

    Examples
    --------
    >>> with deterministic():
    ...     torch.get_num_threads()
    1
    """
    if torch.device(device).type == "cuda":
        if not torch.cuda.is_available():
            raise DomainError(
                f"device={device!r} is not available to torch on this machine (networks.train); use 'cpu'"
            )
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    before = (torch.get_num_threads(), torch.are_deterministic_algorithms_enabled())
    torch.set_num_threads(n_threads)
    torch.use_deterministic_algorithms(True)
    try:
        with torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True, allow_tf32=False):
            with _float32_products(device):
                yield
    finally:
        torch.set_num_threads(before[0])
        torch.use_deterministic_algorithms(before[1])


@contextlib.contextmanager
def _float32_products(device: str) -> Iterator[None]:
    """Matrix products of a GPU in float32 and not in TF32, whatever the process allows."""
    if torch.device(device).type != "cuda":
        yield
        return
    matmul = torch.backends.cuda.matmul
    before = matmul.allow_tf32
    matmul.allow_tf32 = False
    try:
        with torch.autocast("cuda", enabled=False):
            yield
    finally:
        matmul.allow_tf32 = before


def _optimizer(model: torch.nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    if recipe.optimizer == "adam":
        return torch.optim.Adam(model.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    return torch.optim.SGD(
        model.parameters(), lr=recipe.learning_rate, momentum=recipe.momentum, weight_decay=recipe.weight_decay
    )


def _set_rate(optimizer: torch.optim.Optimizer, recipe: Recipe, progress: float) -> None:
    factor = (1 + math.cos(math.pi * progress)) / 2 if recipe.schedule == "cosine" else 1.0
    for group in optimizer.param_groups:
        group["lr"] = recipe.learning_rate * factor


def _step(
    model: torch.nn.Module,
    x: torch.Tensor,
    y: torch.Tensor,
    optimizer: torch.optim.Optimizer,
    weights: list[torch.nn.Parameter],
    l1: float,
) -> torch.Tensor:
    loss = _loss(model(x), y)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    if l1:
        with torch.no_grad():
            for weight in weights:
                if weight.grad is not None:
                    weight.grad.add_(torch.sign(weight), alpha=l1)
    optimizer.step()
    return loss.detach()


def _loss(outputs: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    if y.is_floating_point():
        return torch.nn.functional.mse_loss(outputs.reshape(y.shape), y)
    return torch.nn.functional.cross_entropy(outputs, y)


def _test_part(dataset: Dataset, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.from_numpy(dataset.x_test).to(device), torch.from_numpy(dataset.y_test).to(device)


@torch.no_grad()
def _score(model: torch.nn.Module, x: torch.Tensor, y: torch.Tensor, task: str) -> float:
    kind = next((parameter.dtype for parameter in model.parameters()), x.dtype)
    outputs = torch.cat([model(part.to(kind)) for part in x.split(_EVALUATION_BATCH)])
    if task == "classification":
        return float((outputs.argmax(dim=1) == y).double().mean())
    residual = (outputs.reshape(y.shape).double() - y).square().sum()
    return float(1 - residual / (y.double() - y.double().mean()).square().sum())
