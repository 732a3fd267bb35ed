r"""**The conformal quantile as a statement about one sample**: false, whatever the level.

It covers a fresh score with probability 1 - alpha on average over samples. For the sample at hand it covers less than
1 - alpha of the law with a probability near 1/2, not at most 1/d: the tolerance rank
(:mod:`tolerance_limit_covers_too_little`) is what limits that. Refuted by exact enumeration of scores with g values.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.quantities.unseen_limits import conformal_rank

D = Domain(
    n=Integer(1, typical=(5, 60)),
    a=Integer(2, typical=(2, 6)),
    d=Integer(2, typical=(4, 20)),
    g=Integer(1, typical=(20, 60)),
)


def covers_too_little(rng: np.random.Generator, size: int, n: int, a: int, d: int, g: int) -> np.ndarray:
    """Draws of the scores."""
    k = conformal_rank(n, Fraction(1, a))
    if k > n:
        return np.zeros(size, dtype=bool)
    scores = np.sort(rng.integers(1, g + 1, (size, n)), axis=1)
    return scores[:, k - 1] * a < g * (a - 1)


def exact_probability(n: int, a: int, d: int, g: int) -> Fraction:
    """At least k scores among the values that cover too little."""
    k = conformal_rank(n, Fraction(1, a))
    return binomial_probability(n, range(k, n + 1), -(-g * (a - 1) // a) - 1, g)


THEOREM = Theorem(
    name="conformal_rank_covers_most_samples",
    title="Conformal quantile mistaken for a tolerance limit",
    id="cert.conformal.mistaken",
    statement="For n independent scores with g values, a >= 2 and d >= 2, the order statistic of the conformal rank "
    "covers less than 1-1/a of the law with probability at most 1/d.",
    domain=D,
    claim=Probability(
        covers_too_little,
        "<=",
        Reciprocal("d"),
        exact_probability,
        text="P_x(r <= r_(k)) < 1-1/a at the conformal rank",
    ),
    box={"n": (5, 30), "a": (2, 6), "d": (4, 8), "g": (20, 24)},
    source=Source("lqtheory_dossier", "cert.conformal"),
    provenance="derived",
    expected="refuted",
    corrected_by="tolerance_limit_covers_too_little",
    notes="Entered because the two quantiles are often confused; the dossier says that the coverage is marginal.",
)
