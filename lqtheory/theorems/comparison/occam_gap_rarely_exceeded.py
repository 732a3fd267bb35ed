r"""**The Occam bound holds for all pruned networks at once**: some gap exceeds eps_k with probability at most delta.

eps_k^2 = [ln C(P,k) + k b ln 2 + ln(P+1) + ln(s/delta)]/(2n), for the C(P,k) 2^{kb} networks with k nonzero weights of
b bits, k = 0..P, any losses in [0,1] of any dependence, n independent samples; s = 1 for the risk above the empirical
risk, s = 2 for either side. Hoeffding's inequality and the union bound, whose sum is :mod:`occam_union_bound`.

Enumerated exactly: a sample is g independent events of probability r/10, and network j has on event number j mod g the
losses that two digits of c in base 3, read as 0, 1/2 and 1, give it if the event comes and if not. g = 1 makes all
networks depend on the same event, many events make them independent; delta = 1/d.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.quantities.reference.generalization import ball_occam_bound

D = Domain(
    P=Integer(1, typical=(1, 2)),
    b=Integer(0, typical=(0, 1)),
    n=Integer(1, typical=(4, 8)),
    d=Integer(2, typical=(2, 3)),
    r=Integer(1, 10, typical=(4, 9)),
    g=Integer(1, typical=(1, 9)),
    c=Integer(0, typical=(0, 3**18 - 1)),
    s=Integer(1, 2),
)


@lru_cache(maxsize=65536)
def exceeds(gap: Fraction, P: int, k: int, b: int, n: int, d: int, s: int) -> bool:
    """Whether a gap exceeds eps_k at 1/d, decided by balls."""
    if gap <= 0:
        return False
    truth = balls.compare(ball_occam_bound(P, k, b, n, Fraction(1, s * d)), "<", balls.ball(gap))
    if truth is balls.Truth.UNDECIDED:
        raise UnsupportedError(f"the gap {gap} at P={P}, k={k}, b={b}, n={n}, d={d} is not decided")
    return truth is balls.Truth.YES


def networks(P: int, b: int, c: int) -> list[tuple[int, int, int]]:
    """Number of weights and two digits of every network; the digits of c are read round and round."""
    digits = [int(v) for v in np.base_repr(c, 3)]
    sizes = [k for k in range(P + 1) for _ in range(math.comb(P, k) * 2 ** (k * b))]
    return [(k, digits[2 * j % len(digits)], digits[(2 * j + 1) % len(digits)]) for j, k in enumerate(sizes)]


Fails = Callable[[int, int, int, int], bool]


def failing_counts(P: int, b: int, n: int, g: int, c: int, fails: Fails) -> list[list[int]]:
    """For every event, how often it has to come in n samples for a network on it to fail."""
    groups: list[set[int]] = [set() for _ in range(g)]
    for j, (k, here, else_) in enumerate(networks(P, b, c)):
        groups[j % g] |= {x for x in range(n + 1) if fails(k, here, else_, x)}
    return [sorted(group) for group in groups]


def loss_gap(u: Fraction, v: Fraction, x: int, n: int, r: int) -> Fraction:
    """Risk minus empirical risk for losses u and v where the event comes and where not, after x of n samples."""
    return (u * r + v * (10 - r)) / 10 - (u * x + v * (n - x)) / n


@lru_cache(maxsize=4096)
def _failing(P: int, b: int, n: int, d: int, r: int, g: int, c: int, s: int) -> list[list[int]]:
    def fails(k: int, here: int, else_: int, x: int) -> bool:
        gap = loss_gap(Fraction(here, 2), Fraction(else_, 2), x, n, r)
        return exceeds(abs(gap) if s == 2 else gap, P, k, b, n, d, s)

    return failing_counts(P, b, n, g, c, fails)


def gap_is_exceeded(
    rng: np.random.Generator, size: int, P: int, b: int, n: int, d: int, r: int, g: int, c: int, s: int
) -> np.ndarray:
    """Draws of the numbers of events."""
    groups = _failing(P, b, n, d, r, g, c, s)
    return np.any([np.isin(rng.binomial(n, r / 10, size), group) for group in groups], axis=0)


def exact_probability(P: int, b: int, n: int, d: int, r: int, g: int, c: int, s: int) -> Fraction:
    """One minus the probability that no network fails."""
    groups = _failing(P, b, n, d, r, g, c, s)
    return 1 - math.prod((1 - binomial_probability(n, group, r, 10) for group in groups), start=Fraction(1))


THEOREM = Theorem(
    name="occam_gap_rarely_exceeded",
    title="Occam bound for pruned networks, as a probability",
    id="lq.gen.occam.probability",
    statement="For P weights of b bits, n independent samples, d >= 2 and losses in [0,1] coded by r, g and c, the "
    "probability that some network has true minus empirical risk above its gap eps_k at delta = 1/d (s = 1), or their "
    "absolute difference above the gap at delta/2 (s = 2), is at most 1/d.",
    domain=D,
    claim=Probability(gap_is_exceeded, "<=", Reciprocal("d"), exact_probability, text="P(some gap > eps_k) <= 1/d"),
    box={"P": (1, 2), "b": (0, 1), "n": (4, 5), "d": (2, 3), "r": (6, 9), "g": (1, 4), "c": (0, 8), "s": (1, 2)},
    source=Source("shalev_shwartz_ben_david_2014", "Theorem 7.7"),
    provenance="recalled",
    notes="The losses of the instances are coded by g and c (0, 1/2 and 1, on g events of probability r/10). Exact "
    "enumeration for these; in general by Hoeffding's inequality and the union bound, cited.",
)
