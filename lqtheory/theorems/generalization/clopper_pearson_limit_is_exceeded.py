r"""**The Clopper-Pearson limit fails with probability at most delta**: a probability rarely exceeds its upper limit.

X of n independent inputs show the event, whose probability is p. P(CP+(X, n; delta) < p) <= delta, because CP+ < p
means P(Bin(n,p) <= X) < delta. Decided exactly, in integers, for whatever p and delta. Equality up to the steps of the
binomial law.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.exact_binomials import Level, binomial_probability, counts_below_level

D = Domain(
    n=Integer(1, typical=(1, 60)),
    delta=Real(0, 1, typical=(0.02, 0.6)),
    p=Real(0, 1, closed="both"),
)


def limit_is_too_low(rng: np.random.Generator, size: int, n: int, delta: float, p: float) -> np.ndarray:
    """Draws of the number of events."""
    return rng.binomial(n, p, size) < counts_below_level(n, Fraction(p), Fraction(delta))


def exact_probability(n: int, delta: float, p: float) -> Fraction:
    """The counts that fail."""
    exact = Fraction(p)
    return binomial_probability(
        n, range(counts_below_level(n, exact, Fraction(delta))), exact.numerator, exact.denominator
    )


THEOREM = Theorem(
    name="clopper_pearson_limit_is_exceeded",
    title="Clopper-Pearson limits, as a probability",
    id="cert.cp",
    statement="For n independent inputs, an event of probability p in [0, 1] and 0 < delta < 1, the upper "
    "Clopper-Pearson limit at the level delta is below p with probability at most delta.",
    domain=D,
    claim=Probability(limit_is_too_low, "<=", Level("delta"), exact_probability, text="CP+(X,n;delta) < p"),
    source=Source("clopper_pearson_1934", "the limits"),
    provenance="derived",
)
