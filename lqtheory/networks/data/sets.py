"""The data sets by name."""

from __future__ import annotations

import dataclasses
import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lqtheory.errors import RegistryError
from lqtheory.networks.data.dataset import Dataset
from lqtheory.networks.data.files import PublishedFile, find, obtain
from lqtheory.networks.data.planted import TEACHERS, load_planted
from lqtheory.networks.data.readers import (
    read_cifar_archive,
    read_cifar_folder,
    read_cifar_subset,
    read_housing,
    read_idx,
)
from lqtheory.rng import generator_for

__all__ = ["is_available", "load", "names"]

_TEST_SHARE = 0.2
_PIXELS = "pixels divided by 255"

_IDX_FILES = {
    "train-images-idx3-ubyte": (60000, 28, 28),
    "train-labels-idx1-ubyte": (60000,),
    "t10k-images-idx3-ubyte": (10000, 28, 28),
    "t10k-labels-idx1-ubyte": (10000,),
}


@dataclass(frozen=True)
class _IdxSet:
    """Title, folder as in torchvision, mirrors, SHA-256 of the four files as published and when decompressed."""

    title: str
    folder: str
    mirrors: tuple[str, ...]
    published: tuple[str, str, str, str]
    content: tuple[str, str, str, str]

    def files(self) -> list[PublishedFile]:
        return [
            PublishedFile(
                (f"{self.folder}/raw/{file}.gz", f"{self.folder}/raw/{file}"),
                tuple(f"{mirror}{file}.gz" for mirror in self.mirrors),
                f"sha256:{digest}",
            )
            for file, digest in zip(_IDX_FILES, self.published, strict=True)
        ]


_IDX_SETS = {
    "mnist": _IdxSet(
        "MNIST",
        "MNIST",
        (
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
        ),
        (
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        ),
        (
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        ),
    ),
    "fashion_mnist": _IdxSet(
        "Fashion-MNIST",
        "FashionMNIST",
        (
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        ),
        (
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        ),
        (
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        ),
    ),
}
_CIFAR = PublishedFile(
    ("cifar-10-binary.tar.gz",),
    ("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",),
    "md5:c32a1d4ab5d03f1284b67883e8d87530",
)
_CIFAR_UNPACKED = PublishedFile(("cifar-10-batches-bin/test_batch.bin",))
_CIFAR_SUBSET = PublishedFile(("cifar10_subset/cifar10_subset.npz",))
_HOUSING = PublishedFile(
    (
        "california_housing/cal_housing.tgz",
        "california_housing/CaliforniaHousing/cal_housing.data",
        "CaliforniaHousing/cal_housing.data",
    ),
    ("https://ndownloader.figshare.com/files/5976036", "https://www.dcc.fc.up.pt/~ltorgo/Regression/cal_housing.tgz"),
    "sha256:aaa5c9a6afe2225cc2aed2723682ae403280c4a3695a2ddda4ffb5d8215ea681",
)


def names() -> list[str]:
    """Names that :func:`load` understands.

    Returns
    -------
    list of str

    Examples
    --------
    >>> names()
    ['california_housing', 'cifar10', 'digits', 'fashion_mnist', 'mnist', 'planted_dense', 'planted_sparse']
    """
    return sorted(_LOADERS)


def is_available(name: str, root: str | os.PathLike[str] | None = None) -> bool:
    """Whether a data set can be loaded without a network.

    Parameters
    ----------
    name : str
        One of :func:`names`.
    root : path, optional
        The only folder to look in.

    Returns
    -------
    bool
        Whether all its files are there; their content is checked when they are loaded.

    Raises
    ------
    RegistryError
        If there is no such data set.

    Examples
    --------
    >>> is_available("digits")
    True
    """
    _known(name)
    if name == "digits" or name in TEACHERS:
        return True
    if name == "cifar10":
        return any(find(file, root) for file in (_CIFAR_UNPACKED, _CIFAR, _CIFAR_SUBSET))
    files = [_HOUSING] if name == "california_housing" else _IDX_SETS[name].files()
    return all(find(file, root) for file in files)


