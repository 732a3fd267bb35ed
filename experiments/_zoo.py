"""The committed zoo: trained networks with cards, the weights beside them where they are small.

Cards lie in ``experiments/zoo``, and so do weights of at most two million bytes. Larger weights are looked for by
their digest in the folder ``zoo`` of every data directory and in the user's cache, where training puts them.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import joblib

from experiments._networks import resolved
from experiments._progress import duration
from lqtheory.errors import DataError
from lqtheory.networks import data, zoo
from lqtheory.tables import replacing

__all__ = [
    "FOLDER",
    "FOR_A_GPU",
    "LARGEST",
    "NAMES",
    "card",
    "how_long",
    "is_current",
    "load",
    "train",
    "weights_of",
    "where_from",
]

FOLDER = Path(__file__).parent / "zoo"
#: Bytes of a file of weights that is committed; all of them together are below 25 million.
LARGEST = 2_000_000

_PLAIN = (
    "sgd_mnist",
    "sgd_fashion",
    "deep_mnist",
    "deep_fashion",
    "lenet_mnist",
    "lenet_fashion",
    "sgd_cifar",
    "vgg_small_cifar",
    "resnet20_small_cifar",
    "vgg_cifar",
    "resnet20_cifar",
    "mlp_housing",
    "planted_dense",
    "planted_sparse",
)
#: Not trained in this repository yet: their epochs are made for a GPU (a CPU takes about an hour for each).
FOR_A_GPU = ("vgg_cifar", "resnet20_cifar")
#: Seconds of an epoch of these on one core of an x86-64 processor, for 10,000 images, measured over a few steps.
_EPOCH = {"vgg_cifar": 28.0, "resnet20_cifar": 41.0}
#: Every network, without and with l1.
NAMES = tuple(name for plain in _PLAIN for name in (plain, f"{plain}_l1"))


def card(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The record of a network of the zoo.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    folder : pathlib.Path
        Where the cards lie.

    Returns
    -------
    dict
        Architecture, data, recipe, seed, device, scores, digest of the weights, versions.

    Raises
    ------
    DataError
        If it was never trained, or its card is damaged.
    """
    return zoo.model_card(resolved(name), folder=folder)


def weights_of(name: str, folder: Path = FOLDER) -> Path | None:
    """The file whose digest the card names.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    folder : pathlib.Path
        Where the cards lie.

    Returns
    -------
    pathlib.Path or None
        Beside the card, in the folder ``zoo`` of a data directory, or in the user's cache.

    Raises
    ------
    DataError
        If it was never trained, or its card is damaged.
    """
    digest = card(name, folder).get("sha256")
    for place in (folder, *(root / "zoo" for root in data.data_folders()), _cache()):
        path = place / f"{name}-seed0.safetensors"
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            return path
    return None


def load(name: str, folder: Path = FOLDER) -> Any:
    """A trained network.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    folder : pathlib.Path
        Where the cards lie.

    Returns
    -------
    torch.nn.Sequential
        In evaluation mode.

    Raises
    ------
    DataError
        If its weights are nowhere on this machine, or were trained by another recipe.
    """
    path = weights_of(name, folder)
    if path is None:
        raise DataError(
            f"the weights of {name} that its card describes are not on this machine; `python -m experiments zoo {name}`"
            " trains it"
        )
    return zoo.load(resolved(name), folder=folder, weights=path)


def is_current(name: str, folder: Path = FOLDER) -> bool:
    """Whether :func:`load` would succeed.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    folder : pathlib.Path
        Where the cards lie.

    Returns
    -------
    bool
    """
    try:
        load(name, folder)
    except DataError:
        return False
    return True


def where_from(name: str, folder: Path = FOLDER) -> str:
    """A line that says how a network was trained.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    folder : pathlib.Path
        Where the cards lie.

    Returns
    -------
    str
    """
    try:
        told = card(name, folder)
    except DataError:
        return f"{name:20} not trained yet"
    state = "" if is_current(name, folder) else ", weights not here"
    return (
        f"{name:20} {told['title']}: test score {told['test_score']:.4f} on {told['data']['name']}, "
        f"seed {told['seed']}, {told['device']}, {told['seconds']:.0f} s, {told['sha256'][:12]}{state}"
    )


def how_long(name: str, folder: Path = FOLDER) -> str:
    """A line that says how long a network took, or how long it will take, as far as that is known.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    folder : pathlib.Path
        Where the cards lie; the committed ones are asked, too.

    Returns
    -------
    str
    """
    epochs = f"{name:24} {resolved(name).recipe.epochs} epochs"
    for place in dict.fromkeys((folder, FOLDER)):
        try:
            told = card(name, place)
        except DataError:
            continue
        return f"{epochs}, took {duration(told['seconds'])} on {told['device']}"
    seconds = _EPOCH.get(name.removesuffix("_l1"))
    if seconds is None:
        return f"{epochs}, never timed"
    hours = duration(seconds * resolved(name).recipe.epochs)
    return f"{epochs}, about {hours} on one core, by the time of a few steps; five times that for all of CIFAR-10"


def train(
    names: Sequence[str],
    *,
    device: str = "cpu",
    n_jobs: int = 1,
    folder: Path = FOLDER,
    on_progress: Callable[[str, int, int], None],
) -> Iterable[str]:
    """Train networks, each on one thread, and keep each as soon as it is done.

    Parameters
    ----------
    names : sequence of str
        Some of :data:`NAMES`.
    device : str
        ``"cpu"`` or ``"cuda"``.
    n_jobs : int
        Processes.
    folder : pathlib.Path
        Where cards and small weights go.
    on_progress : callable
        ``on_progress(what, done, total)``: steps of the one network if there is one process, else networks.

    Yields
    ------
    str
        Names, in the order in which they are done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if n_jobs == 1:
        for name in names:
            yield _train(name, device, folder, lambda done, total, name=name: on_progress(name, done, total))  # type: ignore[misc]
        return
    with joblib.parallel_config(backend="loky", inner_max_num_threads=1):
        parallel = joblib.Parallel(n_jobs=min(n_jobs, len(names)), return_as="generator_unordered")
        for done, name in enumerate(parallel(joblib.delayed(_train)(name, device, folder) for name in names), start=1):
            on_progress("networks trained", done, len(names))
            yield name


def _train(name: str, device: str, folder: Path, on_progress: Callable[[int, int], None] | None = None) -> str:
    zoo.train(resolved(name), device=device, folder=folder, on_progress=on_progress)
    path = folder / f"{name}-seed0.safetensors"
    if path.stat().st_size > LARGEST:
        _cache().mkdir(parents=True, exist_ok=True)
        with replacing(_cache() / path.name) as temporary:
            shutil.copyfile(path, temporary)
        path.unlink()
    return name


def _cache() -> Path:
    return data.cache_folder() / "zoo"
