r"""**A limit for the selected coreset**: Clopper-Pearson at the level delta/k holds for whichever is selected.

Of k coresets the one with the fewest failures x on n inputs is chosen (the first at a tie), and p is how often it
fails: P(CP+(x, n; delta/k) < p) <= delta. Without the division by the number of candidates the limit would be too low
too often (:mod:`selected_coreset_keeps_full_level`). All coresets are tried on the same inputs, so that their failures
depend on each other in any way: an input is of one of finitely many kinds, on each of which some coresets fail.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.exact_binomials import Level, counts_below_level
from lqtheory.quantities.loss_populations import FAILURES, Population, draw_counts, means, population_probability

D = Domain(
    k=Integer(1, typical=(1, 6)),
    n=Integer(1, typical=(1, 12)),
    delta=Real(0, 1, typical=(0.05, 0.9)),
    coresets=FAILURES,
)


def _limit_is_too_low(counts: np.ndarray, k: int, n: int, delta: float, coresets: Population) -> np.ndarray:
    """Whether the limit of the chosen one is below its probability, from the numbers of inputs of each kind."""
    level = Fraction(delta) / k
    failing = np.array([counts_below_level(n, p, level) for p in means(coresets)])
    failures = counts @ np.array(coresets.losses).T
    chosen = failures.argmin(axis=1)
    return failures[np.arange(len(failures)), chosen] < failing[chosen]


def limit_is_too_low(
    rng: np.random.Generator, size: int, k: int, n: int, delta: float, coresets: Population
) -> np.ndarray:
    """Draws of the inputs."""
    return _limit_is_too_low(draw_counts(rng, coresets, n, size), k, n, delta, coresets)


def exact_probability(k: int, n: int, delta: float, coresets: Population) -> Fraction:
    """Sum over the samples."""
    return population_probability(coresets, n, lambda counts: _limit_is_too_low(counts, k, n, delta, coresets))


THEOREM = Theorem(
    name="selected_coreset_exceeds_its_limit",
    title="Limit of a selected coreset",
    id="coreset.amplify.limit",
    statement="Of k coresets with failures of any dependence on each of n independent inputs, the one with the fewest "
    "failures has a Clopper-Pearson limit at the level delta/k below its probability of failure with probability at "
    "most delta.",
    domain=D,
    claim=Probability(limit_is_too_low, "<=", Level("delta"), exact_probability, text="CP+ < p of the chosen one"),
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
)
