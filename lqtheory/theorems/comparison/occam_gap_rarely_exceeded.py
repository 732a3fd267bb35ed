r"""**The Occam bound holds for all pruned networks at once**: some gap exceeds eps_k with probability at most delta.

eps_k^2 = [ln C(P,k) + k b ln 2 + ln(P+1) + ln(1/delta)]/(2n), for the C(P,k) 2^{kb} networks with k nonzero weights of
b bits, k = 0..P, loss in [0,1], n independent samples. Hoeffding's inequality and the union bound, whose sum is
:mod:`occam_union_bound`. Enumerated exactly where the losses of all networks are independent Bernoulli variables with
mean r/10; delta = 1/d. The statement itself needs no independence of the networks.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.reference.generalization import ball_occam_bound

D = Domain(
    P=Integer(1, typical=(1, 2)),
    b=Integer(0, typical=(0, 1)),
    n=Integer(1, typical=(4, 8)),
    d=Integer(2, typical=(2, 3)),
    r=Integer(1, 10, typical=(4, 9)),
)


def _networks(P: int, k: int, b: int) -> int:
    return math.comb(P, k) * 2 ** (k * b)


def _least_allowed(P: int, k: int, b: int, n: int, d: int, r: int) -> int:
    """Least number of losses at which true minus empirical risk does not exceed the gap, decided by balls."""
    excess = n * (balls.ball(Fraction(r, 10)) - ball_occam_bound(P, k, b, n, Fraction(1, d)))
    least = excess.ceil().unique_fmpz()
    if least is None:
        raise UnsupportedError(f"the gap at P={P}, k={k}, b={b}, n={n}, d={d}, r={r} is not decided")
    return max(0, int(least))


def gap_is_exceeded(rng: np.random.Generator, size: int, P: int, b: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the samples of all networks."""
    failed = np.zeros(size, dtype=bool)
    for k in range(P + 1):
        losses = rng.binomial(n, r / 10, size=(size, _networks(P, k, b)))
        failed |= (losses < _least_allowed(P, k, b, n, d, r)).any(axis=1)
    return failed


def exact_probability(P: int, b: int, n: int, d: int, r: int) -> Fraction:
    """One minus the probability that no network fails."""
    safe, risk = Fraction(1), Fraction(r, 10)
    for k in range(P + 1):
        first = _least_allowed(P, k, b, n, d, r)
        short = sum((math.comb(n, x) * risk**x * (1 - risk) ** (n - x) for x in range(first)), Fraction(0))
        safe *= (1 - short) ** _networks(P, k, b)
    return 1 - safe


@dataclass(frozen=True)
class Delta:
    """1/d; an object, whose text is the same in every process."""

    def __call__(self, d: int, **_: Any) -> Fraction:
        """The bound."""
        return Fraction(1, d)


THEOREM = Theorem(
    name="occam_gap_rarely_exceeded",
    title="Occam bound for pruned networks, as a probability",
    id="lq.gen.occam.probability",
    statement="For P weights of b bits, n independent samples, d >= 2 and losses of mean r/10, the probability that "
    "some network has true minus empirical risk above its gap eps_k at delta = 1/d is at most 1/d.",
    domain=D,
    claim=Probability(gap_is_exceeded, "<=", Delta(), exact_probability, text="P(some R(h) - R_n(h) > eps_k) <= 1/d"),
    source=Source("shalev_shwartz_ben_david_2014", "Theorem 7.7"),
    provenance="recalled",
    notes="Exact enumeration for independent losses; in general by Hoeffding's inequality and the union bound, cited.",
)
