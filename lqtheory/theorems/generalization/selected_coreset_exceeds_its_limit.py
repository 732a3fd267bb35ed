r"""**A limit for the selected coreset**: Clopper-Pearson at the level delta/k holds for whichever is selected.

Of two coresets that fail with probabilities r/10 and s/10 the one with fewer failures x on n inputs is chosen (the
first at a tie): P(CP+(x, n; 1/(2d)) < p_chosen) <= 1/d. Without the division by the number of candidates the
limit would be too low too often. Enumerated exactly for independent failures.
"""

from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_counts

D = Domain(n=Integer(1, typical=(1, 60)), d=Integer(2, typical=(2, 12)), r=Integer(0, 10), s=Integer(0, 10))


@lru_cache(maxsize=65536)
def _n_failing(n: int, d: int, r: int) -> int:
    """How many of the counts 0, 1, ... have P(Bin(n, r/10) <= count) < 1/(2d)."""
    sums = np.cumsum(np.array(binomial_counts(n, r, 10), dtype=object))
    return sum(int(total) * 2 * d < 10**n for total in sums)


def limit_is_too_low(rng: np.random.Generator, size: int, n: int, d: int, r: int, s: int) -> np.ndarray:
    """Draws of the numbers of failures."""
    first, second = rng.binomial(n, r / 10, size), rng.binomial(n, s / 10, size)
    return np.where(first <= second, first < _n_failing(n, d, r), second < _n_failing(n, d, s))


def exact_probability(n: int, d: int, r: int, s: int) -> Fraction:
    """Sum over the failures of the chosen one."""
    first, second = binomial_counts(n, r, 10), binomial_counts(n, s, 10)
    total = sum(first[x] * sum(second[x:]) for x in range(_n_failing(n, d, r)))
    total += sum(second[x] * sum(first[x + 1 :]) for x in range(_n_failing(n, d, s)))
    return Fraction(total, 10 ** (2 * n))


THEOREM = Theorem(
    name="selected_coreset_exceeds_its_limit",
    title="Limit of a selected coreset",
    id="coreset.amplify.limit",
    statement="Of two coresets that fail with probabilities r/10 and s/10 the one with fewer failures on n inputs "
    "has a Clopper-Pearson limit at the level 1/(2d) below its probability with probability at most 1/d.",
    domain=D,
    claim=Probability(limit_is_too_low, "<=", Reciprocal("d"), exact_probability, text="CP+ < p of the chosen one"),
    box={"n": (1, 24), "d": (2, 5), "r": (0, 10), "s": (0, 10)},
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
)
