r"""**The paper's out-of-sample assumption at work**: some K s_j < M_j of n edges with probability at most n e^{-N/K'}.

F_j(M_j/K) <= e^{-1/K'} for all edges, s_j the largest of N independent values, M_j their supremum. With N >= K' log(8
n/delta) that is delta/8. Decided exactly for independent importances that are uniform on (0, 1): M_j = 1, e^{-1/K'} =
1/K. The union bound loses what the edges have in common.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(n=Integer(1, typical=(1, 8)), N=Integer(1, typical=(1, 6)), K=Integer(2, typical=(2, 6)))


def is_missed(rng: np.random.Generator, size: int, n: int, N: int, K: int) -> np.ndarray:
    """Draws the importances of n edges at N points."""
    return (K * rng.random((size, N, n)).max(axis=1) < 1.0).any(axis=1)


@dataclass(frozen=True)
class UnionBound:
    """n K^{-N}; an object, whose text is the same in every process."""

    def __call__(self, n: int, N: int, K: int) -> Any:
        """The bound."""
        return min(Fraction(1), Fraction(n, K**N))


def exact_probability(n: int, N: int, K: int) -> Fraction:
    """One minus the probability that no edge is missed."""
    return 1 - (1 - Fraction(1, K**N)) ** n


THEOREM = Theorem(
    name="sample_bounds_all_importances",
    title="Sample size of the paper's out-of-sample assumption",
    id="coreset.oos.KK",
    statement="For n edges with independent importances uniform on (0, 1) and N sample points, K times the largest "
    "importance in the sample is below 1 for some edge with probability at most n exp(-N/K') for exp(-1/K') = 1/K.",
    domain=D,
    claim=Probability(is_missed, "<=", UnionBound(), exact=exact_probability, text="P(some K s_j < M_j) <= n K^{-N}"),
    box={"n": (1, 8), "N": (1, 6), "K": (2, 6)},
    source=Source("baykal_2019", "Assumption 1 and Lemma 1"),
    provenance="recalled",
    notes="The proof is the dossier's: P(s_j < M_j/K) <= F_j(M_j/K)^N, and the union bound. The assumption itself is "
    "the paper's and fails for sparse activations, see assumed_constant_forbids_compression.",
)
