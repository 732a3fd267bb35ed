r"""**Pruned mass rarely falls below its limit**: P(sigma_k^2/n <= D_2 - e T^2) <= exp(-2 n e^2), for every n.

T is the threshold with P(|w| > T) = f = k/n, D_2 = E[w^2; |w| <= T]. Reason: clipped_gaps_bound_best_k_term_error,
whose terms (T^2 - w_i^2)_+ lie in [0, T^2] with mean T^2 (1-f) - D_2; then Hoeffding's inequality. Holds for every
law; simulated for Gaussian weights. A non-asymptotic companion, on one side, of the central limit theorem lq.stoch.clt.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.random_weights import threshold, truncated_moment

D = Domain(n=Integer(2, typical=(16, 96)), k=Integer(1, "n-1"), e=Real(0, 1, typical=(0.01, 0.1)))


def falls_below(rng: np.random.Generator, size: int, n: int, k: int, e: float) -> np.ndarray:
    """Draws of n standard Gaussian weights."""
    squares = np.sort(rng.standard_normal((size, n)) ** 2, axis=1)
    level = truncated_moment("gauss", k / n) - e * threshold("gauss", k / n) ** 2
    return squares[:, : n - k].sum(axis=1) / n <= level


@dataclass(frozen=True)
class HoeffdingBound:
    """exp(-2 n e^2); an object, whose text is the same in every process."""

    def __call__(self, n: int, k: int, e: float) -> Any:
        """The bound."""
        return math.exp(-2 * n * e**2)


THEOREM = Theorem(
    name="pruned_mass_rarely_below_limit",
    title="Lower deviation of the pruned mass",
    id="lq.stoch.clt.hoeffding",
    statement=(
        "For n independent standard Gaussian weights, 1 <= k < n and 0 < e < 1, the energy per weight outside the k "
        "largest falls below its limit at k/n by e times the squared threshold with probability at most exp(-2 n e^2)."
    ),
    domain=D,
    claim=Probability(
        falls_below,
        "<=",
        HoeffdingBound(),
        text="P(sigma_k^2/n <= D_2(k/n) - e T^2) <= exp(-2 n e^2)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.clt"),
)
