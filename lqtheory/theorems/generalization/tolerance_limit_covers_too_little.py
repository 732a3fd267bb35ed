r"""**Tolerance limits of Wilks**: the order statistic of the tolerance rank rarely covers less than 1 - alpha.

k is the smallest rank with P(Bin(n, 1-1/a) >= k) <= 1/d. Scores take g values, so that ties occur; r_(k) covers less
than 1-1/a exactly if at least k scores lie below the first value that covers that much. Enumerated exactly.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.quantities.unseen_limits import tolerance_rank

D = Domain(
    n=Integer(1, typical=(1, 100)),
    a=Integer(2, typical=(2, 10)),
    d=Integer(2, typical=(2, 20)),
    g=Integer(1, typical=(1, 60)),
)


def _rank(n: int, a: int, d: int) -> int:
    return tolerance_rank(n, Fraction(1, a), Fraction(1, d))


def _last_short(a: int, g: int) -> int:
    """The largest v with v/g < 1 - 1/a."""
    return -(-g * (a - 1) // a) - 1


def covers_too_little(rng: np.random.Generator, size: int, n: int, a: int, d: int, g: int) -> np.ndarray:
    """Draws of the scores."""
    k = _rank(n, a, d)
    if k > n:
        return np.zeros(size, dtype=bool)
    scores = np.sort(rng.integers(1, g + 1, (size, n)), axis=1)
    return scores[:, k - 1] * a < g * (a - 1)


def exact_probability(n: int, a: int, d: int, g: int) -> Fraction:
    """At least k scores among the values that cover too little."""
    k = _rank(n, a, d)
    return binomial_probability(n, range(k, n + 1), _last_short(a, g), g)


THEOREM = Theorem(
    name="tolerance_limit_covers_too_little",
    title="Tolerance limits",
    id="cert.tolerance",
    statement="For n independent scores with g values, a >= 2 and d >= 2, the order statistic of the tolerance rank "
    "covers less than 1-1/a of the law with probability at most 1/d.",
    domain=D,
    claim=Probability(covers_too_little, "<=", Reciprocal("d"), exact_probability, text="P_x(r <= r_(k)) < 1-1/a"),
    box={"n": (1, 24), "a": (2, 6), "d": (2, 8), "g": (1, 9)},
    source=Source("wilks_1941", "the limits"),
    provenance="derived",
)
