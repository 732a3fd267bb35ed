"""Trained models for experiments: trained once into a folder, then read from it.

Names are taken from ``networks`` inside functions, so that torch is loaded only by experiments that need it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from lqtheory import networks
from lqtheory.errors import DomainError


def unavailable(name: str) -> str:
    """Why a model cannot be trained here without a network.

    Parameters
    ----------
    name : str
        Name in the zoo.

    Returns
    -------
    str
        One sentence, or nothing if its data are there.
    """
    wanted = networks.zoo.model(name).data
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
) -> dict[str, dict[str, Any]]:
    """Train the models that are not in the folder yet, one thread each.

    Parameters
    ----------
    names : iterable of str
        Names in the zoo.
    folder : pathlib.Path
        Where models lie.
    seed, n_jobs : int
        Root seed; worker processes.
    on_progress : callable
        ``on_progress(what, done, total)``.

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
    missing = [name for name in names if not networks.zoo.is_trained(name, seed=seed, folder=folder)]
    if missing:
        with joblib.parallel_config(backend="loky", inner_max_num_threads=1):
            parallel = joblib.Parallel(n_jobs=min(n_jobs, len(missing)), return_as="generator")
            trained = parallel(joblib.delayed(_train)(name, seed, folder) for name in missing)
            for done, name in enumerate(trained, start=1):
                on_progress(f"trained {name}", done, len(missing))
    return {name: _told(name, folder, seed) for name in names}


def _told(name: str, folder: Path, seed: int) -> dict[str, Any]:
    card = networks.zoo.model_card(name, seed=seed, folder=folder)
    return {
        "weights": digest(name, folder, seed=seed),
        "test_score": card["test_score"],
        "data": card["data"]["name"],
        "seconds": card["seconds"],
    }


def _train(name: str, seed: int, folder: Path) -> str:
    networks.zoo.train(name, seed=seed, folder=folder)
    return name


def digest(name: str, folder: Path, *, seed: int = 0) -> str:
    """Short digest of the weights of a trained model.

    Parameters
    ----------
    name : str
        Name in the zoo.
    folder : pathlib.Path
        Where models lie.
    seed : int
        Root seed it was trained with.

    Returns
    -------
    str
        ``w`` and 12 hexadecimal digits.
    """
    return f"w{networks.zoo.model_card(name, seed=seed, folder=folder)['sha256'][:12]}"


def layer(name: str, layer_name: str, folder: Path, *, seed: int = 0) -> np.ndarray:
    """Weights of one layer of a trained model.

    Parameters
    ----------
    name, layer_name : str
        Name in the zoo, and of the weight tensor.
    folder : pathlib.Path
        Where models lie.
    seed : int
        Root seed it was trained with.

    Returns
    -------
    array of float64, shape (out, in * kernel)
    """
    views = {view.name: view for view in networks.tensor_views(networks.zoo.load(name, seed=seed, folder=folder))}
    return views[layer_name].array()
