r"""**A fresh score rarely exceeds the conformal order statistic**: with probability at most alpha, ties or not.

k = ceil((1-alpha)(n+1)) and r_(k) = infinity for k > n. The n+1 scores are exchangeable: a mixture of independent
scores of any law of atoms and pieces without atoms, and of given scores in random order, into which all exchangeable
ones fall apart. Without ties the probability is 1 - k/(n+1) (:mod:`continuous_scores_are_covered`).
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.exact_binomials import Level
from lqtheory.quantities.score_laws import (
    EXCHANGEABLE_SCORES,
    Exchangeable,
    above_rank_probability,
    draw_exchangeable,
)
from lqtheory.quantities.unseen_limits import conformal_rank

D = Domain(n=Integer(1, typical=(1, 24)), alpha=Real(0, 1, typical=(0.05, 0.6)), scores=EXCHANGEABLE_SCORES)


def fresh_score_is_above(rng: np.random.Generator, size: int, n: int, alpha: float, scores: Exchangeable) -> np.ndarray:
    """Draws of the scores and of a fresh one."""
    k = conformal_rank(n, alpha)
    if k > n:
        return np.zeros(size, dtype=bool)
    drawn = draw_exchangeable(rng, scores, size, n)
    return drawn[:, -1] > np.sort(drawn[:, :-1], axis=1)[:, k - 1]


def exact_probability(n: int, alpha: float, scores: Exchangeable) -> Fraction:
    """By the parts of the mixture."""
    k = conformal_rank(n, alpha)
    return above_rank_probability(scores, n, k) if k <= n else Fraction(0)


THEOREM = Theorem(
    name="fresh_score_above_conformal_rank",
    title="Conformal quantile",
    id="cert.conformal",
    statement="For n exchangeable scores and a fresh one, exchangeable with them, and 0 < alpha < 1, the fresh score "
    "exceeds the order statistic of rank ceil((1-alpha)(n+1)) with probability at most alpha.",
    domain=D,
    claim=Probability(fresh_score_is_above, "<=", Level("alpha"), exact_probability, text="r_new > r_(k)"),
    source=Source("vovk_gammerman_shafer_2005", "Proposition 2.3"),
    provenance="derived",
)
