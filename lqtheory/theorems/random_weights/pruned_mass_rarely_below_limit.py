r"""**Pruned mass rarely falls below its limit**: P(sigma_k^p/n < D_p - e T^p) <= exp(-2 n e^2), for every n.

T = G(f) is the upper quantile of |w| at f = k/n, D_p = int_f^1 G^p, for a continuous law E[|w|^p; |w| <= T]. Reason:
clipped_gaps_bound_best_k_term_error, whose terms (T^p - |w_i|^p)_+ lie in [0, T^p] with mean T^p (1-f) - D_p; then
Hoeffding's inequality. For every law, with or without a mean. A non-asymptotic companion, on one side, of the central
limit theorem lq.stoch.clt.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.quantile_laws import MAGNITUDES, mass_of_ranks, pruned_masses, quantile

D = Domain(
    n=Integer(2, typical=(16, 96)),
    k=Integer(1, "n-1"),
    e=Real(0, 1, typical=(0.01, 0.1)),
    p=Real(0, typical=(0.5, 3)),
    G=MAGNITUDES,
)


def falls_below(rng: np.random.Generator, size: int, n: int, k: int, e: float, p: float, G: np.ndarray) -> np.ndarray:
    """Draws of n weights of the law."""
    level = mass_of_ranks(G, k / n, p) - e * float(quantile(G, k / n)) ** p
    return pruned_masses(rng, size, G, n, k, p) < level


@dataclass(frozen=True)
class HoeffdingBound:
    """exp(-2 n e^2); an object, whose text is the same in every process."""

    def __call__(self, n: int, k: int, e: float, p: float, G: np.ndarray) -> Any:
        """The bound."""
        return math.exp(-2 * n * e**2)


THEOREM = Theorem(
    name="pruned_mass_rarely_below_limit",
    title="Lower deviation of the pruned mass",
    id="lq.stoch.clt.hoeffding",
    statement=(
        "For n independent weights of any law, G the upper quantile function of their magnitudes, p > 0, 1 <= k < n "
        "and 0 < e < 1, the sum of the p-th powers outside the k largest, over n, falls more than e G(k/n)^p below "
        "int_{k/n}^1 G^p with probability at most exp(-2 n e^2)."
    ),
    domain=D,
    claim=Probability(
        falls_below,
        "<=",
        HoeffdingBound(),
        text="P(sigma_k^p/n < D_p(k/n) - e T^p) <= exp(-2 n e^2)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.clt"),
)
