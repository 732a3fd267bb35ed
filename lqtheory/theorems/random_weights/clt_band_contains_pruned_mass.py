r"""**Central limit theorem of the pruned mass, with its error**: the band D_p +- (z sqrt(V/n) + (j/n)(u^p - v^p)).

sigma_k^p/n lies outside it with probability at most 2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + 4 exp(-2 j^2/n), where V =
Var((T^p - |w|^p)_+) > 0, D_p = int_f^1 G^p and T, u, v are the upper quantiles G of |w| at f = k/n, (k-j)/n, (k+j)/n.
With j of order sqrt(n ln n) the last two terms vanish, and where G has a derivative the widening of the band is of
order ln(n)/n: sqrt(n) (sigma_k^2/n - D_2) converges in law to N(0, V), which is lq.stoch.clt, and the prediction band
has its level up to an explicit error. For every law; simulated for quantile functions made of powers, jumps and steps,
some with no mean, some near Gaussian, Laplace, uniform and Student's ones.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.quantile_laws import (
    MAGNITUDES,
    clipped_gap_variance,
    mass_of_ranks,
    pruned_masses,
    quantile,
)

D = Domain(
    j=Integer(1, typical=(24, 32)),
    n=Integer("2*j+2", typical=(300, 400)),
    k=Integer("j+1", "n-j-1"),
    p=Real(0, typical=(0.5, 3)),
    z=Real(0, typical=(0.5, 2.5)),
    G=MAGNITUDES,
)


def is_outside(
    rng: np.random.Generator, size: int, j: int, n: int, k: int, p: float, z: float, G: np.ndarray
) -> np.ndarray:
    """Draws of n weights of the law."""
    first, last = quantile(G, np.array([k - j, k + j]) / n) ** p
    half = z * math.sqrt(clipped_gap_variance(G, k / n, p) / n) + j / n * (first - last)
    return np.abs(pruned_masses(rng, size, G, n, k, p) - mass_of_ranks(G, k / n, p)) > half


@dataclass(frozen=True)
class NormalTailAndErrors:
    """2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + 4 exp(-2 j^2/n); its text is the same in every process."""

    def __call__(self, j: int, n: int, k: int, p: float, z: float, G: np.ndarray) -> Any:
        """The bound, at most 1; it is 1 where V = 0."""
        variance = clipped_gap_variance(G, k / n, p)
        error = 0.9496 * float(quantile(G, k / n)) ** p / math.sqrt(n * variance) if variance > 0 else 1.0
        return min(1.0, math.erfc(z / math.sqrt(2.0)) + error + 4.0 * math.exp(-2 * j**2 / n))


THEOREM = Theorem(
    name="clt_band_contains_pruned_mass",
    title="Central limit theorem of the pruned mass",
    id="lq.stoch.clt.band",
    statement=(
        "For n independent weights of any law, G the upper quantile function of their magnitudes, p, z > 0, j >= 1 and "
        "j < k < n-j, the sum of the p-th powers outside the k largest, over n, is more than z sqrt(V/n) + (j/n) "
        "(u^p - v^p) off int_{k/n}^1 G^p with probability at most 2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + 4 exp(-2 "
        "j^2/n), V > 0 the variance of (T^p - |w|^p)_+."
    ),
    domain=D,
    claim=Probability(
        is_outside,
        "<=",
        NormalTailAndErrors(),
        text="P(|sigma_k^p/n - D_p| > z sqrt(V/n) + (j/n) (u^p - v^p)) <= 2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + "
        "4 exp(-2 j^2/n)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.clt"),
    notes="The dossier states the limit; the constant 0.4748 of Berry and Esseen is Shevtsova's. T, u, v = G "
    "at k/n, (k-j)/n, (k+j)/n.",
)
