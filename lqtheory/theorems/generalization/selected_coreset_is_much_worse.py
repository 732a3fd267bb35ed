r"""**The selected coreset is nearly the best**: what fails least on n fresh inputs fails little more than the best.

Of two coresets that fail with probabilities r/10 and s/10 the one with fewer failures on the sample is chosen (the
first at a tie). P(p_chosen > min p + 2 sqrt(ln(4d)/(2n))) <= 1/d, by Hoeffding from both sides for each. Enumerated
exactly, the margin decided by balls; failures of the two are independent here, which the statement does not need.
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_counts
from lqtheory.quantities.reference.score_means import ball_selection_margin

D = Domain(n=Integer(1, typical=(1, 60)), d=Integer(2, typical=(2, 12)), r=Integer(0, 10), s=Integer(0, 10))


def _matters(n: int, d: int, r: int, s: int) -> bool:
    """Whether the rates differ by more than the margin."""
    gap, margin = balls.ball(Fraction(abs(r - s), 10)), ball_selection_margin(2, n, balls.ball(1) / d)
    if not (gap > margin or gap <= margin):
        raise UnsupportedError(f"the margin at n={n}, d={d} is not decided")
    return bool(gap > margin)


def worse_is_chosen(rng: np.random.Generator, size: int, n: int, d: int, r: int, s: int) -> np.ndarray:
    """Draws of the numbers of failures."""
    first, second = rng.binomial(n, r / 10, size), rng.binomial(n, s / 10, size)
    return (first <= second if r > s else second < first) & _matters(n, d, r, s)


def exact_probability(n: int, d: int, r: int, s: int) -> Fraction:
    """The worse one has fewer failures, or as many and stands first."""
    if not _matters(n, d, r, s):
        return Fraction(0)
    worse, better = (binomial_counts(n, max(r, s), 10), binomial_counts(n, min(r, s), 10))
    first = int(r > s)
    total = sum(w * sum(better[x + 1 - first :]) for x, w in enumerate(worse))
    return Fraction(total, 10 ** (2 * n))


THEOREM = Theorem(
    name="selected_coreset_is_much_worse",
    title="Selection among coresets",
    id="coreset.amplify.selection",
    statement="Of two coresets that fail with probabilities r/10 and s/10 the one with fewer failures on n inputs "
    "fails more than 2 sqrt(ln(4d)/(2n)) above the better one with probability at most 1/d.",
    domain=D,
    claim=Probability(worse_is_chosen, "<=", Reciprocal("d"), exact_probability, text="p_chosen > min p + margin"),
    box={"n": (1, 30), "d": (2, 5), "r": (0, 10), "s": (0, 10)},
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
)
