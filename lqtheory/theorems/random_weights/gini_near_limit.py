r"""**The Gini index of many weights is near its limit**: it tends to 1 - E min(|w|, |w'|)/E|w|, with a rate.

H = E min(|w|, |w'|) = 2 int u G(u) du for two independent weights; as E|w| - H is half their mean difference, this is
1 - 2 int_0^1 rho_1, the mean pruning curve of :mod:`gini_is_mean_pruning_curve`. Corrected for pairs of a weight with
itself, (1 - Gini - 1/n)/(1 - 1/n) is a quotient of two means, each at most r off in relative terms except with a
probability that vanishes like 1/n. For every law with a second moment; :mod:`gini_limits_of_random_weights` evaluates
the limit for three.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.quantile_laws import MAGNITUDES, drawn_magnitudes, mass_of_ranks, moment_of_smaller

D = Domain(n=Integer(2, typical=(60, 200)), r=Real(0, 1, typical=(0.15, 0.4)), G=MAGNITUDES)


def is_far(rng: np.random.Generator, size: int, n: int, r: float, G: np.ndarray) -> np.ndarray:
    """Draws of n weights of the law, in parts."""
    mean, smaller = mass_of_ranks(G, 0.0, 1.0), moment_of_smaller(G, 1.0)
    if not (0 < mean < np.inf and smaller < np.inf):
        return np.zeros(size, dtype=bool)
    parts, ranks = [], 2.0 * np.arange(n, 0, -1) - 1.0  # the smallest comes first
    for start in range(0, size, 5000):
        w = np.sort(drawn_magnitudes(rng, min(5000, size - start), G, n), axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):  # no weight but zeros: no index, and far
            even = (w @ ranks) / (n * w.sum(axis=1))  # 1 - Gini
            quotient = (even - 1 / n) / (1 - 1 / n) * mean / smaller
        parts.append(~((quotient >= (1 - r) / (1 + r)) & (quotient <= (1 + r) / (1 - r))))
    return np.concatenate(parts)


@dataclass(frozen=True)
class ChebyshevBounds:
    """(2 V'/H^2 + V/M^2)/(n r^2); an object, whose text is the same in every process."""

    def __call__(self, n: int, r: float, G: np.ndarray) -> Any:
        """The bound, at most 1; 1 where there is no second moment or no weight but zeros."""
        mean, smaller = mass_of_ranks(G, 0.0, 1.0), moment_of_smaller(G, 1.0)
        if not (0.0 < mean < np.inf and smaller < np.inf):
            return 1.0
        pairs = moment_of_smaller(G, 2.0) / smaller**2 - 1.0
        single = mass_of_ranks(G, 0.0, 2.0) / mean**2 - 1.0
        return min(1.0, max(0.0, (2.0 * pairs + single) / (n * r**2)))


THEOREM = Theorem(
    name="gini_near_limit",
    title="Gini index of many weights",
    id="lq.stoch.index.gini_rate",
    statement=(
        "For n >= 2 independent weights of any law with a second moment, G the upper quantile function of their "
        "magnitudes, M, V mean and variance of |w|, H, V' those of the smaller of two, and 0 < r < 1, (1 - Gini - "
        "1/n)/(1 - 1/n) over H/M lies outside (1-r)/(1+r) and (1+r)/(1-r) with probability at most (2 V'/H^2 + "
        "V/M^2)/(n r^2)."
    ),
    domain=D,
    claim=Probability(
        is_far, "<=", ChebyshevBounds(), text="P(Gini outside its interval) <= (2 V'/H^2 + V/M^2)/(n r^2)"
    ),
    source=Source("lqtheory_dossier", "lq.stoch.index"),
    notes="The dossier states the limit; the rate is that of Chebyshev's inequality.",
)
