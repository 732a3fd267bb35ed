r"""**Hoeffding's margin of a mean**: the mean of a score in [0,1] rarely exceeds the mean of a sample by more.

P(E r > mean + sqrt(ln(1/delta)/(2n))) <= delta. Scores have any law on finitely many values in [0,1]; the inequality is
tightest for 0 and 1. All samples are enumerated, the margin decided by balls.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.exact_binomials import Level
from lqtheory.quantities.loss_populations import Population, draw_counts, means, population_probability
from lqtheory.quantities.reference.score_means import ball_hoeffding_margin
from lqtheory.quantities.score_laws import weights_of


def scores(rng: np.random.Generator) -> Population:
    """A law on up to four values in [0, 1], often 0 and 1 alone."""
    weights = weights_of(rng, 4)
    values = rng.integers(0, 17, len(weights)) if rng.random() < 0.6 else 16 * rng.integers(0, 2, len(weights))
    return Population(weights, (tuple(Fraction(int(v), 16) for v in values),))


def are_scores(law: object) -> bool:
    """Whether an object is a law on finitely many values in [0, 1]."""
    return isinstance(law, Population) and len(law.losses) == 1 and all(0 <= v <= 1 for v in law.losses[0])


D = Domain(
    n=Integer(1, typical=(1, 16)),
    delta=Real(0, 1, typical=(0.1, 0.9)),
    law=Object(
        scores, ball=as_it_is, description="a law of scores on finitely many values in [0, 1]", of=(), fits=are_scores
    ),
)


def _is_exceeded(counts: np.ndarray, n: int, delta: float, law: Population) -> np.ndarray:
    """Whether the mean exceeds that of the sample by more than the margin, from the numbers of scores of each value."""
    (mean,), (row,) = means(law), law.losses
    room, found = n * (balls.ball(mean) - ball_hoeffding_margin(n, balls.ball(Fraction(delta)))), {}
    kinds, index = np.unique(counts, axis=0, return_inverse=True)
    for total in (sums := kinds.astype(object) @ np.array(row, dtype=object)).tolist():
        truth = balls.compare(balls.ball(total), "<", room)
        if truth is balls.Truth.UNDECIDED:
            raise UnsupportedError(f"the margin at n={n}, delta={delta} is not decided")
        found[total] = truth is balls.Truth.YES
    return np.array([found[total] for total in sums.tolist()])[index.reshape(-1)]


def margin_is_exceeded(rng: np.random.Generator, size: int, n: int, delta: float, law: Population) -> np.ndarray:
    """Draws of the scores."""
    return _is_exceeded(draw_counts(rng, law, n, size), n, delta, law)


def exact_probability(n: int, delta: float, law: Population) -> Fraction:
    """Sum over the samples."""
    return population_probability(law, n, lambda counts: _is_exceeded(counts, n, delta, law))


THEOREM = Theorem(
    name="mean_exceeds_hoeffding_margin",
    title="Mean of bounded scores, by Hoeffding",
    id="cert.mean",
    statement="For n independent scores of any law on finitely many values in [0,1] and 0 < delta < 1 the mean exceeds "
    "that of the sample by more than sqrt(ln(1/delta)/(2n)) with probability at most delta.",
    domain=D,
    claim=Probability(margin_is_exceeded, "<=", Level("delta"), exact_probability, text="E r > mean + h"),
    source=Source("boucheron_lugosi_massart_2013", "Theorem 2.8"),
    provenance="recalled",
)
