r"""**A limit at the full level for a coreset that was selected on the same sample**: false.

Of k coresets that all fail with probability r/10 the one with the fewest failures on n inputs is chosen; its
Clopper-Pearson limit at the level 1/d, not divided by k, lies below r/10 with a probability of up to 1-(1-1/d)^k. The
level must be shared among the candidates (:mod:`selected_coreset_exceeds_its_limit`). Refuted by exact enumeration.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_counts, binomial_probability

D = Domain(k=Integer(1, typical=(3, 10)), n=Integer(1, typical=(10, 60)), d=Integer(2, typical=(2, 8)), r=Integer(1, 9))


def _n_failing(n: int, d: int, r: int) -> int:
    """How many of the counts 0, 1, ... have P(Bin(n, r/10) <= count) < 1/d."""
    sums = np.cumsum(np.array(binomial_counts(n, r, 10), dtype=object))
    return sum(int(total) * d < 10**n for total in sums)


def limit_is_too_low(rng: np.random.Generator, size: int, k: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the numbers of failures of all candidates."""
    return rng.binomial(n, r / 10, (size, k)).min(axis=1) < _n_failing(n, d, r)


def exact_probability(k: int, n: int, d: int, r: int) -> Fraction:
    """One minus the probability that all limits hold."""
    return 1 - (1 - binomial_probability(n, range(_n_failing(n, d, r)), r, 10)) ** k


THEOREM = Theorem(
    name="selected_coreset_keeps_full_level",
    title="Limit of a selected coreset without sharing the level",
    id="coreset.amplify.mistaken",
    statement="Of k coresets that fail with probability r/10 the one with the fewest failures on n inputs has a "
    "Clopper-Pearson limit at the level 1/d below r/10 with probability at most 1/d.",
    domain=D,
    claim=Probability(
        limit_is_too_low, "<=", Reciprocal("d"), exact_probability, text="CP+ at 1/d < p of the chosen one"
    ),
    box={"k": (3, 6), "n": (10, 24), "d": (2, 5), "r": (1, 9)},
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
    expected="refuted",
    corrected_by="selected_coreset_exceeds_its_limit",
    notes="The dossier's warning that scores used for selection are no certificates without the division by k.",
)
