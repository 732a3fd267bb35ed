r"""**Sampled channels keep all filters accurate at once**, at every patch of a point of the sample.

s_j is the largest share of channel j in the positive or negative part of any filter at any patch, S the sum; m
channels are drawn with probabilities s/S, m at least (6+2 epsilon) max(S-1, 1)/(3 epsilon^2) ln(4 eta P/delta). One
draw serves all filters: the factor of every part is at most S.
"""

from math import ceil
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_filters import channel_sample_bound, channel_sensitivities
from lqtheory.quantities.coreset_networks import as_it_is


def layer(rng: np.random.Generator, eta: int, c: int, P: int) -> tuple[np.ndarray, np.ndarray]:
    """Filters and the non-negative patches of one image, one entry of the kernel per channel."""
    W = np.round(rng.standard_normal((eta, c, 1)) * rng.gamma(0.5, 1.0, (1, c, 1)), 2)
    patches = np.round(np.maximum(rng.standard_normal((P, c, 1)), 0.0), 2)
    return np.where(np.abs(W) < 0.01, 0.01, W), patches


D = Domain(
    eta=Integer(1, typical=(1, 3)),
    c=Integer(2, typical=(2, 8)),
    P=Integer(1, typical=(1, 3)),
    epsilon=Real(0, 1, typical=(0.2, 0.9)),
    delta=Real(0, 1, typical=(0.05, 0.5)),
    layer=Object(
        layer, ball=as_it_is, description="filters on c channels and the patches of an image", of=("eta", "c", "P")
    ),
)


def fails(
    rng: np.random.Generator, size: int, eta: int, c: int, P: int, epsilon: float, delta: float, layer: Any
) -> np.ndarray:
    """Whether some part of some filter is off by more than a share epsilon at some patch."""
    W, patches = layer
    found = channel_sensitivities(W, patches)
    if found.total == 0.0:
        return np.zeros(size, dtype=bool)
    q = np.asarray(found.probabilities)
    m = ceil(channel_sample_bound(max(found.total, 1.0), epsilon, delta, eta, P, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        factors = np.where(q > 0, rng.multinomial(m, q / q.sum(), size) / (m * q), 0.0)
    parts = np.concatenate([np.maximum(s * W[:, :, 0], 0.0) for s in (1.0, -1.0)])
    off = np.zeros(size, dtype=bool)
    for patch in patches[:, :, 0]:
        true = parts @ patch
        off |= (np.abs((factors * patch) @ parts.T - true) > epsilon * true * (1 + 1e-12)).any(axis=1)
    return off


def allowed(**instance: Any) -> float:
    """The failure probability asked for."""
    return float(instance["delta"])


THEOREM = Theorem(
    name="channel_samples_suffice",
    title="How many channels to draw",
    id="coreset.pfp",
    statement="For a layer of eta filters on c channels, P patches, epsilon, delta in (0, 1) and the bound of drawn "
    "channels, a part of a filter is off by more than a share epsilon at a patch with probability at most "
    "delta.",
    domain=D,
    claim=Probability(fails, "<=", allowed, text="P(some part is off by more than epsilon) <= delta"),
    source=Source("lqtheory_dossier", "coreset.pfp"),
    notes="The layer is an object: eta filters on c channels and the patches of an image of the sample.",
)
