r"""**Coverage of an order statistic**: a fresh score of a continuous law exceeds r_(k) with probability 1 - k/(n+1).

All ranks of the fresh score among the n+1 are equally likely. At the conformal rank the coverage is therefore below
1 - alpha + 1/(n+1), too. An equality.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(n=Integer(1, typical=(1, 60)), k=Integer(1, "n"))


def fresh_score_is_above(rng: np.random.Generator, size: int, n: int, k: int) -> np.ndarray:
    """Draws of n scores and of a fresh one."""
    scores = rng.random((size, n + 1))
    return scores[:, -1] > np.sort(scores[:, :-1], axis=1)[:, k - 1]


def exact_probability(n: int, k: int) -> Fraction:
    """The mean of one minus the k-th of n uniform order statistics, by the moments of its beta law."""
    total, mass = Fraction(0), Fraction(0)
    for i in range(n - k + 1):  # density proportional to u^{k-1} (1-u)^{n-k}, multiplied out
        sign, choose = (-1) ** i, _choose(n - k, i)
        mass += Fraction(sign * choose, k + i)
        total += Fraction(sign * choose, k + i) - Fraction(sign * choose, k + i + 1)
    return total / mass


def _choose(n: int, k: int) -> int:
    value = 1
    for i in range(k):
        value = value * (n - i) // (i + 1)
    return value


@dataclass(frozen=True)
class ShareAbove:
    """1 - k/(n+1)."""

    def __call__(self, n: int, k: int, **_: Any) -> Fraction:
        """Its value."""
        return 1 - Fraction(k, n + 1)


THEOREM = Theorem(
    name="continuous_scores_are_covered",
    title="Coverage of order statistics",
    id="cert.conformal.exact",
    statement="For n independent scores of a continuous law and k in {1,...,n} a fresh score exceeds the k-th smallest "
    "with probability 1-k/(n+1).",
    domain=D,
    claim=Probability(fresh_score_is_above, "=", ShareAbove(), exact_probability, text="r_new > r_(k)"),
    box={"n": (1, 40)},
    source=Source("david_nagaraja_2003", "section 2.2"),
    provenance="derived",
)
