r"""**The sharpest bound from code lengths**: the Clopper-Pearson limit at delta 2^{-Lambda}, for all networks at once.

As :mod:`code_risk_is_exceeded`, with the binomial law itself instead of Chernoff's bound of it: the risk p is above the
bound iff P(Bin(n,p) <= x) < 2^{-Lambda} delta. Enumerated exactly.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.exact_binomials import Level, counts_below_level
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


def _some_bound_fails(
    counts: np.ndarray, n: int, delta: float, code: tuple[int, ...], networks: Population
) -> np.ndarray:
    """Whether some risk is above its limit, from the numbers of inputs of each kind."""
    risks = zip(means(networks), code, strict=True)
    failing = np.array([counts_below_level(n, p, Fraction(delta) / 2**length) for p, length in risks])
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
    name="binomial_code_risk_is_exceeded",
    title="Risk bounds from code lengths and binomial limits",
    id="coreset.occam_kl.binomial",
    statement="For k networks with words of Lambda bits of a prefix-free code, n independent inputs, errors of any "
    "dependence on each and 0 < delta < 1, some network has a risk above its Clopper-Pearson limit at the level "
    "2^(-Lambda) delta with probability at most delta.",
    domain=D,
    claim=Probability(some_bound_fails, "<=", Level("delta"), exact_probability, text="some risk above its limit"),
    source=Source("langford_2005", "Theorem 4.6"),
    provenance="derived",
)
