r"""**The published theorem on networks**: the published counts give (1±epsilon) at a fresh point.

Every class draws 8 S K ln(8 eta/delta)/epsilon_l^2 edges, epsilon_l = epsilon/(2D times the product of the estimates
of Δ from layer l on), Δ estimated by its mean over the sample plus κ; the total number of edges is at most the sum of
these. Tried where its assumptions are harmless: positive weights, so that all ratios Δ are 1, and inputs uniform on a
cube. In general they fail: Δ is not sub-exponential (``cancellation_is_sub_exponential``).
"""

# pyright: reportReturnType=false
from typing import Any

import numpy as np

from lqtheory import Domain, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_networks import POSITIVE_NETWORK, published_outputs

D = Domain(
    epsilon=Real(0, 1, typical=(0.2, 0.95)),
    delta=Real(0, 1, typical=(0.05, 0.5)),
    net=POSITIVE_NETWORK,
)


def fails(rng: np.random.Generator, size: int, epsilon: float, delta: float, net: Any) -> np.ndarray:
    """Whether some output is off by more than a share epsilon at a fresh point."""
    true, outputs = published_outputs(rng, size, net, epsilon, delta)
    return (np.abs(outputs - true) > epsilon * np.abs(true)).any(axis=1)


def allowed(**instance: Any) -> float:
    """The failure probability asked for."""
    return float(instance["delta"])


THEOREM = Theorem(
    name="published_network_theorem",
    title="The published theorem on networks",
    id="coreset.network",
    statement="For a network net of two layers with positive weights, inputs uniform on the unit cube, and "
    "0 < epsilon, delta < 1, the published coreset fails to be within (1±epsilon) at a fresh point with probability at "
    "most delta.",
    domain=D,
    claim=Probability(fails, "<=", allowed, text="P(some output is off by more than epsilon) <= delta"),
    source=Source("baykal_2019", "main theorem (recalled; counts through a third party)"),
    provenance="recalled",
    notes="The schedule is proved (published_split_suffices); counts and the estimate of Δ are recalled. Vacuous "
    "in size on trained networks: the product of the estimates of Δ dominates.",
)
