r"""**The Occam bound holds for all pruned networks at once**: some gap exceeds eps_k with probability at most delta.

eps_k^2 = [ln C(P,k) + k b ln 2 + ln(P+1) + ln(s/delta)]/(2n), for the C(P,k) 2^{kb} networks with k nonzero weights of
b bits, k = 0..P, any losses in [0,1] of any dependence, n independent samples; s = 1 for the risk above the empirical
risk, s = 2 for either side. Hoeffding's inequality and the union bound, whose sum is :mod:`occam_union_bound`. An input
is of one of finitely many kinds, on each of which every network has a loss of its own: all samples are enumerated, and
the gaps decided by balls.
"""

import math
from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.exact_binomials import Level
from lqtheory.quantities.loss_populations import Population, draw_counts, means, population_probability
from lqtheory.quantities.reference.generalization import ball_occam_bound
from lqtheory.quantities.score_laws import weights_of


def sizes(P: int, b: int) -> list[int]:
    """Number of nonzero weights of every network."""
    return [k for k in range(P + 1) for _ in range(math.comb(P, k) * 2 ** (k * b))]


def losses(rng: np.random.Generator, P: int, b: int) -> Population:
    """Losses of all networks on up to three kinds of inputs; often 0 or 1, and often alike for many networks."""
    weights, count = weights_of(rng, 3), len(sizes(P, b))
    eighths = np.where(rng.random((count, 1)) < 0.5, rng.integers(0, 9, (count, len(weights))), 8)
    eighths = np.where(rng.random(len(weights)) < 0.5, eighths, 8 * (eighths > 4))
    return Population(weights, tuple(tuple(Fraction(int(v), 8) for v in row) for row in eighths))


def are_losses(population: object, P: int, b: int) -> bool:
    """Whether an object gives every network a loss in [0, 1] on every kind of inputs."""
    return (
        isinstance(population, Population)
        and len(population.losses) == len(sizes(P, b))
        and all(len(row) == len(population.weights) for row in population.losses)
        and all(0 <= loss <= 1 for row in population.losses for loss in row)
    )


D = Domain(
    P=Integer(1, typical=(1, 2)),
    b=Integer(0, typical=(0, 1)),
    n=Integer(1, typical=(2, 12)),
    delta=Real(0, 1, typical=(0.3, 0.99)),
    networks=Object(
        losses,
        ball=as_it_is,
        description="a law of inputs of finitely many kinds, on each of which every network has a loss in [0, 1]",
        of=("P", "b"),
        fits=are_losses,
    ),
    s=Integer(1, 2),
)


def gap_exceeded(gaps: np.ndarray, P: int, k: int, b: int, n: int, delta: Fraction) -> np.ndarray:
    """Whether gaps, of Fractions, exceed eps_k, decided by balls."""
    bound, found = ball_occam_bound(P, k, b, n, delta), {}
    for gap in set(gaps.tolist()):
        truth = balls.compare(bound, "<", balls.ball(gap))
        if truth is balls.Truth.UNDECIDED:
            raise UnsupportedError(f"the gap {gap} at P={P}, k={k}, b={b}, n={n}, delta={delta} is not decided")
        found[gap] = truth is balls.Truth.YES
    return np.array([found[gap] for gap in gaps.tolist()])


def some_gap(
    counts: np.ndarray, P: int, b: int, n: int, delta: float, risks: list[Fraction], on_sample: Population, s: int
) -> np.ndarray:
    """Whether some risk differs too much from the mean of what is measured on the sample, from the kinds of inputs."""
    kinds, index = np.unique(counts, axis=0, return_inverse=True)
    failed = np.zeros(len(kinds), dtype=bool)
    for k, risk, row in zip(sizes(P, b), risks, on_sample.losses, strict=True):
        gaps = risk - kinds.astype(object) @ np.array(row, dtype=object) * Fraction(1, n)
        failed |= gap_exceeded(abs(gaps) if s == 2 else gaps, P, k, b, n, Fraction(delta) / s)
    return np.asarray(failed[index.reshape(-1)])


def gap_is_exceeded(
    rng: np.random.Generator, size: int, P: int, b: int, n: int, delta: float, networks: Population, s: int
) -> np.ndarray:
    """Draws of the inputs."""
    counts = draw_counts(rng, networks, n, size)
    return some_gap(counts, P, b, n, delta, means(networks), networks, s)


def exact_probability(P: int, b: int, n: int, delta: float, networks: Population, s: int) -> Fraction:
    """Sum over the samples."""
    risks = means(networks)
    return population_probability(networks, n, lambda counts: some_gap(counts, P, b, n, delta, risks, networks, s))


THEOREM = Theorem(
    name="occam_gap_rarely_exceeded",
    title="Occam bound for pruned networks, as a probability",
    id="lq.gen.occam.probability",
    statement="For P weights of b bits, n independent samples, 0 < delta < 1 and losses of the networks in [0,1] of "
    "any dependence, the probability that some network has true minus empirical risk above its gap eps_k (s = 1), or "
    "their absolute difference above the gap at delta/2 (s = 2), is at most delta.",
    domain=D,
    claim=Probability(gap_is_exceeded, "<=", Level("delta"), exact_probability, text="some gap above eps_k"),
    source=Source("shalev_shwartz_ben_david_2014", "Theorem 7.7"),
    provenance="recalled",
)