def load(
    name: str,
    *,
    root: str | os.PathLike[str] | None = None,
    download: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
) -> Dataset:
    """A data set by name, split and scaled.

    Parameters
    ----------
    name : {"california_housing", "cifar10", "digits", "fashion_mnist", "mnist", "planted_dense", "planted_sparse"}
        Which one. ``"cifar10"`` is the full set or, where only that is found, a subset (``Dataset.name`` says so).
    root : path, optional
        The only folder to look in and to download to; by default :func:`data_folders`.
    download : bool
        Whether a file that lies nowhere may be downloaded, with its checksum verified.
    on_progress : callable, optional
        ``on_progress(done, total)`` in bytes, while a file is downloaded.

    Returns
    -------
    Dataset
        Images in [0, 1], with a leading channel axis; the features of California Housing standardised by the mean and
        standard deviation of the training part. Published splits are kept; digits and California Housing, which have
        none, keep every example of a permutation that is the same on every machine: 80 % for training, the rest for
        testing.

    Raises
    ------
    RegistryError
        If there is no such data set.
    DataError
        If its files are found nowhere and cannot be downloaded, or are damaged.

    Notes
    -----
    No file is ever unpickled; of CIFAR-10 the binary version is read. ``digits`` comes with scikit-learn; the planted
    sets are made from names, see :func:`lqtheory.networks.data.teacher`.

    References
    ----------
    MNIST: LeCun et al. 1998. Fashion-MNIST: arXiv:1708.07747. CIFAR-10: Krizhevsky 2009. California Housing: Pace and
    Barry 1997, with the features of scikit-learn's ``fetch_california_housing``.

    Examples
    --------
    >>> load("digits").x_train.shape
    (1438, 1, 8, 8)
    """
    return _known(name)(name, root=root, download=download, on_progress=on_progress)


def _known(name: str) -> Callable[..., Dataset]:
    if name not in _LOADERS:
        close = difflib.get_close_matches(str(name), _LOADERS, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names())}"
        raise RegistryError(f"there is no data set {name!r} (networks.data.load); {hint}")
    return _LOADERS[name]


def _split(name: str, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    order = generator_for(0, "data", name, "split").permutation(len(x))
    n_test = int(len(x) * _TEST_SHARE)
    train, test = order[n_test:], order[:n_test]
    return x[train], y[train], x[test], y[test]


def _load_digits(name: str, **_: Any) -> Dataset:
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    x_train, y_train, x_test, y_test = _split(name, x.astype(np.float32).reshape(-1, 1, 8, 8) / np.float32(16), y)
    labels = (y_train.astype(np.int64), y_test.astype(np.int64))
    return Dataset(
        name, x_train, labels[0], x_test, labels[1], "classification", 10, "pixels divided by 16", "scikit-learn"
    )


def _load_idx(name: str, **where: Any) -> Dataset:
    published = _IDX_SETS[name]
    paths = obtain(published.title, published.files(), **where)
    x_train, y_train, x_test, y_test = (
        read_idx(path, shape, digest)
        for path, shape, digest in zip(paths, _IDX_FILES.values(), published.content, strict=True)
    )
    return _images(name, x_train[:, None], y_train, x_test[:, None], y_test, paths[0].parent)


def _load_cifar(name: str, root: Any = None, **where: Any) -> Dataset:
    subset = find(_CIFAR_SUBSET, root)
    if (unpacked := find(_CIFAR_UNPACKED, root)) is not None:
        return _images(name, *read_cifar_folder(unpacked.parent), unpacked.parent)
    if subset is not None and find(_CIFAR, root) is None:
        x_train, y_train, x_test, y_test, *held_out = read_cifar_subset(subset)
        return _images(f"{name}_subset", x_train, y_train, x_test, y_test, subset, tuple(held_out))
    (archive,) = obtain("CIFAR-10 (binary version, since the Python version is pickled)", [_CIFAR], root=root, **where)
    return _images(name, *read_cifar_archive(archive), archive)


def _images(
    name: str, x_train: Any, y_train: Any, x_test: Any, y_test: Any, source: Path, held_out: tuple[Any, ...] = ()
) -> Dataset:
    parts = (x_train, y_train, x_test, y_test, *held_out)
    images = [np.ascontiguousarray(x, dtype=np.float32) / np.float32(255) for x in parts[::2]]
    labels = [y.astype(np.int64) for y in parts[1::2]]
    found = Dataset(name, images[0], labels[0], images[1], labels[1], "classification", 10, _PIXELS, str(source))
    return dataclasses.replace(found, x_held_out=images[2], y_held_out=labels[2]) if held_out else found


def _load_housing(name: str, **where: Any) -> Dataset:
    (path,) = obtain("California Housing", [_HOUSING], **where)
    longitude, latitude, age, rooms, bedrooms, people, households, income, value = read_housing(path).T
    features = (
        income,
        age,
        rooms / households,
        bedrooms / households,
        people,
        people / households,
        latitude,
        longitude,
    )
    x_train, y_train, x_test, y_test = _split(name, np.stack(features, axis=1), (value / 1e5).astype(np.float32))
    mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
    x_train, x_test = (((x - mean) / deviation).astype(np.float32) for x in (x_train, x_test))
    scaling = "features minus mean over standard deviation of the training part; value in 100000 dollars"
    return Dataset(name, x_train, y_train, x_test, y_test, "regression", 0, scaling, str(path))


_LOADERS: dict[str, Callable[..., Dataset]] = {
    "california_housing": _load_housing,
    "cifar10": _load_cifar,
    "digits": _load_digits,
    "fashion_mnist": _load_idx,
    "mnist": _load_idx,
    "planted_dense": load_planted,
    "planted_sparse": load_planted,
}
