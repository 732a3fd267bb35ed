"""Compression of networks as the theory prescribes it, and the usual baselines.

:func:`compress` takes a network, the name of a method, and a budget or a tolerance, and returns a new network, masks
and a report of what that costs. Names are loaded on first use, because they need torch.

Examples
--------
>>> from lqtheory.compression import compress
>>> from lqtheory.networks import zoo
>>> compress(zoo.build("mlp_digits"), "magnitude", density=0.1).report.kept
272
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lqtheory.compression.expansion import expanded
    from lqtheory.compression.files import load, open_weights, save
    from lqtheory.compression.protocol import METHODS, compress
    from lqtheory.compression.pruning import Masked, Pruning, hold_masks, load_masks, prune_weight, save_masks
    from lqtheory.compression.records import Compressed
    from lqtheory.compression.refitting import refit
    from lqtheory.compression.report import LayerReport, Report
    from lqtheory.compression.statistics import gauss_newton_diagonal
    from lqtheory.compression.streaming import compress_file

__all__ = [
    "METHODS",
    "Compressed",
    "LayerReport",
    "Masked",
    "Pruning",
    "Report",
    "compress",
    "compress_file",
    "expanded",
    "gauss_newton_diagonal",
    "hold_masks",
    "load",
    "load_masks",
    "open_weights",
    "prune_weight",
    "refit",
    "save",
    "save_masks",
]

_HOME_OF = {
    "METHODS": "protocol",
    "Compressed": "records",
    "LayerReport": "report",
    "Masked": "pruning",
    "Pruning": "pruning",
    "Report": "report",
    "compress": "protocol",
    "compress_file": "streaming",
    "expanded": "expansion",
    "gauss_newton_diagonal": "statistics",
    "hold_masks": "pruning",
    "load": "files",
    "load_masks": "pruning",
    "open_weights": "files",
    "prune_weight": "pruning",
    "refit": "refitting",
    "save": "files",
    "save_masks": "pruning",
}


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        return getattr(import_module(f"lqtheory.compression.{_HOME_OF[name]}"), name)
    raise AttributeError(f"module 'lqtheory.compression' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
