r"""**Networks of accurate classes are accurate**: Bernstein's counts for the optimal split, at a point of the sample.

Every class (sign of a neuron) is sampled by its sensitivities, with the count that Bernstein's inequality asks for at
the accuracy of its layer and the failure probability delta/(2 eta). The accuracies split ln(1+epsilon) over the
layers optimally, Δ of the point. Then all outputs at that point are within (1±epsilon), with probability at least 1 -
delta.
"""

# pyright: reportReturnType=false
from typing import Any

import numpy as np

from lqtheory import Domain, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_networks import SIGNED_NETWORK, budgeted_outputs

D = Domain(
    epsilon=Real(0, 1, closed="right", typical=(0.2, 1)),
    delta=Real(0, 1, typical=(0.05, 0.5)),
    net=SIGNED_NETWORK,
)


def fails(rng: np.random.Generator, size: int, epsilon: float, delta: float, net: Any) -> np.ndarray:
    """Whether some output is off by more than a share epsilon."""
    true, outputs = budgeted_outputs(rng, size, net, epsilon, delta)
    return (np.abs(outputs - true) > epsilon * np.abs(true) * (1 + 1e-12)).any(axis=1)


def allowed(**instance: Any) -> float:
    """The failure probability asked for."""
    return float(instance["delta"])


THEOREM = Theorem(
    name="budgeted_coresets_are_accurate",
    title="Accurate networks from accurate classes",
    id="coreset.endtoend",
    statement="For a network net of two layers, 0 < epsilon <= 1 and 0 < delta < 1, the coreset with the counts of "
    "Bernstein and the optimal split fails to be within (1±epsilon) at a point of its sample with probability at most "
    "delta.",
    domain=D,
    claim=Probability(fails, "<=", allowed, text="P(some output is off by more than epsilon) <= delta"),
    source=Source("lqtheory_dossier", "coreset.network_sharp, coreset.budget_opt"),
    notes="About a point of the sample, where no sensitivity is exceeded; what happens elsewhere is coreset.oos.",
)
