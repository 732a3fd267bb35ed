r"""**Pruned mass rarely exceeds its limit**: P(sigma_k^p/n >= D_p + (j/n)(T^p + u^p - v^p)) <= 5 exp(-2 j^2/n).

T, u, v are the thresholds of the keep fractions k/n, (k-j)/n, (k+j)/n and D_p = E[|w|^p; |w| <= T]. With
``pruned_mass_rarely_below_limit`` and j of order sqrt(n ln n) both tails are summable, so that sigma_k^p/n -> D_p(f)
almost surely for k/n -> f: the law of large numbers lq.stoch.limit with a rate, for every law with a continuous
quantile function, whether its moments exist or not. Simulated for four laws, the last of which has no mean.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.sampled_masses import level_and_mass, pruned_masses

D = Domain(
    j=Integer(1, typical=(3, 12)),
    n=Integer("2*j+2", typical=("2*j+2", "4*j+12")),
    k=Integer("j+1", "n-j-1"),
    p=Real(0, typical=(0.5, 3)),
    i=Integer(1, 4),
)


def exceeds(rng: np.random.Generator, size: int, j: int, n: int, k: int, p: float, i: int) -> np.ndarray:
    """Draws of n weights of the law i: Gaussian, Laplace, uniform, Cauchy."""
    level, mass = level_and_mass(i, k / n, p)
    spread = level_and_mass(i, (k - j) / n, p)[0] - level_and_mass(i, (k + j) / n, p)[0]
    return pruned_masses(rng, size, i, n, k, p) >= mass + j / n * (level + spread)


@dataclass(frozen=True)
class HoeffdingBounds:
    """5 exp(-2 j^2/n); an object, whose text is the same in every process."""

    def __call__(self, j: int, n: int, k: int, p: float, i: int) -> Any:
        """The bound, at most 1."""
        return min(1.0, 5.0 * math.exp(-2 * j**2 / n))


THEOREM = Theorem(
    name="pruned_mass_rarely_above_limit",
    title="Upper deviation of the pruned mass",
    id="lq.stoch.limit.rate",
    statement=(
        "For n independent weights of the law i (Gaussian, Laplace, uniform, Cauchy), p > 0, j >= 1 and j < k < n-j, "
        "the sum of the p-th powers outside the k largest, over n, exceeds its limit at k/n by (j/n) (T^p + u^p - v^p) "
        "or more with probability at most 5 exp(-2 j^2/n), T, u, v the thresholds of k/n, (k-j)/n and (k+j)/n."
    ),
    domain=D,
    claim=Probability(
        exceeds,
        "<=",
        HoeffdingBounds(),
        text="P(sigma_k^p/n >= D_p(k/n) + (j/n) (T^p + u^p - v^p)) <= 5 exp(-2 j^2/n)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.limit"),
)
