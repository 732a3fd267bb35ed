r"""**Sampled channels keep all filters accurate at once**, at every patch of an image of the sample.

The part of a filter is a sum over channels and over the kernel entries of each: the share of channel j in it is
sum_k W_ijk a_jk/z_i, and s_j is its largest share in the positive or negative part of any filter at any patch of any
image of the sample, S the sum. m channels are drawn with probabilities s/S, m at least (6+2 epsilon) max(S-1, 1)/
(3 epsilon^2) ln(4 eta P/delta), and all weights of channel j multiplied by how often it is drawn over m s_j/S. One draw
serves all filters: no term of any part is above S times its mean.
"""

from math import ceil
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_filters import channel_sample_bound, channel_sensitivities
from lqtheory.quantities.coreset_networks import as_it_is


def layer(rng: np.random.Generator, eta: int, c: int, K: int, N: int, P: int) -> tuple[np.ndarray, np.ndarray]:
    """Filters with K kernel entries for each channel, and the non-negative patches of the images, image by image."""
    W = np.round(rng.standard_normal((eta, c, K)) * rng.gamma(0.5, 1.0, (1, c, 1)), 2)
    patches = np.round(np.maximum(rng.standard_normal((N, P, c, K)) - rng.random(), 0.0), 2)
    return W * (rng.random(W.shape) < 0.8), patches


def is_layer(value: Any, eta: int, c: int, K: int, N: int, P: int) -> bool:
    """Whether an object has filters and patches of these shapes, the patches nonnegative."""
    W, patches = value
    return W.shape == (eta, c, K) and patches.shape == (N, P, c, K) and bool((patches >= 0).all())


SIZES = ("eta", "c", "K", "N", "P")
D = Domain(
    eta=Integer(1, typical=(1, 3)),
    c=Integer(1, typical=(2, 8)),
    K=Integer(1, typical=(1, 4)),
    N=Integer(1, typical=(1, 3)),
    P=Integer(1, typical=(1, 3)),
    epsilon=Real(0, typical=(0.2, 1.2)),
    delta=Real(0, 1, typical=(0.05, 0.5)),
    layer=Object(
        layer,
        ball=as_it_is,
        description="filters on c channels with K kernel entries each, and the patches of the images of a sample",
        of=SIZES,
        fits=is_layer,
    ),
)


def fails(
    rng: np.random.Generator, size: int, eta: int, P: int, epsilon: float, delta: float, layer: Any, **_: int
) -> np.ndarray:
    """Whether some part of some filter is off by more than a share epsilon at some patch of the last image."""
    W, images = layer
    found = channel_sensitivities(W, images.reshape(-1, *W.shape[1:]))
    if found.total == 0.0:
        return np.zeros(size, dtype=bool)
    q = np.asarray(found.probabilities)
    m = ceil(channel_sample_bound(max(found.total, 1.0), epsilon, delta, eta, P, 2))
    factors = rng.multinomial(m, q / q.sum(), size) / (m * np.where(q > 0, q, 1.0))
    off = np.zeros(size, dtype=bool)
    for part in (np.maximum(W, 0.0), np.maximum(-W, 0.0)):
        shares = np.einsum("ijk,pjk->pij", part, images[-1])  # summed over the kernel entries of each channel
        true = shares.sum(axis=2)
        off |= (np.abs(np.einsum("sj,pij->spi", factors, shares) - true) > epsilon * true * (1 + 1e-12)).any((1, 2))
    return off


def allowed(**instance: Any) -> float:
    """The failure probability asked for."""
    return float(instance["delta"])


THEOREM = Theorem(
    name="channel_samples_suffice",
    title="How many channels to draw",
    id="coreset.pfp",
    statement="For a layer of eta filters on c channels with K kernel entries each, a sample of N images of P patches, "
    "epsilon > 0, 0 < delta < 1 and as many drawn channels as the bound says, the positive or negative part of some "
    "filter is off by more than a share epsilon at some patch of a given image with probability at most delta.",
    domain=D,
    claim=Probability(fails, "<=", allowed, text="P(some part is off by more than epsilon) <= delta"),
    source=Source("lqtheory_dossier", "coreset.pfp"),
    notes="Judged by draws: an event of all patches and filters has no short enumeration.",
)
