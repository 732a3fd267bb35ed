"""Trained networks as sources of instances: data sets, training, a zoo of named models, and views of their weights.

Names are loaded on first use, because most of them need torch.

Examples
--------
>>> from lqtheory.networks import tensor_views, zoo
>>> [layer.name for layer in tensor_views(zoo.build("mlp_digits"))]
['1.weight', '3.weight', '5.weight']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lqtheory.networks import data, train, views, zoo
    from lqtheory.networks.data import Dataset
    from lqtheory.networks.loading import load_weights, parameter_bytes
    from lqtheory.networks.train import Recipe, fit
    from lqtheory.networks.views import (
        Checkpoint,
        Residual,
        chain_views,
        fold_batch_norm,
        iter_views,
        read_state_dict,
        tensor_views,
    )
    from lqtheory.networks.zoo import ZooModel
    from lqtheory.profile import profile

__all__ = [
    "Checkpoint",
    "Dataset",
    "Recipe",
    "Residual",
    "ZooModel",
    "chain_views",
    "data",
    "fit",
    "fold_batch_norm",
    "iter_views",
    "load_weights",
    "parameter_bytes",
    "profile",
    "read_state_dict",
    "tensor_views",
    "train",
    "views",
    "zoo",
]

_MODULES = ("data", "train", "views", "zoo")
_HOME_OF = {
    "Checkpoint": "lqtheory.networks.views",
    "Dataset": "lqtheory.networks.data",
    "Recipe": "lqtheory.networks.train",
    "Residual": "lqtheory.networks.views",
    "ZooModel": "lqtheory.networks.zoo",
    "chain_views": "lqtheory.networks.views",
    "fit": "lqtheory.networks.train",
    "fold_batch_norm": "lqtheory.networks.views",
    "iter_views": "lqtheory.networks.views",
    "load_weights": "lqtheory.networks.loading",
    "parameter_bytes": "lqtheory.networks.loading",
    "profile": "lqtheory.profile",  # lies above this room and is found here, too, where users look for it
    "read_state_dict": "lqtheory.networks.views",
    "tensor_views": "lqtheory.networks.views",
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"lqtheory.networks.{name}")
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'lqtheory.networks' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
