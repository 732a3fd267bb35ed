r"""**A weight of upper quantile u is pruned with probability I_u(k, n-k)** from n independent weights of any law.

It is pruned if at least k of the n-1 others exceed it, each of them with probability u, for every u in (0, 1): that is
all that the law enters. At rational u the binomial probability and the integral of the beta density are rational, and
compared exactly. An equality; what follows for the expected pruned mass is :mod:`expected_pruned_mass_of_any_law`.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem

D = Domain(n=Integer(2, typical=(2, 40)), k=Integer(1, "n-1"), u=Real(0, 1, typical=(0.02, 0.98)))


def is_pruned(rng: np.random.Generator, size: int, n: int, k: int, u: float) -> np.ndarray:
    """Draws of the upper quantiles of the n-1 others."""
    return np.count_nonzero(rng.random((size, n - 1)) < u, axis=1) >= k


@dataclass(frozen=True)
class BetaIntegral:
    """I_u(k, n-k), the power of 1-u multiplied out; an object, whose text is the same in every process."""

    def __call__(self, n: int, k: int, u: float) -> Any:
        """The integral, rational."""
        v = Fraction(u)
        terms = (Fraction((-1) ** m * comb(n - k - 1, m), k + m) * v ** (k + m) for m in range(n - k))
        return k * comb(n - 1, k) * sum(terms)


def binomial_tail(n: int, k: int, u: float) -> Any:
    """At least k of n-1."""
    v = Fraction(u)
    return sum(comb(n - 1, j) * v**j * (1 - v) ** (n - 1 - j) for j in range(k, n))


THEOREM = Theorem(
    name="pruned_with_beta_probability",
    title="Probability that a weight is pruned",
    id="lq.stoch.finite.probability",
    statement=(
        "Of n independent weights the k largest are kept, 1 <= k < n: a weight whose magnitude each of the others "
        "exceeds with probability u, 0 < u < 1, is pruned with probability I_u(k, n-k)."
    ),
    domain=D,
    claim=Probability(is_pruned, "=", BetaIntegral(), exact=binomial_tail, text="P(pruned) = I_u(k, n-k)"),
    source=Source("lqtheory_dossier", "lq.stoch.finite"),
)
