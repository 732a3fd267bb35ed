r"""**Effective sparsity of many weights is near its limit**: s_{q,p}/n -> M_q^{p/(p-q)} M_p^{-q/(p-q)}, with a rate.

M_q = E|w|^q, so that the limit is [(E|w|^q)^{1/q}/(E|w|^p)^{1/p}]^{pq/(p-q)}. For every law with a finite moment of
order 2p, by Chebyshev's inequality for the two means of powers; with it the PQ index 1 - (s_{q,p}/n)^{1/q-1/p} and SI_q
tend to their limits, which :mod:`gaussian_index_limits` and its neighbours evaluate. The bound vanishes like 1/n.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.quantile_laws import MAGNITUDES, drawn_magnitudes, mass_of_ranks

D = Domain(
    n=Integer(1, typical=(60, 200)),
    q=Real(0, typical=(0.25, 1)),
    p=Real("q", typical=("q+0.1", "q+1")),
    r=Real(0, 1, typical=(0.15, 0.4)),
    G=MAGNITUDES,
)


def is_far(rng: np.random.Generator, size: int, n: int, q: float, p: float, r: float, G: np.ndarray) -> np.ndarray:
    """Draws of n weights of the law, in parts."""
    powers = [p / (p - q), -q / (p - q)]
    limits = [mass_of_ranks(G, 0.0, e) for e in (q, p)]
    if not (0 < limits[0] < np.inf and limits[1] < np.inf):
        return np.zeros(size, dtype=bool)
    parts = []
    for start in range(0, size, 5000):
        w = drawn_magnitudes(rng, min(5000, size - start), G, n)
        with np.errstate(divide="ignore", invalid="ignore"):  # no weight but zeros: no index, and far
            logs = sum(e * np.log((w**a).mean(axis=1) / m) for e, a, m in zip(powers, (q, p), limits, strict=True))
        low = powers[0] * np.log1p(-r) + powers[1] * np.log1p(r)
        high = powers[0] * np.log1p(r) + powers[1] * np.log1p(-r)
        parts.append(~((logs >= low) & (logs <= high)))
    return np.concatenate(parts)


def spread(G: np.ndarray, e: float) -> float:
    """Variance of |w|^e over its squared mean."""
    mean = mass_of_ranks(G, 0.0, e)
    return mass_of_ranks(G, 0.0, 2 * e) / mean**2 - 1.0


@dataclass(frozen=True)
class ChebyshevBounds:
    """(V_q/M_q^2 + V_p/M_p^2)/(n r^2); an object, whose text is the same in every process."""

    def __call__(self, n: int, q: float, p: float, r: float, G: np.ndarray) -> Any:
        """The bound, at most 1; 1 where there is no moment of order 2p or no weight but zeros."""
        if not 0.0 < mass_of_ranks(G, 0.0, p) < np.inf:
            return 1.0
        return min(1.0, max(0.0, (spread(G, q) + spread(G, p)) / (n * r**2)))


THEOREM = Theorem(
    name="effective_sparsity_near_limit",
    title="Effective sparsity of many weights",
    id="lq.stoch.index",
    statement=(
        "For n independent weights of any law, G the upper quantile function of their magnitudes, 0 < q < p, 0 < r < 1 "
        "and moments M of finite positive order up to 2p, s_{q,p}/n over M_q^{p/(p-q)} M_p^{-q/(p-q)} lies outside "
        "(1-r)^{p/(p-q)} (1+r)^{-q/(p-q)} and (1+r)^{p/(p-q)} (1-r)^{-q/(p-q)} with probability at most (V_q/M_q^2 + "
        "V_p/M_p^2)/(n r^2), V_e = M_2e - M_e^2."
    ),
    domain=D,
    claim=Probability(
        is_far,
        "<=",
        ChebyshevBounds(),
        text="P(s_{q,p}/n outside its interval) <= (V_q/M_q^2 + V_p/M_p^2)/(n r^2)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.index"),
    notes="The dossier states the limit; the rate is that of Chebyshev's inequality.",
)
