"""Networks of the studies and of the committed zoo: perceptrons and convolutional networks, with and without l1.

``NAME`` is the network trained with the root seed, ``NAME@2`` the one trained with the root seed plus 2, ``NAME@0-2``
the three from 0 to 2 together. Recipes are those of the prototypes: SGD with momentum, a rate that
falls along half a cosine; for California Housing Adam, since its outliers make SGD diverge.
"""

from __future__ import annotations

import dataclasses
import itertools
import re

import torch

from lqtheory.errors import DomainError
from lqtheory.networks.train import Recipe
from lqtheory.networks.zoo.architectures import convolutional, lenet, perceptron, resnet, vgg
from lqtheory.networks.zoo.models import ZooModel, model

__all__ = ["REPLICATES", "STUDY_MODELS", "hidden_widths", "members", "resolved"]

#: Replicates of every network in a study.
REPLICATES = (0, 1, 2)

_SGD = Recipe(epochs=20, optimizer="sgd", learning_rate=0.05)
_FASHION = dataclasses.replace(_SGD, epochs=10)
_HOUSING = Recipe(epochs=40, learning_rate=3e-3)
_CIFAR = dataclasses.replace(_SGD, epochs=15)
_LENET = dataclasses.replace(_SGD, epochs=4)
#: On CIFAR-10: for a GPU; and what a CPU trains in a minute.
_VGG = Recipe(epochs=40, optimizer="sgd", learning_rate=0.05, weight_decay=5e-4)
_RESIDUAL = Recipe(epochs=60, optimizer="sgd", learning_rate=0.1, weight_decay=5e-4)
_VGG_SMALL, _RESIDUAL_SMALL = dataclasses.replace(_VGG, epochs=6), dataclasses.replace(_RESIDUAL, epochs=3)
_PLANTED = Recipe(epochs=60, learning_rate=1e-2)


def _family(
    prefix: str,
    title: str,
    data: str,
    architecture: object,
    recipe: Recipe,
    penalties: dict[str, float],
    decays: dict[str, float] | None = None,
) -> list[ZooModel]:
    made = [
        (suffix, f", l1 penalty {penalty:g}" if penalty else "", {"l1": penalty})
        for suffix, penalty in penalties.items()
    ]
    made += [(suffix, f", weight decay {decay:g}", {"weight_decay": decay}) for suffix, decay in (decays or {}).items()]
    return [
        ZooModel(prefix + suffix, title + told, data, architecture, dataclasses.replace(recipe, **setting))  # type: ignore[arg-type]
        for suffix, told, setting in made
    ]


