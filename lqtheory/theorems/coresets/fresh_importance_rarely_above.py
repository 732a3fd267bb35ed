r"""**A fresh point rarely exceeds a sensitivity**: P(g_j(x) > max over N sample points of g_j) <= 1/(N+1).

By exchangeability, for every law; equality for continuous laws. Decided exactly where the importance is uniform on k
values, whose probability sum_a (1/k)((a-1)/k)^N tends to 1/(N+1) as k grows.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(N=Integer(1, typical=(1, 12)), k=Integer(1, typical=(1, 40)))


def is_above(rng: np.random.Generator, size: int, N: int, k: int) -> np.ndarray:
    """Draws the importances of an edge at N sample points and a fresh one."""
    values = rng.integers(1, k + 1, size=(size, N + 1))
    return values[:, -1] > values[:, :-1].max(axis=1)


@dataclass(frozen=True)
class Share:
    """1/(N+1); an object, whose text is the same in every process."""

    def __call__(self, N: int, k: int) -> Any:
        """The bound."""
        return Fraction(1, N + 1)


def exact_probability(N: int, k: int) -> Fraction:
    """The fresh value is a, and all others are smaller."""
    return sum((Fraction(a - 1, k) ** N / k for a in range(1, k + 1)), Fraction(0))


THEOREM = Theorem(
    name="fresh_importance_rarely_above",
    title="A fresh point exceeds a sensitivity with probability at most 1/(N+1)",
    id="coreset.oos.exceed",
    statement="For N >= 1 independent sample points and a fresh one, with importances uniform on {1/k, ..., k/k}, the "
    "importance of an edge at the fresh point exceeds its sensitivity with probability at most 1/(N+1).",
    domain=D,
    claim=Probability(is_above, "<=", Share(), exact=exact_probability, text="P(g_j(x) > s_j) <= 1/(N+1)"),
    box={"N": (1, 12), "k": (1, 40)},
    source=Source("lqtheory_dossier", "coreset.oos.exceed"),
    notes="Enumerated for discrete uniform laws; for every law by ranks of exchangeable variables, which are cited.",
)
