"""Named models: the same name and seed give the same architecture, data, initial weights and order of examples.

The smallest train in seconds on data bundled with scikit-learn; those on MNIST need its files (see
:mod:`lqtheory.networks.data`). Names ending in ``_l1`` are trained with an l1 penalty, which makes layers sparser.
"""

from lqtheory.networks.zoo.models import ZooModel, build, model, names
from lqtheory.networks.zoo.trained import is_trained, load, model_card, train

__all__ = ["ZooModel", "build", "is_trained", "load", "model", "model_card", "names", "train"]
