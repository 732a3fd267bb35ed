r"""**The selected coreset is nearly the best**: what fails least on n fresh inputs fails little more than the best.

Of k coresets the one with the fewest failures on the sample is chosen (the first at a tie). P(p_chosen > min p +
2 sqrt(ln(2k/delta)/(2n))) <= delta, by Hoeffding from both sides for each. All coresets are tried on the same inputs,
so that their failures depend on each other in any way: an input is of one of finitely many kinds, on each of which some
coresets fail. Enumerated exactly, the margin decided by balls.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.exact_binomials import Level
from lqtheory.quantities.loss_populations import FAILURES, Population, draw_counts, means, population_probability
from lqtheory.quantities.reference.score_means import ball_selection_margin

D = Domain(
    k=Integer(1, typical=(2, 6)),
    n=Integer(1, typical=(4, 16)),
    delta=Real(0, 1, typical=(0.3, 0.99)),
    coresets=FAILURES,
)


def _much_worse(k: int, n: int, delta: float, coresets: Population) -> np.ndarray:
    """Which coresets fail more often than the best one by more than the margin."""
    rates, margin = means(coresets), ball_selection_margin(k, n, balls.ball(Fraction(delta)))
    gaps = [balls.ball(rate - min(rates)) for rate in rates]
    if not all(gap > margin or gap <= margin for gap in gaps):
        raise UnsupportedError(f"the margin at k={k}, n={n}, delta={delta} is not decided")
    return np.array([bool(gap > margin) for gap in gaps])


def worse_is_chosen(
    rng: np.random.Generator, size: int, k: int, n: int, delta: float, coresets: Population
) -> np.ndarray:
    """Draws of the inputs."""
    failures = draw_counts(rng, coresets, n, size) @ np.array(coresets.losses).T
    return _much_worse(k, n, delta, coresets)[failures.argmin(axis=1)]


def exact_probability(k: int, n: int, delta: float, coresets: Population) -> Fraction:
    """Sum over the samples."""
    worse, losses = _much_worse(k, n, delta, coresets), np.array(coresets.losses).T
    return population_probability(coresets, n, lambda counts: worse[(counts @ losses).argmin(axis=1)])


THEOREM = Theorem(
    name="selected_coreset_is_much_worse",
    title="Selection among coresets",
    id="coreset.amplify.selection",
    statement="Of k coresets with failures of any dependence on each of n independent inputs, the one with the fewest "
    "failures fails more than 2 sqrt(ln(2k/delta)/(2n)) above the best one with probability at most delta.",
    domain=D,
    claim=Probability(worse_is_chosen, "<=", Level("delta"), exact_probability, text="p_chosen > min p + margin"),
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
    notes="Loose: in random draws the event hardly occurs, and half the margin has not been exceeded too often either; "
    "what is shown is the proof.",
)
