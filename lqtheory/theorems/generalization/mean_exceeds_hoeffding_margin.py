r"""**Hoeffding's margin of a mean**: the mean of a score in [0,1] rarely exceeds the mean of a sample by more.

P(E r > mean + sqrt(ln d/(2n))) <= 1/d. Enumerated exactly, in balls, for scores 0 and 1 of mean r/10, on which the
inequality is tightest; it holds for every law on [0,1].
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.quantities.reference.score_means import ball_hoeffding_margin

D = Domain(n=Integer(1, typical=(1, 80)), d=Integer(2, typical=(2, 40)), r=Integer(1, 10))


def _largest_failing(n: int, d: int, r: int) -> int:
    """Largest count x with x/n + margin < r/10, at least -1; decided by balls."""
    room = n * (balls.ball(Fraction(r, 10)) - ball_hoeffding_margin(n, balls.ball(1) / d))
    last = room.ceil().unique_fmpz()
    if last is None:
        raise UnsupportedError(f"the margin at n={n}, d={d}, r={r} is not decided")
    return max(-1, int(last) - 1)


def margin_is_exceeded(rng: np.random.Generator, size: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the sum of the scores."""
    return rng.binomial(n, r / 10, size) <= _largest_failing(n, d, r)


def exact_probability(n: int, d: int, r: int) -> Fraction:
    """Few events."""
    return binomial_probability(n, range(_largest_failing(n, d, r) + 1), r, 10)


THEOREM = Theorem(
    name="mean_exceeds_hoeffding_margin",
    title="Mean of bounded scores, by Hoeffding",
    id="cert.mean",
    statement="For n independent scores in [0,1] of mean r/10 and d >= 2 the mean exceeds that of the sample by more "
    "than sqrt(ln d/(2n)) with probability at most 1/d.",
    domain=D,
    claim=Probability(margin_is_exceeded, "<=", Reciprocal("d"), exact_probability, text="E r > mean + h"),
    box={"n": (1, 40), "d": (2, 20)},
    source=Source("boucheron_lugosi_massart_2013", "Theorem 2.8"),
    provenance="recalled",
)
