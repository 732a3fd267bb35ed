"""Which assumption moves the limits of the larger networks; see :mod:`experiments.pruning_limit_assumptions`."""

from __future__ import annotations

import dataclasses

from experiments import pruning_limit_assumptions as smaller
from experiments.pruning_limit_errors_of_larger_networks import STUDY

EXPERIMENT = dataclasses.replace(
    smaller.EXPERIMENT,
    name="pruning_limit_assumptions_of_larger_networks",
    title="what each assumption shifts in the pruning limits of larger trained networks",
    of=STUDY,
)
