r"""**The code-length bound holds for all networks at once**: some risk exceeds its bound with probability <= delta.

Networks j = 1, ..., k with words of Lambda_j bits of a prefix-free code, chosen before the sample is seen, and bounds
kl^{-1}(R_n | (Lambda_j ln 2 + ln(1/delta))/n). Chernoff for each at the level 2^{-Lambda_j} delta, and Kraft's
inequality. All networks are tried on the same n inputs, so that their errors depend on each other in any way: an input
is of one of finitely many kinds, on each of which some networks err. Enumerated exactly: the risk p is above the bound
iff x/n < p and (x/(n p))^x ((n-x)/(n(1-p)))^{n-x} > 2^Lambda/delta, a comparison of integers.
"""

from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.exact_binomials import Level
from lqtheory.quantities.loss_populations import (
    CODE_LENGTHS,
    FAILURES,
    Population,
    draw_counts,
    means,
    population_probability,
)

D = Domain(
    k=Integer(1, typical=(1, 6)),
    n=Integer(1, typical=(1, 12)),
    delta=Real(0, 1, typical=(0.05, 0.9)),
    code=CODE_LENGTHS,
    networks=FAILURES,
)


@lru_cache(maxsize=65536)
def _n_failing(n: int, p: Fraction, delta: Fraction, length: int) -> int:
    """How many of the numbers of errors 0, 1, ... have a bound below the risk p; the bound rises with them."""
    for x in range(n):
        if x >= n * p or (
            p < 1 and (x / (n * p)) ** x * ((n - x) / (n * (1 - p))) ** (n - x) <= Fraction(2**length) / delta
        ):
            return x
    return n


def _some_bound_fails(
    counts: np.ndarray, n: int, delta: float, code: tuple[int, ...], networks: Population
) -> np.ndarray:
    """Whether some risk is above its bound, from the numbers of inputs of each kind."""
    risks = zip(means(networks), code, strict=True)
    failing = np.array([_n_failing(n, p, Fraction(delta), length) for p, length in risks])
    return np.asarray((counts @ np.array(networks.losses).T < failing).any(axis=1))


def some_bound_fails(
    rng: np.random.Generator, size: int, k: int, n: int, delta: float, code: tuple[int, ...], networks: Population
) -> np.ndarray:
    """Draws of the inputs."""
    return _some_bound_fails(draw_counts(rng, networks, n, size), n, delta, code, networks)


def exact_probability(k: int, n: int, delta: float, code: tuple[int, ...], networks: Population) -> Fraction:
    """Sum over the samples."""
    return population_probability(networks, n, lambda counts: _some_bound_fails(counts, n, delta, code, networks))


THEOREM = Theorem(
    name="code_risk_is_exceeded",
    title="Risk bounds from code lengths, as a probability",
    id="coreset.occam_kl",
    statement="For k networks with words of a prefix-free code, n independent inputs, errors of any dependence on each "
    "and 0 < delta < 1, some network has a risk above its bound by the inverse of kl with probability at most delta.",
    domain=D,
    claim=Probability(some_bound_fails, "<=", Level("delta"), exact_probability, text="some risk above its bound"),
    source=Source("langford_2005", "Theorem 4.6"),
    provenance="derived",
)
