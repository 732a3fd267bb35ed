"""The models of the zoo: architectures, data and recipes."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from lqtheory.errors import RegistryError
from lqtheory.networks.train import Recipe
from lqtheory.networks.zoo.architectures import convolutional, perceptron
from lqtheory.rng import generator_for

__all__ = ["ZooModel", "build", "model", "names"]


@dataclass(frozen=True)
class ZooModel:
    """A model of the zoo.

    Parameters
    ----------
    name, title : str
        Identifier, and a line for listings.
    data : str
        Name of its data set.
    architecture : callable
        ``architecture(rng)`` builds the network with initial weights from ``rng``.
    recipe : Recipe
        How it is trained.
    """

    name: str
    title: str
    data: str
    architecture: Callable[[np.random.Generator], torch.nn.Sequential]
    recipe: Recipe


def names() -> list[str]:
    """Names of all models.

    Returns
    -------
    list of str

    Examples
    --------
    >>> names()
    ['mlp_digits', 'mlp_digits_l1', 'cnn_digits', 'mlp_mnist', 'mlp_mnist_l1', 'cnn_mnist']
    """
    return list(_MODELS)


def model(name: str | ZooModel) -> ZooModel:
    """What a name stands for.

    Parameters
    ----------
    name : str or ZooModel
        One of :func:`names`, or a model of one's own, which is returned as it is.

    Returns
    -------
    ZooModel

    Raises
    ------
    RegistryError
        If there is no such model.

    Examples
    --------
    >>> model("mlp_digits").data
    'digits'
    """
    if isinstance(name, ZooModel):
        return name
    if name not in _MODELS:
        close = difflib.get_close_matches(str(name), _MODELS, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(_MODELS)}"
        raise RegistryError(f"there is no model {name!r} (networks.zoo); {hint}")
    return _MODELS[name]


def build(name: str | ZooModel, *, seed: int = 0) -> torch.nn.Sequential:
    """An untrained model.

    Parameters
    ----------
    name : str or ZooModel
        One of :func:`names`, or a model of one's own.
    seed : int
        Root seed of the initial weights.

    Returns
    -------
    torch.nn.Sequential
        On the CPU; the random numbers of torch are not touched.

    Raises
    ------
    RegistryError
        If there is no such model.

    Examples
    --------
    >>> sum(parameter.numel() for parameter in build("mlp_digits").parameters())
    2778
    """
    spec = model(name)
    return spec.architecture(generator_for(seed, "zoo", spec.name, "weights"))


_DIGITS = Recipe(epochs=60, batch_size=64, learning_rate=3e-3)
_CNN_DIGITS = dataclasses.replace(_DIGITS, epochs=15)
_MNIST = Recipe(epochs=8)
_MODELS = {
    spec.name: spec
    for spec in (
        ZooModel("mlp_digits", "64-32-16-10 perceptron on digits", "digits", perceptron(64, 32, 16, 10), _DIGITS),
        ZooModel(
            "mlp_digits_l1",
            "64-32-16-10 perceptron on digits, l1 penalty 5e-4",
            "digits",
            perceptron(64, 32, 16, 10),
            dataclasses.replace(_DIGITS, l1=5e-4),
        ),
        ZooModel(
            "cnn_digits",
            "two convolutions and a linear layer on digits",
            "digits",
            convolutional((1, 8, 16), 1024),
            _CNN_DIGITS,
        ),
        ZooModel("mlp_mnist", "784-300-100-10 perceptron on MNIST", "mnist", perceptron(784, 300, 100, 10), _MNIST),
        ZooModel(
            "mlp_mnist_l1",
            "784-300-100-10 perceptron on MNIST, l1 penalty 5e-5",
            "mnist",
            perceptron(784, 300, 100, 10),
            dataclasses.replace(_MNIST, l1=5e-5),
        ),
        ZooModel(
            "cnn_mnist",
            "two convolutions and a linear layer on MNIST",
            "mnist",
            convolutional((1, 8, 16), 784, kernel=5, stride=2, padding=2),
            _MNIST,
        ),
    )
}
