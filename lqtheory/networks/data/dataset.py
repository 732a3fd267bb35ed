"""The record of a data set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.rng import generator_for

__all__ = ["Dataset"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set, split and scaled.

    Parameters
    ----------
    name : str
        What :func:`lqtheory.networks.data.load` calls it.
    x_train, x_test : array of float32, shape (examples, ...)
        Inputs: images as (channels, height, width), tables of features as vectors.
    y_train, y_test : array of int64 (classes) or float32 (regression), shape (examples,)
        Targets.
    task : {"classification", "regression"}
        What the targets are.
    n_classes : int
        Number of classes; 0 for regression.
    scaling : str
        How inputs and targets were scaled, in words.
    source : str
        File or folder the data came from.
    x_held_out, y_held_out : arrays or None
        Further inputs and targets in neither part, where a set has some: a second, untouched test part.

    Raises
    ------
    ShapeError
        If inputs and targets differ in number, or inputs of the parts in shape.
    DomainError
        If the task is unknown or contradicts ``n_classes``.

    Notes
    -----
    Compared by identity, since its arrays have no single truth value.

    Examples
    --------
    >>> x, y = np.zeros((3, 1, 8, 8), np.float32), np.zeros(3, np.int64)
    >>> Dataset("blank", x, y, x, y, "classification", 10).n_features
    64
    """

    name: str
    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    task: str
    n_classes: int = 0
    scaling: str = ""
    source: str = ""
    x_held_out: np.ndarray | None = None
    y_held_out: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.task not in ("classification", "regression") or (self.task == "classification") != (self.n_classes > 0):
            raise DomainError(
                f"task={self.task!r} with n_classes={self.n_classes} (Dataset); use 'classification' with the number "
                "of classes, or 'regression' with 0"
            )
        if len(self.x_train) != len(self.y_train) or len(self.x_test) != len(self.y_test):
            sizes = [len(a) for a in (self.x_train, self.y_train, self.x_test, self.y_test)]
            raise ShapeError(f"x_train, y_train, x_test, y_test have {sizes} examples (Dataset {self.name})")
        if self.x_train.shape[1:] != self.x_test.shape[1:]:
            raise ShapeError(
                f"inputs of shapes {self.x_train.shape[1:]} and {self.x_test.shape[1:]} (Dataset {self.name})"
            )
        held_out = [a for a in (self.x_held_out, self.y_held_out) if a is not None]
        if held_out and (
            len(held_out) == 1
            or len(held_out[0]) != len(held_out[1])
            or held_out[0].shape[1:] != self.x_train.shape[1:]
        ):
            raise ShapeError(
                f"x_held_out and y_held_out have shapes {[a.shape for a in held_out]} (Dataset {self.name}); give "
                f"both or none, inputs of shape {self.x_train.shape[1:]}"
            )

    @property
    def input_shape(self) -> tuple[int, ...]:
        """Shape of one input."""
        return tuple(self.x_train.shape[1:])

    @property
    def n_features(self) -> int:
        """Number of entries of one input."""
        return int(np.prod(self.input_shape))

    def test_sample(self, size: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Indices of a random sample of the test inputs, and of the others.

        Parameters
        ----------
        size : int
            Number of test inputs drawn, without replacement; all of them where there are no more.
        seed : int
            Seed of the draw.

        Returns
        -------
        drawn, others : arrays of int64
            Each in rising order; together every index once.

        Raises
        ------
        DomainError
            If ``size`` is negative.

        Notes
        -----
        What a sample says about unseen inputs supposes that it is exchangeable with them. The first rows of a test set
        need not be: of the first 2000 of MNIST a perceptron has 97.8 % right, of the others 98.6 %.

        Examples
        --------
        >>> x, y = np.zeros((5, 2), np.float32), np.zeros(5, np.int64)
        >>> drawn, others = Dataset("blank", x, y, x, y, "classification", 10).test_sample(2)
        >>> len(drawn), sorted({*drawn, *others}) == [0, 1, 2, 3, 4]
        (2, True)
        """
        if size < 0:
            raise DomainError(f"size={size} (Dataset.test_sample); give a number of inputs >= 0")
        order = generator_for(seed, "test sample", self.name).permutation(len(self.x_test))
        return np.sort(order[:size]), np.sort(order[size:])
