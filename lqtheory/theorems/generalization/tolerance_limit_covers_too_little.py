r"""**Tolerance limits of Wilks**: the order statistic of the tolerance rank rarely covers less than 1 - alpha.

k is the smallest rank with P(Bin(n, 1-alpha) >= k) <= delta, and r_(k) is infinite for k > n. Scores have any law of
finitely many atoms and pieces without atoms, so that ties may occur; r_(k) covers less than 1-alpha exactly if at least
k scores are among those that do, whose share is at most 1-alpha. Attained where delta is such a binomial probability
and the law has no atom at that quantile.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.exact_binomials import Level, binomial_probability
from lqtheory.quantities.score_laws import SCORE_LAW, ScoreLaw, draw_scores, share_below
from lqtheory.quantities.unseen_limits import tolerance_rank

D = Domain(
    n=Integer(1, typical=(1, 30)),
    alpha=Real(0, 1, typical=(0.1, 0.6)),
    delta=Real(0, 1, typical=(0.05, 0.6)),
    law=SCORE_LAW,
)


def covers_too_little(
    rng: np.random.Generator, size: int, n: int, alpha: float, delta: float, law: ScoreLaw
) -> np.ndarray:
    """Draws of the scores."""
    k = tolerance_rank(n, alpha, delta)
    if k > n:
        return np.zeros(size, dtype=bool)
    end, _ = share_below(law, 1 - Fraction(alpha))
    return np.sort(draw_scores(rng, law, (size, n)), axis=1)[:, k - 1] < end


def exact_probability(n: int, alpha: float, delta: float, law: ScoreLaw) -> Fraction:
    """At least k scores among those that cover too little."""
    k, (_, share) = tolerance_rank(n, alpha, delta), share_below(law, 1 - Fraction(alpha))
    return binomial_probability(n, range(k, n + 1), share.numerator, share.denominator)


THEOREM = Theorem(
    name="tolerance_limit_covers_too_little",
    title="Tolerance limits",
    id="cert.tolerance",
    statement="For n independent scores of a law of atoms and pieces without atoms and 0 < alpha, delta < 1, the order "
    "statistic of the tolerance rank covers less than 1-alpha of the law with probability at most delta.",
    domain=D,
    claim=Probability(covers_too_little, "<=", Level("delta"), exact_probability, text="P_x(r <= r_(k)) < 1-alpha"),
    source=Source("wilks_1941", "the limits"),
    provenance="derived",
)
