"""Data that a known network labels: Gaussian inputs, and what a planted teacher answers, without noise."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.errors import RegistryError
from lqtheory.networks.data.dataset import Dataset
from lqtheory.rng import generator_for

__all__ = ["TEACHERS", "load_planted", "teacher"]

#: Non-zero weights of each hidden neuron, of 32.
TEACHERS = {"planted_dense": 32, "planted_sparse": 4}
_INPUTS, _HIDDEN, _TRAIN, _TEST = 32, 16, 8000, 2000


def teacher(name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of a planted teacher f(x) = v' max(W x + b, 0).

    Parameters
    ----------
    name : {"planted_dense", "planted_sparse"}
        Whether a hidden neuron sees all 32 inputs, or 4 of them.

    Returns
    -------
    tuple of arrays of float64
        ``W`` of shape (16, 32) with rows of unit length, ``b`` and ``v`` of shape (16,). The entries of ``v`` have
        absolute value 1/4, so that no neuron can be spared.

    Raises
    ------
    RegistryError
        If there is no such teacher.

    Examples
    --------
    >>> [int(np.count_nonzero(teacher(name)[0])) for name in ("planted_dense", "planted_sparse")]
    [512, 64]
    """
    if name not in TEACHERS:
        raise RegistryError(f"there is no planted teacher {name!r} (data.teacher); there are {', '.join(TEACHERS)}")
    rng = generator_for(0, "data", name, "teacher")
    first = np.zeros((_HIDDEN, _INPUTS))
    for row in first:
        row[rng.permutation(_INPUTS)[: TEACHERS[name]]] = rng.standard_normal(TEACHERS[name])
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    return first, 0.3 * rng.standard_normal(_HIDDEN), rng.choice([-1.0, 1.0], _HIDDEN) / np.sqrt(_HIDDEN)


def load_planted(name: str, **_: Any) -> Dataset:
    """Inputs and the answers of a planted teacher.

    Parameters
    ----------
    name : {"planted_dense", "planted_sparse"}
        Which teacher.

    Returns
    -------
    Dataset
        8000 examples for training and 2000 for testing.

    Examples
    --------
    >>> load_planted("planted_sparse").x_test.shape
    (2000, 32)
    """
    x = generator_for(0, "data", name, "inputs").standard_normal((_TRAIN + _TEST, _INPUTS))
    x = ((x - x[:_TRAIN].mean(axis=0)) / x[:_TRAIN].std(axis=0)).astype(np.float32)
    first, shift, second = teacher(name)
    y = (np.maximum(x @ first.T + shift, 0) @ second).astype(np.float32)
    scaling = "features minus mean over standard deviation of the training part"
    return Dataset(
        name, x[:_TRAIN], y[:_TRAIN], x[_TRAIN:], y[_TRAIN:], "regression", 0, scaling, "made by lqtheory from names"
    )
