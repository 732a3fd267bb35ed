"""Training the models of the zoo, and keeping them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load as tensors_of_bytes
from safetensors.torch import save as bytes_of_tensors

from lqtheory.errors import DataError
from lqtheory.networks import data
from lqtheory.networks.train import TrainingRecord, fit
from lqtheory.networks.zoo.models import ZooModel, build, model
from lqtheory.rng import generator_for
from lqtheory.tables import replacing

__all__ = ["is_trained", "load", "model_card", "train"]

#: What recipes were before they had these settings; older cards do not name them.
_LATER_SETTINGS = {"weight_decay": 0.0}


def train(
    name: str | ZooModel,
    *,
    seed: int = 0,
    device: str = "cpu",
    folder: str | os.PathLike[str] | None = None,
    root: str | os.PathLike[str] | None = None,
    n_threads: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> torch.nn.Sequential:
    """Train a model, and keep it if a folder is given.

    Parameters
    ----------
    name : str or ZooModel
        One of :func:`names`, or a model of one's own.
    seed : int
        Root seed of the initial weights and of the order of the examples.
    device : str
        ``"cpu"`` or ``"cuda"``.
    folder : path, optional
        Where to write ``<name>-seed<seed>.safetensors`` and its model card ``.json``, each complete or not at all. A
        long training that was interrupted goes on there.
    root : path, optional
        Folder of the data set, see :func:`lqtheory.networks.data.load`.
    n_threads : int
        Threads of torch.
    on_progress : callable, optional
        ``on_progress(done, total)`` in steps.

    Returns
    -------
    torch.nn.Sequential
        On the CPU, in evaluation mode.

    Raises
    ------
    RegistryError
        If there is no such model.
    DataError
        If its data are not there.
    DomainError
        If the device is not there.

    Notes
    -----
    ``mlp_digits`` takes about 2 seconds, ``mlp_mnist`` about half a minute on one core.

    Examples
    --------
    >>> net = train("mlp_digits", seed=0)
    >>> [tuple(parameter.shape) for parameter in net.parameters() if parameter.ndim == 2]
    [(32, 64), (16, 32), (10, 16)]
    """
    spec = model(name)
    dataset = data.load(spec.data, root=root)
    net = build(name, seed=seed)
    order = generator_for(seed, "zoo", spec.name, "order")
    state = None
    if folder is not None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        state = Path(folder) / f".{spec.name}-seed{seed}.training"
    record = fit(
        net, dataset, spec.recipe, rng=order, device=device, n_threads=n_threads, state=state, on_progress=on_progress
    )
    net.cpu()
    if folder is not None:
        _save(net, spec, record, dataset, seed, device, Path(folder))
    return net


def load(
    name: str | ZooModel,
    *,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    weights: str | os.PathLike[str] | None = None,
) -> torch.nn.Sequential:
    """A model trained before.

    Parameters
    ----------
    name : str or ZooModel
        One of :func:`names`, or a model of one's own.
    seed : int
        Root seed it was trained with.
    folder : path, optional
        Where :func:`train` wrote it; by default ``models`` in the user's cache.
    weights : path, optional
        The file with the weights, where it does not lie beside its card; the card's digest has to fit.

    Returns
    -------
    torch.nn.Sequential
        On the CPU, in evaluation mode.

    Raises
    ------
    RegistryError
        If there is no such model.
    DataError
        If it is not there, damaged, or was trained by another recipe than today's.
    """
    spec = model(name)
    path, card = _paths(spec, seed, folder)
    path = path if weights is None else Path(weights)
    if not (path.is_file() and card.is_file()):
        raise DataError(
            f"{spec.name} with seed {seed} was not trained into {path.parent} (zoo.load); use zoo.train first"
        )
    record = model_card(name, seed=seed, folder=folder)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != record.get("sha256"):
        raise DataError(f"{path} is not the file its card describes (zoo.load); train {spec.name} again")
    recipe = record.get("recipe")
    if not isinstance(recipe, dict) or {**_LATER_SETTINGS, **recipe} != dataclasses.asdict(spec.recipe):
        raise DataError(
            f"{path} was trained by another recipe than that of {spec.name} today (zoo.load); train it again"
        )
    net = build(name, seed=seed)
    net.load_state_dict(tensors_of_bytes(content))
    return net.eval()


def is_trained(
    name: str | ZooModel,
    *,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    since: float | None = None,
) -> bool:
    """Whether :func:`load` would succeed.

    Parameters
    ----------
    name, seed, folder : str or ZooModel, int, path
        As in :func:`load`.
    since : float, optional
        Time (seconds since 1970) before which a training does not count.

    Returns
    -------
    bool

    Raises
    ------
    RegistryError
        If there is no such model.

    Examples
    --------
    >>> is_trained("mlp_digits", folder="no/such/folder")
    False
    """
    try:
        load(name, seed=seed, folder=folder)
    except DataError:
        return False
    return since is None or _paths(model(name), seed, folder)[1].stat().st_mtime >= since


def model_card(name: str | ZooModel, *, seed: int = 0, folder: str | os.PathLike[str] | None = None) -> dict[str, Any]:
    """The record of a trained model: architecture, data, recipe, seed, device, scores, digest, versions.

    Parameters
    ----------
    name, seed, folder : str or ZooModel, int, path
        As in :func:`load`.

    Returns
    -------
    dict
        Plain JSON values.

    Raises
    ------
    RegistryError
        If there is no such model.
    DataError
        If the card is missing or unreadable.
    """
    spec = model(name)
    path = _paths(spec, seed, folder)[1]
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is not a readable model card ({error}); train {spec.name} again") from error
    if not isinstance(record, dict):
        raise DataError(f"{path} is not a model card; train {spec.name} again")
    return record


def _paths(spec: ZooModel, seed: int, folder: str | os.PathLike[str] | None) -> tuple[Path, Path]:
    place = data.cache_folder() / "models" if folder is None else Path(folder)
    return place / f"{spec.name}-seed{seed}.safetensors", place / f"{spec.name}-seed{seed}.json"


def _save(
    net: torch.nn.Sequential,
    spec: ZooModel,
    record: TrainingRecord,
    dataset: data.Dataset,
    seed: int,
    device: str,
    folder: Path,
) -> None:
    weights, card = _paths(spec, seed, folder)
    content = bytes_of_tensors({key: value.contiguous() for key, value in net.state_dict().items()})
    text = {
        "name": spec.name,
        "title": spec.title,
        "architecture": [str(part) for part in net],
        "data": {"name": dataset.name, "examples": len(dataset.x_train), "scaling": dataset.scaling},
        "recipe": dataclasses.asdict(spec.recipe),
        "seed": seed,
        "device": torch.cuda.get_device_name(device) if device != "cpu" else platform.processor() or platform.machine(),
        "train_score": record.train_score,
        "test_score": record.test_score,
        "losses": list(record.losses),
        "seconds": round(record.seconds, 2),
        "sha256": hashlib.sha256(content).hexdigest(),
        "versions": {"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__},
    }
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(weights) as temporary:
        temporary.write_bytes(content)
    with replacing(card) as temporary:
        temporary.write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")
