r"""**A fresh point rarely exceeds a sensitivity**: P(g_j(x) > s_j) <= 1/(N+1) for each edge j.

For some of k of the n edges at most min(1, k/(N+1)). s_j is the largest g_j over N sample points; g_j is 0 at points
where all contributions vanish. By exchangeability: N+1 points in random order, or independent points of any law on
finitely many, into which all exchangeable points fall apart. For one edge and a continuous law of its importance the
probability is 1/(N+1) (:mod:`continuous_scores_are_covered`).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Source, Theorem
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.loss_populations import Population, population_probability
from lqtheory.quantities.score_laws import weights_of


class Points(NamedTuple):
    """Contributions w_j a_j, a row for each point; weights of a law, or none for a random order."""

    weights: tuple[int, ...]
    contributions: tuple[tuple[int, ...], ...]


def points(rng: np.random.Generator, N: int, n: int) -> Points:
    """A law on up to four points, or N+1 points in random order."""
    weights = weights_of(rng, 4) if rng.random() < 0.5 else ()
    rows = rng.integers(0, 10, (len(weights) or N + 1, n)) * (rng.random((len(weights) or N + 1, n)) < 0.7)
    return Points(weights, tuple(tuple(int(v) for v in row) for row in rows))


def are_points(value: Any, N: int, n: int) -> bool:
    """Whether an object is a law of N+1 exchangeable points with n contributions each."""
    return (
        isinstance(value, Points)
        and len(value.contributions) == (len(value.weights) or N + 1)
        and all(len(row) == n and min(row) >= 0 for row in value.contributions)
    )


D = Domain(
    N=Integer(1, typical=(1, 12)),
    n=Integer(1, typical=(2, 5)),
    k=Integer(1, "n"),
    points=Object(
        points, ball=as_it_is, description="a law of N+1 exchangeable points", of=("N", "n"), fits=are_points
    ),
)


def _ranks(points: Points) -> np.ndarray:
    """For each edge the order of its importances g_j at the points, ties alike."""
    shares = [[Fraction(v, max(sum(row), 1)) for v in row] for row in points.contributions]
    return np.array([[sum(other[j] < row[j] for other in shares) for j in range(len(row))] for row in shares])


def is_above(rng: np.random.Generator, size: int, N: int, n: int, k: int, points: Points) -> np.ndarray:
    """Draws of N sample points and a fresh one, the last."""
    if points.weights:
        chances = np.array(points.weights, dtype=np.float64)
        chosen = rng.choice(len(chances), (size, N + 1), p=chances / chances.sum())
    else:
        chosen = rng.permuted(np.tile(np.arange(N + 1), (size, 1)), axis=1)
    ranks = _ranks(points)[chosen][..., :k]
    return (ranks[:, -1] > ranks[:, :-1].max(axis=1)).any(axis=1)


def exact_probability(N: int, n: int, k: int, points: Points) -> Fraction:
    """Sum over the fresh point, and over how many sample points are of each kind."""
    ranks, total = _ranks(points)[:, :k], Fraction(0)
    for i, fresh in enumerate(ranks):
        if points.weights:
            # Edge j is exceeded where no sample point has at least the fresh importance.
            smaller = (ranks < fresh).T
            above = population_probability(
                Population(points.weights, ()),
                N,
                lambda counts, smaller=smaller: (counts @ ~smaller.T == 0).any(axis=1),  # type: ignore[misc]
            )
            total += Fraction(points.weights[i], sum(points.weights)) * above
        else:
            total += Fraction(int((fresh > np.delete(ranks, i, axis=0).max(axis=0)).any()), N + 1)
    return total


@dataclass(frozen=True)
class Share:
    """min(1, k/(N+1)); an object, whose text is the same in every process."""

    def __call__(self, N: int, k: int, **_: Any) -> Fraction:
        """The bound."""
        return min(Fraction(1), Fraction(k, N + 1))


THEOREM = Theorem(
    name="fresh_importance_rarely_above",
    title="A fresh point exceeds a sensitivity with probability at most 1/(N+1)",
    id="coreset.oos.exceed",
    statement="For k of n edges, N >= 1 sample points and a fresh one, exchangeable with them, the importance of some "
    "of the k at the fresh point exceeds its sensitivity with probability at most min(1, k/(N+1)), for k = 1 at most "
    "1/(N+1).",
    domain=D,
    claim=Probability(is_above, "<=", Share(), exact=exact_probability, text="g_j(x) > s_j for some j <= k"),
    source=Source("lqtheory_dossier", "coreset.oos.exceed"),
)