_DIGITS = Recipe(epochs=20, batch_size=32, optimizer="sgd", learning_rate=0.1)
_LONG = Recipe(epochs=60, batch_size=64, optimizer="sgd", learning_rate=0.1)
_DEEP = Recipe(epochs=5, batch_size=128)
#: The network of the dossier's reference run: Adam at a constant rate.
_ADAM = dataclasses.replace(_DEEP, schedule="constant")
#: The nine networks of the grid of depths and widths: few epochs, since the largest takes minutes for each.
_GRID = dataclasses.replace(_DEEP, epochs=3)
_LARGE = perceptron(784, 300, 100, 10)
STUDY_MODELS = {
    spec.name: spec
    for spec in (
        *_family(
            "sgd_digits", "64-32-16-10 on digits", "digits", perceptron(64, 32, 16, 10), _DIGITS, {"": 0, "_l1": 5e-4}
        ),
        *_family(
            "long_digits",
            "64-32-16-10 on digits, trained longer",
            "digits",
            perceptron(64, 32, 16, 10),
            _LONG,
            {"": 0, "_l1_weak": 1e-4, "_l1": 5e-4, "_l1_strong": 1e-3},
            {"_decay": 1e-3},
        ),
        *_family(
            "long_digits_wide",
            "64-64-32-10 on digits, trained longer",
            "digits",
            perceptron(64, 64, 32, 10),
            _LONG,
            {"": 0, "_l1": 5e-4, "_l1_strong": 1e-3},
        ),
        *_family(
            "long_digits_narrow",
            "64-16-10 on digits, trained longer",
            "digits",
            perceptron(64, 16, 10),
            _LONG,
            {"": 0, "_l1": 5e-4},
        ),
        *_family(
            "sgd_mnist",
            "784-300-100-10 on MNIST",
            "mnist",
            _LARGE,
            _SGD,
            {"": 0, "_l1_weak": 1e-5, "_l1": 5e-5, "_l1_strong": 1e-4},
        ),
        *_family("adam_mnist", "784-300-100-10 on MNIST, trained by Adam", "mnist", _LARGE, _ADAM, {"": 0}),
        *_family(
            "sgd_fashion",
            "784-300-100-10 on Fashion-MNIST",
            "fashion_mnist",
            _LARGE,
            _FASHION,
            {"": 0, "_l1_weak": 1e-5, "_l1": 5e-5, "_l1_strong": 1e-4},
        ),
        *_family(
            "deep_mnist",
            "784-5x1000-10 on MNIST",
            "mnist",
            perceptron(784, 1000, 1000, 1000, 1000, 1000, 10),
            _DEEP,
            {"": 0, "_l1": 1e-5},
        ),
        *_family(
            "deep_fashion",
            "784-5x1000-10 on Fashion-MNIST",
            "fashion_mnist",
            perceptron(784, 1000, 1000, 1000, 1000, 1000, 10),
            _DEEP,
            {"": 0, "_l1": 1e-5},
        ),
        *(
            spec
            for depth, width in itertools.product((2, 3, 5), (100, 500, 1000))
            for spec in _family(
                f"grid_mnist_{depth}x{width}",
                f"784-{depth}x{width}-10 on MNIST, {_GRID.epochs} epochs",
                "mnist",
                perceptron(784, *[width] * depth, 10),
                _GRID,
                {"": 0},
            )
        ),
        *_family("lenet_mnist", "LeNet-5 with ReLU on MNIST", "mnist", lenet(), _LENET, {"": 0, "_l1": 5e-5}),
        *_family(
            "lenet_fashion",
            "LeNet-5 with ReLU on Fashion-MNIST",
            "fashion_mnist",
            lenet(),
            _LENET,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "vgg_cifar",
            "six convolutions in the manner of VGG, 32 to 128 channels, on CIFAR-10",
            "cifar10",
            vgg(32),
            _VGG,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "resnet20_cifar",
            "ResNet-20, 16 to 64 channels, on CIFAR-10",
            "cifar10",
            resnet(16),
            _RESIDUAL,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "vgg_small_cifar",
            "six convolutions in the manner of VGG, 8 to 32 channels, on a part of CIFAR-10",
            "cifar10",
            vgg(8),
            _VGG_SMALL,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "resnet20_small_cifar",
            "ResNet-20 of a quarter of the width, 4 to 16 channels, on a part of CIFAR-10",
            "cifar10",
            resnet(4),
            _RESIDUAL_SMALL,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "planted_dense",
            "32-64-1 on the answers of a dense 32-16-1 teacher",
            "planted_dense",
            perceptron(32, 64, 1),
            _PLANTED,
            {"": 0, "_l1": 1e-4},
        ),
        *_family(
            "planted_sparse",
            "32-64-1 on the answers of a sparse 32-16-1 teacher",
            "planted_sparse",
            perceptron(32, 64, 1),
            _PLANTED,
            {"": 0, "_l1": 1e-4},
        ),
        *_family(
            "mlp_housing",
            "8-100-50-1 on California Housing",
            "california_housing",
            perceptron(8, 100, 50, 1),
            _HOUSING,
            {"": 0, "_l1": 1e-4},
        ),
        *_family(
            "sgd_mnist_cnn",
            "two convolutions and a linear layer on MNIST",
            "mnist",
            convolutional((1, 8, 16), 784, kernel=5, stride=2, padding=2),
            _FASHION,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "sgd_cifar",
            "three convolutions and a linear layer on a part of CIFAR-10",
            "cifar10",
            convolutional((3, 16, 32, 64), 1024, stride=2),
            _CIFAR,
            {"": 0, "_l1": 5e-5},
        ),
        *_family(
            "sgd_resnet_cifar",
            "ResNet-8 with 8 to 32 channels and a first stride of 2 on a part of CIFAR-10",
            "cifar10",
            resnet(8, 1, stride=2),
            _CIFAR,
            {"": 0, "_l1": 5e-5},
        ),
    )
}


def members(name: str) -> list[tuple[str, int]]:
    """Networks that a name of an experiment stands for.

    Parameters
    ----------
    name : str
        ``NAME``, ``NAME@replicate`` or ``NAME@first-last``.

    Returns
    -------
    list of (str, int)
        Name without replicate, and what is added to the root seed.

    Raises
    ------
    DomainError
        If what stands behind the ``@`` is neither.

    Examples
    --------
    >>> members("mlp_digits@0-2")
    [('mlp_digits', 0), ('mlp_digits', 1), ('mlp_digits', 2)]
    """
    found = re.fullmatch(r"([^@]+)(?:@(\d+)(?:-(\d+))?)?", name)
    if found is None:
        raise DomainError(f"{name!r} is not of the form NAME, NAME@2 or NAME@0-2 (experiments)")
    first = int(found[2] or 0)
    return [(found[1], replicate) for replicate in range(first, int(found[3] or first) + 1)]


def resolved(name: str) -> ZooModel:
    """Architecture, data and recipe of a network, of a study or of the zoo.

    Parameters
    ----------
    name : str
        Name, with or without replicates.

    Returns
    -------
    lqtheory.networks.zoo.ZooModel

    Raises
    ------
    lqtheory.errors.RegistryError
        If there is no such network.
    """
    plain = members(name)[0][0]
    return STUDY_MODELS[plain] if plain in STUDY_MODELS else model(plain)


def hidden_widths(network: torch.nn.Module) -> list[int]:
    """Numbers of neurons of the hidden layers of a perceptron.

    Parameters
    ----------
    network : torch.nn.Module
        Linear layers in their order, the last one that of the outputs.

    Returns
    -------
    list of int

    Examples
    --------
    >>> import numpy as np
    >>> hidden_widths(perceptron(8, 5, 4, 2)(np.random.default_rng(0)))
    [5, 4]
    """
    linear = [module for module in network.modules() if isinstance(module, torch.nn.Linear)]
    return [module.out_features for module in linear[:-1]]
