r"""**The best of a few averages**: of ceil(log2(1/delta)) means of m atoms one is good.

The probability that none has ||g-f||^2 <= 2(V^2-||f||^2)/m is at most delta: by Markov's inequality each fails with
probability at most 1/2.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import atom_masses
from lqtheory.dictionaries.records import repetitions

D = Domain(
    n=Integer(1, typical=(1, 6)),
    m=Integer(1, typical=(1, 6)),
    delta=Real(0, 1, typical=(0.05, 0.9)),
    theta=Vector("n", sign="positive"),
    F=DICTIONARY,
)


def all_fail(
    rng: np.random.Generator, size: int, n: int, m: int, delta: float, theta: np.ndarray, F: np.ndarray
) -> np.ndarray:
    """Whether every attempt has a larger squared error."""
    masses = atom_masses(theta, F)
    total, f = float(masses.sum()), F @ theta
    if total == 0:
        return np.zeros(size, dtype=bool)
    units = F / np.where(masses > 0, np.linalg.norm(F, axis=0), 1.0)
    failed = np.ones(size, dtype=bool)
    for _ in range(repetitions(delta)):
        means = rng.multinomial(m, masses / total, size) @ units.T * (total / m)
        failed &= np.sum((means - f) ** 2, axis=1) > 2 * (total**2 - f @ f) / m + 1e-12 * total**2
    return failed


@dataclass(frozen=True)
class FailureProbability:
    """The parameter delta of an instance."""

    def __call__(self, delta: float, **others: Any) -> float:
        """Its value."""
        return delta


THEOREM = Theorem(
    name="best_of_repeated_averages",
    title="Best of repeated averages of atoms",
    id="lq.dict.hp.best",
    statement="For every dictionary F of n atoms, coefficients theta > 0, m >= 1 and 0 < delta < 1 the best of "
    "ceil(log2(1/delta)) means of m draws has a squared error above 2(V^2-|f|^2)/m with probability at most delta.",
    domain=D,
    claim=Probability(all_fail, "<=", FailureProbability(), text="every |g-f|^2 > 2(V^2-|f|^2)/m"),
    source=Source("lqtheory_dossier", "lq.dict.hp"),
)
