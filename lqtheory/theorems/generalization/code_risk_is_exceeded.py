r"""**The code-length bound holds for all networks at once**: some risk exceeds its bound with probability <= delta.

Networks j = 1, ..., k with code lengths 1, 2, ..., k-1, k-1 bits (a complete code) and bounds kl^{-1}(R_n | (Lambda_j
ln 2 + ln d)/n). Chernoff for each at the level 2^{-Lambda_j}/d, and Kraft's inequality. Losses of all networks are
independent here, of mean r/10, which the statement does not need. Enumerated exactly: the risk p is above the bound iff
x/n < p and (x/(n p))^x ((n-x)/(n(1-p)))^{n-x} > 2^Lambda d, a comparison of integers.
"""

from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability

D = Domain(k=Integer(2, typical=(2, 6)), n=Integer(1, typical=(1, 60)), d=Integer(2, typical=(2, 12)), r=Integer(1, 10))


@lru_cache(maxsize=65536)
def _failing_counts(n: int, d: int, r: int, length: int) -> tuple[int, ...]:
    """Numbers of errors at which the bound lies below r/10."""
    failing = []
    for x in range(n):
        if 10 * x < n * r and r < 10:
            likelihood = (10 * x) ** x * (10 * (n - x)) ** (n - x)
            if likelihood > 2**length * d * (n * r) ** x * (n * (10 - r)) ** (n - x):
                failing.append(x)
        elif r == 10:
            failing.append(x)
    return tuple(failing)


def _lengths(k: int) -> list[int]:
    return [*range(1, k), k - 1]


def some_bound_fails(rng: np.random.Generator, size: int, k: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the numbers of errors of all networks."""
    failed = np.zeros(size, dtype=bool)
    for length in _lengths(k):
        failed |= np.isin(rng.binomial(n, r / 10, size), _failing_counts(n, d, r, length))
    return failed


def exact_probability(k: int, n: int, d: int, r: int) -> Fraction:
    """One minus the probability that no bound fails."""
    safe = Fraction(1)
    for length in _lengths(k):
        safe *= 1 - binomial_probability(n, _failing_counts(n, d, r, length), r, 10)
    return 1 - safe


THEOREM = Theorem(
    name="code_risk_is_exceeded",
    title="Risk bounds from code lengths, as a probability",
    id="coreset.occam_kl",
    statement="For k networks with a complete prefix-free code, n independent samples, losses of mean r/10 and d >= 2, "
    "some network has a risk above its bound by the inverse of kl at 1/d with probability at most 1/d.",
    domain=D,
    claim=Probability(some_bound_fails, "<=", Reciprocal("d"), exact_probability, text="some risk above its bound"),
    box={"k": (2, 4), "n": (1, 20), "d": (2, 6)},
    source=Source("langford_2005", "Theorem 4.6"),
    provenance="derived",
)
