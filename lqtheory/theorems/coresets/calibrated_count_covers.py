r"""**Calibrated number of draws**: P(|z^ - z| > e z) <= alpha + delta for a fresh point, with no assumption on it.

m is the k-th smallest of the counts m_req(x) = ln(2/delta)(2 V(x) + (2/3) e max(B(x)-1, 1))/e^2 at N calibration
points, k = ceil((1-alpha)(N+1)): by exchangeability a fresh point asks for more with probability at most alpha, and
given that it does not, Bernstein's inequality fails with probability at most delta. Simulated for activations that are
gamma or zero, edges drawn from sensitivities of 10 points mixed with the uniform law, alpha = i/10, delta = 1/20.
Loose: most points ask for less than the k-th smallest.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.coreset_distributions import mixed_distribution
from lqtheory.quantities.coreset_out_of_sample import required_draws
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.unseen_limits import conformal_rank

D = Domain(n=Integer(2, typical=(2, 12)), N=Integer(4, typical=(20, 60)), i=Integer(1, 9, typical=(1, 4)))
EPSILON, DELTA = 0.3, 0.05


def importances(rng: np.random.Generator, weights: np.ndarray, points: int) -> np.ndarray:
    """Relative importances at points whose activations are gamma variables or zero, but not all zero."""
    size, n = weights.shape
    values = rng.gamma(1.0, size=(size, points, n)) * (rng.random((size, points, n)) < 0.5)
    values[..., 0] += ~values.any(axis=-1)
    return relative_importance(weights[:, None, :], values)


def fails(rng: np.random.Generator, size: int, n: int, N: int, i: int) -> np.ndarray:
    """Sample, calibration, a fresh point and the draws, all anew."""
    weights = rng.random((size, n)) + 0.1
    s = importances(rng, weights, 10).max(axis=1)
    q = mixed_distribution(s / s.sum(axis=1, keepdims=True), share=0.1)
    needed = np.sort(required_draws(importances(rng, weights, N), q[:, None, :], EPSILON, DELTA), axis=1)
    k = conformal_rank(N, Fraction(i, 10))
    if k > N:  # no number of draws is promised
        return np.zeros(size, dtype=bool)
    m = np.maximum(1, np.ceil(needed[:, k - 1])).astype(np.int64)
    terms = importances(rng, weights, 1)[:, 0, :] / q
    estimates = (rng.multinomial(m, q / q.sum(axis=1, keepdims=True)) * terms).sum(axis=1) / m
    return np.abs(estimates - 1.0) > EPSILON


@dataclass(frozen=True)
class Budget:
    """alpha + delta; an object, whose text is the same in every process."""

    def __call__(self, n: int, N: int, i: int) -> Any:
        """The bound."""
        return i / 10 + DELTA


THEOREM = Theorem(
    name="calibrated_count_covers",
    title="Number of draws from calibration points",
    id="coreset.oos.conformal_m",
    statement="For n edges, N calibration points and alpha = i/10, the number of draws that the k-th smallest "
    "Bernstein count at the calibration points asks for, k = ceil((1-alpha)(N+1)), leaves a fresh point off by more "
    "than epsilon with probability at most alpha + delta.",
    domain=D,
    claim=Probability(fails, "<=", Budget(), text="P(|z^ - z| > epsilon z) <= alpha + delta"),
    source=Source("lqtheory_dossier", "coreset.oos.conformal_m"),
    notes="The proof cites the equally likely ranks of exchangeable counts and Bernstein's inequality for one point.",
)
