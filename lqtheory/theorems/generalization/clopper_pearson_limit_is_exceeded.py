r"""**The Clopper-Pearson limit fails with probability at most delta**: a probability rarely exceeds its upper limit.

X of n independent inputs show the event, whose probability is r/10. P(CP+(X, n; 1/d) < r/10) <= 1/d, because CP+ < p
means P(Bin(n,p) <= X) < 1/d. Enumerated exactly in integers. Equality up to the steps of the binomial law.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_counts

D = Domain(n=Integer(1, typical=(1, 60)), d=Integer(2, typical=(2, 40)), r=Integer(1, 10))


def _failing_counts(n: int, d: int, r: int) -> list[bool]:
    """For each count whether P(Bin(n, r/10) <= count) < 1/d."""
    sums = np.cumsum(np.array(binomial_counts(n, r, 10), dtype=object))
    return [int(total) * d < 10**n for total in sums]


def limit_is_too_low(rng: np.random.Generator, size: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the number of events."""
    return np.array(_failing_counts(n, d, r))[rng.binomial(n, r / 10, size)]


def exact_probability(n: int, d: int, r: int) -> Fraction:
    """Sum over the counts that fail."""
    weights, failing = binomial_counts(n, r, 10), _failing_counts(n, d, r)
    return Fraction(sum(w for w, fails in zip(weights, failing, strict=True) if fails), 10**n)


THEOREM = Theorem(
    name="clopper_pearson_limit_is_exceeded",
    title="Clopper-Pearson limits, as a probability",
    id="cert.cp",
    statement="For n independent inputs, an event of probability r/10 and d >= 2, the upper Clopper-Pearson limit at "
    "the level 1/d is below r/10 with probability at most 1/d.",
    domain=D,
    claim=Probability(limit_is_too_low, "<=", Reciprocal("d"), exact_probability, text="CP+(X,n;1/d) < r/10"),
    box={"n": (1, 30), "d": (2, 20)},
    source=Source("clopper_pearson_1934", "the limits"),
    provenance="derived",
)
