"""Data sets as NumPy arrays: bundled, from a data folder, or downloaded with a checksum.

``load("mnist")`` looks for the files in the folder named by the environment variable ``LQTHEORY_DATA``, then in
``../shared/data`` beside a checkout of this project, then in the user's cache; what is found nowhere is downloaded
into the cache. ``root=`` replaces all of these by one folder. The layout of torchvision is understood. The sets
``planted_dense`` and ``planted_sparse`` are labelled by networks that are known, see :func:`teacher`.
"""

from lqtheory.networks.data.dataset import Dataset
from lqtheory.networks.data.folders import ENVIRONMENT_VARIABLE, cache_folder, data_folders
from lqtheory.networks.data.planted import teacher
from lqtheory.networks.data.sets import is_available, load, names

__all__ = [
    "ENVIRONMENT_VARIABLE",
    "Dataset",
    "cache_folder",
    "data_folders",
    "is_available",
    "load",
    "names",
    "teacher",
]
