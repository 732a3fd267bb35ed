r"""**Pruned mass rarely exceeds its limit**: P(sigma_k^p/n > D_p + (j/n)(T^p + u^p - v^p)) <= 5 exp(-2 j^2/n).

T, u, v are the upper quantiles G(f) of |w| at f = k/n, (k-j)/n, (k+j)/n and D_p = int_f^1 G^p, which is E[|w|^p; |w| <=
T] for a continuous law. With ``pruned_mass_rarely_below_limit`` and j of order sqrt(n ln n) both tails are summable, so
that sigma_k^p/n -> D_p(f) almost surely for k/n -> f where G is continuous: the law of large numbers lq.stoch.limit
with a rate, for every law, with or without atoms, gaps and moments. Simulated for quantile functions made of powers,
jumps and steps, some with no mean, some near Gaussian, Laplace, uniform and Student's ones.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.quantile_laws import MAGNITUDES, mass_of_ranks, pruned_masses, quantile

D = Domain(
    j=Integer(1, typical=(3, 12)),
    n=Integer("2*j+2", typical=("2*j+2", "4*j+12")),
    k=Integer("j+1", "n-j-1"),
    p=Real(0, typical=(0.5, 3)),
    G=MAGNITUDES,
)


def exceeds(rng: np.random.Generator, size: int, j: int, n: int, k: int, p: float, G: np.ndarray) -> np.ndarray:
    """Draws of n weights of the law."""
    level, first, last = quantile(G, np.array([k, k - j, k + j]) / n) ** p
    return pruned_masses(rng, size, G, n, k, p) > mass_of_ranks(G, k / n, p) + j / n * (level + first - last)


@dataclass(frozen=True)
class HoeffdingBounds:
    """5 exp(-2 j^2/n); an object, whose text is the same in every process."""

    def __call__(self, j: int, n: int, k: int, p: float, G: np.ndarray) -> Any:
        """The bound, at most 1."""
        return min(1.0, 5.0 * math.exp(-2 * j**2 / n))


THEOREM = Theorem(
    name="pruned_mass_rarely_above_limit",
    title="Upper deviation of the pruned mass",
    id="lq.stoch.limit.rate",
    statement=(
        "For n independent weights of any law, G the upper quantile function of their magnitudes, p > 0, j >= 1 and j "
        "< k < n-j, the sum of the p-th powers outside the k largest, over n, exceeds int_{k/n}^1 G^p by more than "
        "(j/n) (T^p + u^p - v^p) with probability at most 5 exp(-2 j^2/n), T, u, v = G at k/n, (k-j)/n and (k+j)/n."
    ),
    domain=D,
    claim=Probability(
        exceeds,
        "<=",
        HoeffdingBounds(),
        text="P(sigma_k^p/n > D_p(k/n) + (j/n) (T^p + u^p - v^p)) <= 5 exp(-2 j^2/n)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.limit"),
)
