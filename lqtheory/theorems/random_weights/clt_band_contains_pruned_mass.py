r"""**Central limit theorem of the pruned mass, with its error**: the band D_p +- (z sqrt(V/n) + (j/n)(u^p - v^p)).

sigma_k^p/n lies outside it with probability at most 2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + 4 exp(-2 j^2/n), where V =
Var((T^p - |w|^p)_+) and T, u, v are the thresholds of k/n, (k-j)/n, (k+j)/n. With j of order sqrt(n ln n) the last two
terms and the widening of the band (of order ln(n)/n) vanish: sqrt(n) (sigma_k^2/n - D_2) converges in law to N(0, V),
which is lq.stoch.clt, and the prediction band has its level up to an explicit error. For every law with a continuous
quantile function; simulated for four, the last of which has no mean.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.random_weights import clt_variance
from lqtheory.quantities.sampled_masses import DRAWN_LAWS, level_and_mass, pruned_masses

D = Domain(
    j=Integer(1, typical=(24, 32)),
    n=Integer("2*j+2", typical=(300, 400)),
    k=Integer("j+1", "n-j-1"),
    p=Real(0, typical=(0.5, 3)),
    z=Real(0, typical=(0.5, 2.5)),
    i=Integer(1, 4),
)


def variance(i: int, f: float, p: float) -> float:
    """V of the law i."""
    law = DRAWN_LAWS[i - 1]
    return float(clt_variance(law.name, f, p, **law.parameters))


def is_outside(rng: np.random.Generator, size: int, j: int, n: int, k: int, p: float, z: float, i: int) -> np.ndarray:
    """Draws of n weights of the law i: Gaussian, Laplace, uniform, Cauchy."""
    mass = level_and_mass(i, k / n, p)[1]
    spread = level_and_mass(i, (k - j) / n, p)[0] - level_and_mass(i, (k + j) / n, p)[0]
    half = z * math.sqrt(variance(i, k / n, p) / n) + j / n * spread
    return np.abs(pruned_masses(rng, size, i, n, k, p) - mass) >= half


@dataclass(frozen=True)
class NormalTailAndErrors:
    """2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + 4 exp(-2 j^2/n); its text is the same in every process."""

    def __call__(self, j: int, n: int, k: int, p: float, z: float, i: int) -> Any:
        """The bound, at most 1."""
        error = 0.9496 * level_and_mass(i, k / n, p)[0] / math.sqrt(n * variance(i, k / n, p))
        return min(1.0, math.erfc(z / math.sqrt(2.0)) + error + 4.0 * math.exp(-2 * j**2 / n))


THEOREM = Theorem(
    name="clt_band_contains_pruned_mass",
    title="Central limit theorem of the pruned mass",
    id="lq.stoch.clt.band",
    statement=(
        "For n independent weights of the law i (Gaussian, Laplace, uniform, Cauchy), p, z > 0, j >= 1 and j < k < "
        "n-j, the sum of the p-th powers outside the k largest, over n, is z sqrt(V/n) + (j/n) (u^p - v^p) or more off "
        "its limit with probability at most 2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + 4 exp(-2 j^2/n)."
    ),
    domain=D,
    claim=Probability(
        is_outside,
        "<=",
        NormalTailAndErrors(),
        text="P(|sigma_k^p/n - D_p| >= z sqrt(V/n) + (j/n) (u^p - v^p)) <= 2 (1 - Phi(z)) + 0.9496 T^p/sqrt(n V) + "
        "4 exp(-2 j^2/n)",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.clt"),
    notes="The dossier states the limit; the constant 0.4748 of Berry and Esseen is Shevtsova's. T, u, v, V depend on "
    "the law and on k/n, (k-j)/n, (k+j)/n.",
)
