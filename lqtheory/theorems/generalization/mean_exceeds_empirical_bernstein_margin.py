r"""**The empirical Bernstein margin of a mean**: Hoeffding's replaced by the variance of the sample.

P(E r > mean + sqrt(2 V ln(2d)/n) + 7 ln(2d)/(3(n-1))) <= 1/d, V the variance with divisor n-1. Enumerated exactly, in
balls, for scores 0 and 1 of mean r/10.
"""

from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.quantities.reference.score_means import ball_empirical_bernstein_margin

D = Domain(n=Integer(2, typical=(2, 200)), d=Integer(2, typical=(2, 20)), r=Integer(1, 10))


@lru_cache(maxsize=4096)
def _failing_counts(n: int, d: int, r: int) -> tuple[int, ...]:
    """Counts x with x/n + margin(V(x)) < r/10, decided by balls."""
    failing = []
    for x in range(n):
        limit = balls.ball(Fraction(x, n)) + ball_empirical_bernstein_margin(
            Fraction(x * (n - x), n * (n - 1)), n, balls.ball(1) / d
        )
        if limit < balls.ball(Fraction(r, 10)):
            failing.append(x)
        elif not limit >= balls.ball(Fraction(r, 10)):
            raise UnsupportedError(f"the margin at n={n}, d={d}, r={r} is not decided")
    return tuple(failing)


def margin_is_exceeded(rng: np.random.Generator, size: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the sum of the scores."""
    return np.isin(rng.binomial(n, r / 10, size), _failing_counts(n, d, r))


def exact_probability(n: int, d: int, r: int) -> Fraction:
    """Sum over the counts that fail."""
    return binomial_probability(n, _failing_counts(n, d, r), r, 10)


THEOREM = Theorem(
    name="mean_exceeds_empirical_bernstein_margin",
    title="Mean of bounded scores, by their variance",
    id="cert.mean.bernstein",
    statement="For n >= 2 independent scores in [0,1] of mean r/10 and d >= 2 the mean exceeds that of the sample by "
    "more than the empirical Bernstein margin at 1/d with probability at most 1/d.",
    domain=D,
    claim=Probability(margin_is_exceeded, "<=", Reciprocal("d"), exact_probability, text="E r > mean + b"),
    box={"n": (20, 44), "d": (2, 6)},
    source=Source("maurer_pontil_2009", "Theorem 4"),
    provenance="recalled",
)
