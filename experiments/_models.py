"""Trained models for experiments: trained once into a folder, then read from it.

A model is named as in :mod:`experiments._networks`: ``NAME``, ``NAME@replicate`` or, for several together,
``NAME@first-last``. What needs torch is taken from ``networks`` inside functions, so that torch is loaded only by
experiments that need it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from experiments import _backends
from lqtheory import networks
from lqtheory.errors import DomainError


def unavailable(name: str) -> str:
    """Why a model cannot be trained here without a network.

    Parameters
    ----------
    name : str
        Name of a model.

    Returns
    -------
    str
        One sentence, or nothing if its data are there.
    """
    return unavailable_data(name, _spec(name).data)


def unavailable_data(name: str, wanted: str) -> str:
    """Why something cannot be computed here without a network.

    Parameters
    ----------
    name, wanted : str
        What needs the data, and the name of the data set.

    Returns
    -------
    str
        One sentence, or nothing if the data are there.
    """
    if networks.data.is_available(wanted):
        return ""
    return f"{name} needs the data set {wanted}; set {networks.data.ENVIRONMENT_VARIABLE} to a folder that has it"


def ensure(
    names: Iterable[str],
    folder: Path | None,
    *,
    seed: int,
    n_jobs: int,
    on_progress: Callable[[str, int, int], None],
    backend: str | None = _backends.LOCAL,
    since: float | None = None,
) -> dict[str, dict[str, Any]]:
    """Train the models that are not in the folder yet, one thread each.

    Parameters
    ----------
    names : iterable of str
        Names of models.
    folder : pathlib.Path
        Where models lie.
    seed, n_jobs : int
        Root seed; worker processes.
    on_progress : callable
        ``on_progress(what, done, total)``.
    backend : str, optional
        What trains them, as for rows: on a cluster ``folder`` has to be one that all nodes see.
    since : float, optional
        Time (seconds since 1970) before which trained models do not count.

    Returns
    -------
    dict of str to dict
        For each the short digest of its weights, its score on the test data, the data, and the seconds of training.

    Raises
    ------
    DomainError
        If no folder is given.
    """
    if folder is None:
        raise DomainError("the experiment needs trained models (experiments.run); give models=, a folder for them")
    names = list(names)
    wanted = dict.fromkeys(member for name in names for member in _members(name, seed))
    missing = [
        (name, own, folder)
        for name, own in wanted
        if not networks.zoo.is_trained(_spec(name), seed=own, folder=folder, since=since)
    ]
    for done, name in enumerate(_backends.streamed(_train, missing, n_jobs, backend), start=1):
        on_progress(f"trained {name}", done, len(missing))
    return {name: _told(name, folder, seed) for name in names}


def _spec(name: str) -> Any:
    from experiments import _networks

    return _networks.resolved(name)


def _members(name: str, seed: int) -> list[tuple[str, int]]:
    from experiments import _networks

    return [(plain, seed + replicate) for plain, replicate in _networks.members(name)]


def _told(name: str, folder: Path, seed: int) -> dict[str, Any]:
    cards = [networks.zoo.model_card(_spec(one), seed=own, folder=folder) for one, own in _members(name, seed)]
    return {
        "weights": digest(name, folder, seed=seed),
        "test_score": sum(card["test_score"] for card in cards) / len(cards),
        "data": cards[0]["data"]["name"],
        "seconds": round(sum(card["seconds"] for card in cards), 2),
    }


def _train(name: str, seed: int, folder: Path) -> str:
    networks.zoo.train(_spec(name), seed=seed, folder=folder)
    return name


def digest(name: str, folder: Path, *, seed: int = 0) -> str:
    """Short digest of the weights of a trained model.

    Parameters
    ----------
    name : str
        Name of a model.
    folder : pathlib.Path
        Where models lie.
    seed : int
        Root seed.

    Returns
    -------
    str
        ``w`` and 12 hexadecimal digits; of several models the digest of their digests.
    """
    digests = [
        networks.zoo.model_card(_spec(one), seed=own, folder=folder)["sha256"] for one, own in _members(name, seed)
    ]
    return f"w{(digests[0] if len(digests) == 1 else hashlib.sha256(''.join(digests).encode()).hexdigest())[:12]}"


def load(name: str, folder: Path, *, seed: int = 0) -> list[Any]:
    """Trained models as networks.

    Parameters
    ----------
    name : str
        Name of a model.
    folder : pathlib.Path
        Where models lie.
    seed : int
        Root seed.

    Returns
    -------
    list of torch.nn.Sequential
        One for each replicate, in evaluation mode.
    """
    return [networks.zoo.load(_spec(one), seed=own, folder=folder) for one, own in _members(name, seed)]


def dataset(name: str) -> Any:
    """The data a model is trained and tested on.

    Parameters
    ----------
    name : str
        Name of a model.

    Returns
    -------
    lqtheory.networks.Dataset
    """
    return networks.data.load(_spec(name).data)


def layer(name: str, layer_name: str, folder: Path, *, seed: int = 0) -> np.ndarray:
    """Weights of one layer of a trained model.

    Parameters
    ----------
    name, layer_name : str
        Name of a model, and of the weight tensor.
    folder : pathlib.Path
        Where models lie.
    seed : int
        Root seed.

    Returns
    -------
    array of float64, shape (out, in * kernel)
    """
    views = {view.name: view for view in networks.tensor_views(load(name, folder, seed=seed)[0])}
    return views[layer_name].array()
