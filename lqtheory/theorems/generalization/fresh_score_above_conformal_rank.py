r"""**A fresh score rarely exceeds the conformal order statistic**: with probability at most alpha, ties or not.

k = ceil((1-1/a)(n+1)) and r_(k) = infinity for k > n. Scores are uniform on 1, ..., g here, so that ties occur; any
exchangeable scores will do. Enumerated exactly.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.quantities.unseen_limits import conformal_rank

D = Domain(n=Integer(1, typical=(1, 40)), a=Integer(2, typical=(2, 20)), g=Integer(1, typical=(1, 30)))


def fresh_score_is_above(rng: np.random.Generator, size: int, n: int, a: int, g: int) -> np.ndarray:
    """Draws of the scores and of a fresh one."""
    k = conformal_rank(n, Fraction(1, a))
    if k > n:
        return np.zeros(size, dtype=bool)
    scores = np.sort(rng.integers(1, g + 1, (size, n)), axis=1)
    return rng.integers(1, g + 1, size) > scores[:, k - 1]


def exact_probability(n: int, a: int, g: int) -> Fraction:
    """Sum over the values of the order statistic: it is at most v if at least k scores are."""
    k = conformal_rank(n, Fraction(1, a))
    if k > n:
        return Fraction(0)
    below = [binomial_probability(n, range(k, n + 1), v, g) for v in range(g + 1)]
    return sum((Fraction(g - v, g) * (below[v] - below[v - 1]) for v in range(1, g + 1)), Fraction(0))


THEOREM = Theorem(
    name="fresh_score_above_conformal_rank",
    title="Conformal quantile",
    id="cert.conformal",
    statement="For n exchangeable scores with g values and a >= 2, a fresh score exceeds the order statistic of rank "
    "ceil((1-1/a)(n+1)) with probability at most 1/a.",
    domain=D,
    claim=Probability(fresh_score_is_above, "<=", Reciprocal("a"), exact_probability, text="r_new > r_(k)"),
    box={"n": (1, 24), "a": (2, 12), "g": (1, 10)},
    source=Source("vovk_gammerman_shafer_2005", "Proposition 2.3"),
    provenance="derived",
)
