r"""**A weight of upper quantile u is pruned with probability I_u(k, n-k)** from n independent weights of any law.

It is pruned if at least k of the n-1 others exceed it. Decided exactly at u = i/8: the binomial probability is compared
with the integral of the beta density, both rational. An equality.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(n=Integer(2, typical=(2, 40)), k=Integer(1, "n-1"), i=Integer(1, 7))


def is_pruned(rng: np.random.Generator, size: int, n: int, k: int, i: int) -> np.ndarray:
    """Draws of the upper quantiles of the n-1 others."""
    return np.count_nonzero(rng.random((size, n - 1)) < i / 8, axis=1) >= k


@dataclass(frozen=True)
class BetaIntegral:
    """I_u(k, n-k) at u = i/8, the power of 1-u multiplied out; an object, whose text is the same in every process."""

    def __call__(self, n: int, k: int, i: int) -> Any:
        """The integral, rational."""
        u = Fraction(i, 8)
        terms = (Fraction((-1) ** m * comb(n - k - 1, m), k + m) * u ** (k + m) for m in range(n - k))
        return k * comb(n - 1, k) * sum(terms)


def binomial_tail(n: int, k: int, i: int) -> Any:
    """At least k of n-1."""
    u = Fraction(i, 8)
    return sum(comb(n - 1, j) * u**j * (1 - u) ** (n - 1 - j) for j in range(k, n))


THEOREM = Theorem(
    name="pruned_with_beta_probability",
    title="Probability that a weight is pruned",
    id="lq.stoch.finite.probability",
    statement=(
        "Of n independent weights the k largest are kept, 1 <= k < n: a weight whose magnitude each of the others "
        "exceeds with probability i/8 is pruned with probability I_u(k, n-k) at u = i/8."
    ),
    domain=D,
    claim=Probability(is_pruned, "=", BetaIntegral(), exact=binomial_tail, text="P(pruned) = I_u(k, n-k)"),
    box={"n": (2, 12), "i": (1, 7)},
    source=Source("lqtheory_dossier", "lq.stoch.finite"),
)
