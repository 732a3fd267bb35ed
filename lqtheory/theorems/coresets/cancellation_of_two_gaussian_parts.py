r"""**Δ of two Gaussian parts**: P(|X|+|Y| > t|X+Y|) = (2/π) arctan(1/t) for t > 1, so that Δ has no mean.

Δ > 1 only if X and Y differ in sign, and then Δ = |X-Y|/|X+Y|, the size of a Cauchy variable: (X-Y)/(X+Y) is a ratio
of independent Gaussian variables of equal variance.
"""

from dataclasses import dataclass
from math import atan, pi

import numpy as np

from lqtheory import Domain, Probability, Real, Source, Theorem

D = Domain(t=Real(1, typical=(1.1, 200)))


def is_large(rng: np.random.Generator, size: int, t: float) -> np.ndarray:
    """Whether the ratio of the parts to their sum exceeds t."""
    x, y = rng.standard_normal((2, size))
    return np.abs(x) + np.abs(y) > t * np.abs(x + y)


@dataclass(frozen=True)
class CauchyTail:
    """(2/π) arctan(1/t)."""

    def __call__(self, t: float) -> float:
        """The probability."""
        return 2 / pi * atan(1 / t)


THEOREM = Theorem(
    name="cancellation_of_two_gaussian_parts",
    title="Cancellation of two Gaussian parts",
    id="coreset.delta_heavy_tail",
    statement="For independent standard Gaussian X, Y and t > 1, |X|+|Y| exceeds t|X+Y| with probability (2/π) "
    "arctan(1/t).",
    domain=D,
    claim=Probability(is_large, "=", CauchyTail(), text="P(Δ > t) = (2/π) arctan(1/t)"),
    source=Source("lqtheory_dossier", "coreset.delta_heavy_tail"),
    notes="The dossier's statement for a density at 0 is small_sums_have_large_ratios; this is its sharpest simple"
    " case.",
)
