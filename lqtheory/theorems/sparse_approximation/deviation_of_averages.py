r"""**Averages rarely deviate**: P(||g-f|| >= (V/sqrt m)(1 + sqrt(2 ln(1/delta)))) <= delta.

g is the mean of m independent atoms V u_J. McDiarmid's inequality: one draw moves g by at most 2V/m, and E||g-f|| <=
V/sqrt m. Not sharp.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import atom_masses
from lqtheory.quantities.dictionary_factors import deviation_bound

D = Domain(
    n=Integer(1, typical=(1, 6)),
    m=Integer(1, typical=(1, 6)),
    delta=Real(0, 1, typical=(0.05, 0.9)),
    theta=Vector("n", sign="positive"),
    F=DICTIONARY,
)


def deviates(
    rng: np.random.Generator, size: int, n: int, m: int, delta: float, theta: np.ndarray, F: np.ndarray
) -> np.ndarray:
    """Whether the mean of m draws is that far from f."""
    masses = atom_masses(theta, F)
    total = float(masses.sum())
    if total == 0:
        return np.zeros(size, dtype=bool)
    units = F / np.where(masses > 0, np.linalg.norm(F, axis=0), 1.0)
    means = rng.multinomial(m, masses / total, size) @ units.T * (total / m)
    return np.linalg.norm(means - F @ theta, axis=1) >= total * deviation_bound(m, delta)


@dataclass(frozen=True)
class FailureProbability:
    """The parameter delta of an instance."""

    def __call__(self, delta: float, **others: Any) -> float:
        """Its value."""
        return delta


THEOREM = Theorem(
    name="deviation_of_averages",
    title="Deviation of averages of atoms",
    id="lq.dict.hp",
    statement="For every dictionary F of n atoms, coefficients theta > 0, m >= 1 and 0 < delta < 1 the mean of m draws "
    "has an error of V/sqrt(m) (1 + sqrt(2 log(1/delta))) or more with probability at most delta.",
    domain=D,
    claim=Probability(deviates, "<=", FailureProbability(), text="|g-f| >= V/sqrt(m) (1+sqrt(2 ln(1/delta)))"),
    source=Source("boucheron_lugosi_massart_2013", "Theorem 6.2 (bounded differences)"),
)
