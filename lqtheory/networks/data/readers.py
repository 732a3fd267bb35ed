"""Readers of the published file formats; none of them executes anything that a file contains."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path

import numpy as np

from lqtheory.errors import DataError

__all__ = ["read_cifar_archive", "read_cifar_folder", "read_cifar_subset", "read_housing", "read_idx"]

_CIFAR_TRAIN = tuple(f"data_batch_{i}.bin" for i in range(1, 6))
_CIFAR_RECORD = 1 + 3 * 32 * 32
_HOUSING_VALUES = "a2f4f55ff91c67e60391318ea4d61d247d09f8fef119ec6f44a1eb727d7f1f7b"


def read_idx(path: Path, shape: tuple[int, ...], sha256: str) -> np.ndarray:
    """Array of unsigned bytes in an IDX file, compressed or not.

    Parameters
    ----------
    path : pathlib.Path
        The file; names ending in ``.gz`` are decompressed.
    shape : tuple of int
        Shape expected.
    sha256 : str
        Digest of the decompressed file.

    Returns
    -------
    array of uint8, shape ``shape``

    Raises
    ------
    DataError
        If the file is damaged or another one.
    """
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(path, str(error)) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(path, "its content is not that of the published file")
    return np.frombuffer(content, np.uint8, offset=4 + 4 * len(shape)).reshape(shape)


def read_cifar_archive(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """CIFAR-10 from ``cifar-10-binary.tar.gz``, read in memory.

    Parameters
    ----------
    path : pathlib.Path
        The archive.

    Returns
    -------
    tuple of arrays
        ``x_train (50000, 3, 32, 32)``, ``y_train``, ``x_test (10000, 3, 32, 32)``, ``y_test``, all uint8.

    Raises
    ------
    DataError
        If the archive is damaged or lacks a batch.
    """
    batches = {}
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                name = Path(member.name).name
                stream = archive.extractfile(member) if name.endswith(".bin") else None
                if stream is not None:
                    batches[name] = stream.read()
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise _damaged(path, str(error)) from error
    return _cifar(batches, path)


def read_cifar_folder(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """CIFAR-10 from the folder that ``cifar-10-binary.tar.gz`` unpacks to.

    Parameters
    ----------
    path : pathlib.Path
        Folder with ``data_batch_1.bin`` to ``data_batch_5.bin`` and ``test_batch.bin``.

    Returns
    -------
    tuple of arrays
        As :func:`read_cifar_archive`.

    Raises
    ------
    DataError
        If a batch is missing or has the wrong size.
    """
    return _cifar({file.name: file.read_bytes() for file in path.glob("*.bin")}, path)


def _cifar(batches: dict[str, bytes], path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    missing = [
        name for name in (*_CIFAR_TRAIN, "test_batch.bin") if len(batches.get(name, b"")) != 10000 * _CIFAR_RECORD
    ]
    if missing:
        raise _damaged(path, f"{missing[0]} is missing or cut short")
    train = np.frombuffer(b"".join(batches[name] for name in _CIFAR_TRAIN), np.uint8).reshape(-1, _CIFAR_RECORD)
    test = np.frombuffer(batches["test_batch.bin"], np.uint8).reshape(-1, _CIFAR_RECORD)
    shape = (-1, 3, 32, 32)
    return train[:, 1:].reshape(shape), train[:, 0], test[:, 1:].reshape(shape), test[:, 0]


def read_cifar_subset(path: Path) -> tuple[np.ndarray, ...]:
    """A part of CIFAR-10 from an ``.npz`` archive of plain arrays (pickled objects are refused).

    Parameters
    ----------
    path : pathlib.Path
        Archive with ``x_train, y_train, x_test, y_test`` and perhaps ``x_val, y_val``; images as
        (examples, 32, 32, 3).

    Returns
    -------
    tuple of arrays
        As :func:`read_cifar_archive`, with fewer examples; then held-out images and labels, if there are any.

    Raises
    ------
    DataError
        If the archive is damaged, lacks an array, or one has the wrong shape or type.
    """
    names: tuple[str, ...] = ("x_train", "y_train", "x_test", "y_test")
    try:
        with np.load(path, allow_pickle=False) as archive:
            if "x_val" in archive or "y_val" in archive:
                names = (*names, "x_val", "y_val")
            found = [archive[name] for name in names]
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
        raise _damaged(path, str(error)) from error
    for x, y in zip(found[::2], found[1::2], strict=True):
        if x.dtype != np.uint8 or x.shape != (len(y), 32, 32, 3) or y.ndim != 1 or y.max(initial=0) > 9:
            raise _damaged(path, f"arrays of shapes {x.shape} and {y.shape} are not CIFAR-10 images and labels")
    return tuple(part.transpose(0, 3, 1, 2) if part.ndim == 4 else part for part in found)


def read_housing(path: Path) -> np.ndarray:
    """The table of California Housing from ``cal_housing.data``, or from the archive that holds it.

    Parameters
    ----------
    path : pathlib.Path
        Text file, or ``cal_housing.tgz``.

    Returns
    -------
    array of float64, shape (20640, 9)
        Longitude, latitude, age, rooms, bedrooms, population, households, income, value.

    Raises
    ------
    DataError
        If the file is damaged or its numbers are not the published ones.
    """
    try:
        if path.suffix == ".tgz":
            with tarfile.open(path, "r:gz") as archive:
                stream = archive.extractfile("CaliforniaHousing/cal_housing.data")
                content = stream.read() if stream is not None else b""
        else:
            content = path.read_bytes()
        values = np.loadtxt(io.BytesIO(content), delimiter=",", dtype=np.float64, ndmin=2)
    except (OSError, EOFError, KeyError, ValueError, tarfile.TarError, zlib.error) as error:
        raise _damaged(path, str(error)) from error
    if hashlib.sha256(values.astype("<f8").tobytes()).hexdigest() != _HOUSING_VALUES:
        raise _damaged(path, "its numbers are not the published ones")
    return values


def _damaged(path: Path, reason: str) -> DataError:
    return DataError(f"{path} is damaged or another file ({reason}); delete it and put the published file there")
