r"""**Best k-term error of a typical point of the l_q sphere**: it is near n^(1/p-1/q) (q^(p/q) D_p)^(1/p), with a rate.

x = w/||w||_q with independent w_i of density proportional to exp(-|w|^q) has the cone measure of the unit l_q sphere.
||w||_q^q is a gamma variable with n/q degrees, and sigma_k(w)_p^p/n is near D_p = E[|w|^p; |w| <= T]: outside
n^(1-p/q) (q/(1+r))^(p/q) (D_p - (j/n) T^p) <= sigma_k(x)_p^p <= n^(1-p/q) (q/(1-r))^(p/q) (D_p + (j/n)(T^p+u^p-v^p))
lies a share of at most 6 exp(-2 j^2/n) + 2 exp(-(n/q)(r - ln(1+r))) of all points. The dossier's "approximately" with
both errors; D_p = rho_p Gamma((p+1)/q)/Gamma(1/q).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.random_weights import threshold, truncated_moment

D = Domain(
    j=Integer(1, typical=(4, 12)),
    n=Integer("2*j+2", typical=("4*j+8", "6*j+12")),
    k=Integer("j+1", "n-j-1"),
    p=Real(0, typical=(0.5, 3)),
    q=Real(0, typical=(0.4, 2)),
    r=Real(0, 1, typical=(0.2, 0.6)),
)


def is_untypical(
    rng: np.random.Generator, size: int, j: int, n: int, k: int, p: float, q: float, r: float
) -> np.ndarray:
    """Points by gamma variables |w|^q."""
    powers = rng.standard_gamma(1.0 / q, (size, n))
    pruned = np.partition(powers, n - k - 1, axis=1)[:, : n - k]
    share = (pruned ** (p / q)).sum(axis=1) / powers.sum(axis=1) ** (p / q) * n ** (p / q - 1.0)
    level, first, last = (float(threshold("ggd", m / n, beta=q)) ** p for m in (k, k - j, k + j))
    mass = float(truncated_moment("ggd", k / n, p, beta=q))
    low = (q / (1 + r)) ** (p / q) * (mass - j / n * level)
    high = (q / (1 - r)) ** (p / q) * (mass + j / n * (level + first - last))
    return (share < low) | (share > high)


@dataclass(frozen=True)
class HoeffdingAndChernoff:
    """6 exp(-2 j^2/n) + 2 exp(-(n/q)(r - ln(1+r))); an object, whose text is the same in every process."""

    def __call__(self, j: int, n: int, k: int, p: float, q: float, r: float) -> Any:
        """The bound, at most 1."""
        return min(1.0, 6.0 * math.exp(-2 * j**2 / n) + 2.0 * math.exp(-n / q * (r - math.log1p(r))))


THEOREM = Theorem(
    name="typical_point_near_limit",
    title="Best k-term error of a typical point",
    id="lq.stoch.typical.rate",
    statement=(
        "For points of the unit l_q sphere in R^n drawn from the cone measure, p, q > 0, 0 < r < 1, j >= 1 and j < k < "
        "n-j, sigma_k^p over n^(1-p/q) q^(p/q) lies outside (D_p - (j/n) T^p) (1+r)^(-p/q) and (D_p + (j/n) (T^p + u^p "
        "- v^p)) (1-r)^(-p/q) with probability at most 6 exp(-2 j^2/n) + 2 exp(-(n/q) (r - ln(1+r)))."
    ),
    domain=D,
    claim=Probability(
        is_untypical,
        "<=",
        HoeffdingAndChernoff(),
        text="P(sigma_k^p outside its interval) <= 6 exp(-2 j^2/n) + 2 exp(-(n/q) (r - ln(1+r)))",
    ),
    source=Source("lqtheory_dossier", "lq.stoch.typical"),
    notes="The dossier gives the approximation without an error; T, u, v are the thresholds of k/n, (k-j)/n, (k+j)/n "
    "for the density proportional to exp(-|w|^q).",
)
