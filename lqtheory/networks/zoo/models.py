"""The models of the zoo: architectures, data and recipes."""

from __future__ import annotations

import dataclasses
import difflib
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from lqtheory.errors import RegistryError
from lqtheory.networks.train import Recipe
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


def model(name: str) -> ZooModel:
    """What a name stands for.

    Parameters
    ----------
    name : str
        One of :func:`names`.

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
    if name not in _MODELS:
        close = difflib.get_close_matches(str(name), _MODELS, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(_MODELS)}"
        raise RegistryError(f"there is no model {name!r} (networks.zoo); {hint}")
    return _MODELS[name]


def build(name: str, *, seed: int = 0) -> torch.nn.Sequential:
    """An untrained model.

    Parameters
    ----------
    name : str
        One of :func:`names`.
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
    return model(name).architecture(generator_for(seed, "zoo", name, "weights"))


def _initialised(layer: torch.nn.Module, rng: np.random.Generator) -> torch.nn.Module:
    """Weights and biases uniform on ±1/sqrt(number of inputs)."""
    with torch.no_grad():
        bound = float(layer.weight[0].numel() ** -0.5)  # type: ignore[index]
        for parameter in layer.parameters():
            parameter.copy_(torch.from_numpy(rng.uniform(-bound, bound, tuple(parameter.shape))))
    return layer


def _mlp(*widths: int) -> Callable[[np.random.Generator], torch.nn.Sequential]:
    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        parts: list[torch.nn.Module] = [torch.nn.Flatten()]
        for n_in, n_out in itertools.pairwise(widths):
            parts += [_initialised(torch.nn.utils.skip_init(torch.nn.Linear, n_in, n_out), rng), torch.nn.ReLU()]
        return torch.nn.Sequential(*parts[:-1])

    return architecture


def _cnn(kernel: int, stride: int, padding: int, n_flat: int) -> Callable[[np.random.Generator], torch.nn.Sequential]:
    def architecture(rng: np.random.Generator) -> torch.nn.Sequential:
        def convolution(n_in: int, n_out: int) -> torch.nn.Module:
            made = torch.nn.utils.skip_init(torch.nn.Conv2d, n_in, n_out, kernel, stride=stride, padding=padding)
            return _initialised(made, rng)

        return torch.nn.Sequential(
            convolution(1, 8),
            torch.nn.ReLU(),
            convolution(8, 16),
            torch.nn.ReLU(),
            torch.nn.Flatten(),
            _initialised(torch.nn.utils.skip_init(torch.nn.Linear, n_flat, 10), rng),
        )

    return architecture


_DIGITS = Recipe(epochs=60, batch_size=64, learning_rate=3e-3)
_CNN_DIGITS = dataclasses.replace(_DIGITS, epochs=15)
_MNIST = Recipe(epochs=8)
_MODELS = {
    spec.name: spec
    for spec in (
        ZooModel("mlp_digits", "64-32-16-10 perceptron on digits", "digits", _mlp(64, 32, 16, 10), _DIGITS),
        ZooModel(
            "mlp_digits_l1",
            "64-32-16-10 perceptron on digits, l1 penalty 5e-4",
            "digits",
            _mlp(64, 32, 16, 10),
            dataclasses.replace(_DIGITS, l1=5e-4),
        ),
        ZooModel(
            "cnn_digits", "two convolutions and a linear layer on digits", "digits", _cnn(3, 1, 1, 1024), _CNN_DIGITS
        ),
        ZooModel("mlp_mnist", "784-300-100-10 perceptron on MNIST", "mnist", _mlp(784, 300, 100, 10), _MNIST),
        ZooModel(
            "mlp_mnist_l1",
            "784-300-100-10 perceptron on MNIST, l1 penalty 5e-5",
            "mnist",
            _mlp(784, 300, 100, 10),
            dataclasses.replace(_MNIST, l1=5e-5),
        ),
        ZooModel("cnn_mnist", "two convolutions and a linear layer on MNIST", "mnist", _cnn(5, 2, 2, 784), _MNIST),
    )
}
