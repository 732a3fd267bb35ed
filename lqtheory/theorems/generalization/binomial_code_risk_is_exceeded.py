r"""**The sharpest bound from code lengths**: the Clopper-Pearson limit at delta 2^{-Lambda}, for all networks at once.

As :mod:`code_risk_is_exceeded`, with the binomial law itself instead of Chernoff's bound of it: the risk p is above the
bound iff P(Bin(n,p) <= x) < 2^{-Lambda}/d. Enumerated exactly.
"""

from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_counts, binomial_probability

D = Domain(k=Integer(2, typical=(2, 6)), n=Integer(1, typical=(1, 60)), d=Integer(2, typical=(2, 12)), r=Integer(1, 10))


@lru_cache(maxsize=65536)
def _n_failing(n: int, d: int, r: int, length: int) -> int:
    """How many of the counts 0, 1, ... have P(Bin <= count) below the level."""
    total, whole = 0, 10**n
    for count, weight in enumerate(binomial_counts(n, r, 10)):
        total += weight
        if total * 2**length * d >= whole:
            return count
    return n + 1


def _lengths(k: int) -> list[int]:
    return [*range(1, k), k - 1]


def some_bound_fails(rng: np.random.Generator, size: int, k: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the numbers of errors of all networks."""
    failed = np.zeros(size, dtype=bool)
    for length in _lengths(k):
        failed |= rng.binomial(n, r / 10, size) < _n_failing(n, d, r, length)
    return failed


def exact_probability(k: int, n: int, d: int, r: int) -> Fraction:
    """One minus the probability that no bound fails."""
    safe = Fraction(1)
    for length in _lengths(k):
        safe *= 1 - binomial_probability(n, range(_n_failing(n, d, r, length)), r, 10)
    return 1 - safe


THEOREM = Theorem(
    name="binomial_code_risk_is_exceeded",
    title="Risk bounds from code lengths and binomial limits",
    id="coreset.occam_kl.binomial",
    statement="For k networks with a complete prefix-free code, n independent samples, losses of mean r/10 and d >= 2, "
    "some network has a risk above its Clopper-Pearson limit at the level 2^(-Lambda)/d with probability at most 1/d.",
    domain=D,
    claim=Probability(some_bound_fails, "<=", Reciprocal("d"), exact_probability, text="some risk above its limit"),
    box={"k": (2, 4), "n": (1, 20), "d": (2, 6)},
    source=Source("langford_2005", "Theorem 4.6"),
    provenance="derived",
)
