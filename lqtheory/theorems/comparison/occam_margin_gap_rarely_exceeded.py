r"""**Margins of the original network bound the risk of all pruned ones**: no loss of a pruned network is needed.

R_01(f~) <= #{i: margin_i(f) <= sqrt(2) e_i}/n + eps_k for all pruned networks at once with probability at least
1 - delta, e_i the Euclidean change of the logits at sample i (:mod:`margin_certifies_prediction`: a pruned network errs
at most where the margin is at most sqrt(2) e_i) and eps_k the one-sided gap of :mod:`occam_gap_rarely_exceeded`, by
whose instances it is enumerated: two classes, and a digit of c stands for the margin m of the original network and the
margin m~ of a pruned one, (2, 3/2), (1, 5/2) and (1, -1). With two classes sqrt(2) e_i is at least |m~ - m|; it is
|m~ - m| if the change is split between both logits.
"""

import math
from fractions import Fraction
from functools import lru_cache

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal, binomial_probability
from lqtheory.theorems.comparison.occam_gap_rarely_exceeded import exceeds, failing_counts

MARGINS = (
    (Fraction(2), Fraction(3, 2)),
    (Fraction(1), Fraction(5, 2)),
    (Fraction(1), Fraction(-1)),
)

D = Domain(
    P=Integer(1, typical=(1, 2)),
    b=Integer(0, typical=(0, 1)),
    n=Integer(1, typical=(4, 8)),
    d=Integer(2, typical=(2, 3)),
    r=Integer(1, 10, typical=(4, 9)),
    g=Integer(1, typical=(1, 9)),
    c=Integer(0, typical=(0, 3**18 - 1)),
)


def _errs(digit: int) -> bool:
    return MARGINS[digit][1] <= 0


def _counts(digit: int) -> bool:
    """Whether the margin is at most sqrt(2) times the Euclidean change of the logits."""
    margin, pruned = MARGINS[digit]
    return margin <= abs(pruned - margin)


@lru_cache(maxsize=4096)
def _failing(P: int, b: int, n: int, d: int, r: int, g: int, c: int) -> list[list[int]]:
    def fails(k: int, here: int, else_: int, x: int) -> bool:
        risk = Fraction(r * _errs(here) + (10 - r) * _errs(else_), 10)
        small = Fraction(x * _counts(here) + (n - x) * _counts(else_), n)
        return exceeds(risk - small, P, k, b, n, d, 1)

    return failing_counts(P, b, n, g, c, fails)


def margins_mislead(
    rng: np.random.Generator, size: int, P: int, b: int, n: int, d: int, r: int, g: int, c: int
) -> np.ndarray:
    """Draws of the numbers of events."""
    groups = _failing(P, b, n, d, r, g, c)
    return np.any([np.isin(rng.binomial(n, r / 10, size), group) for group in groups], axis=0)


def exact_probability(P: int, b: int, n: int, d: int, r: int, g: int, c: int) -> Fraction:
    """One minus the probability that no network fails."""
    groups = _failing(P, b, n, d, r, g, c)
    return 1 - math.prod((1 - binomial_probability(n, group, r, 10) for group in groups), start=Fraction(1))


THEOREM = Theorem(
    name="occam_margin_gap_rarely_exceeded",
    title="Risk of pruned networks from margins of the original one",
    id="lq.gen.occam.margin",
    statement="For P weights of b bits, n independent samples, d >= 2 and margins coded by r, g and c, the probability "
    "that some pruned network has a 0-1 risk above the share of the samples at which the margin of the original one "
    "is at most sqrt(2) times the change of its logits, plus the gap eps_k at delta = 1/d, is at most 1/d.",
    domain=D,
    claim=Probability(
        margins_mislead, "<=", Reciprocal("d"), exact_probability, text="P(some R(f~) > share + eps_k) <= 1/d"
    ),
    box={"P": (1, 2), "b": (0, 1), "n": (4, 5), "d": (2, 3), "r": (6, 9), "g": (1, 4), "c": (0, 8)},
    source=Source("lqtheory_dossier", "lq.gen.occam"),
    notes="Margins of the instances are coded by g and c, as the losses of occam_gap_rarely_exceeded.",
)
