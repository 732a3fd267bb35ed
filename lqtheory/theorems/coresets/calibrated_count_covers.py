r"""**Calibrated number of draws**: P(|z^ - z| > e z) <= alpha + delta for a fresh point, with no assumption on it.

m is the k-th smallest of the counts m_req(x) = ln(2/delta)(2 V(x) + (2/3) e max(B(x)-1, 1))/e^2 at N calibration
points, k = ceil((1-alpha)(N+1)): by exchangeability a fresh point asks for more with probability at most alpha, and
given that it does not, Bernstein's inequality fails with probability at most delta. Edges are drawn from sensitivities
of M further points mixed with a tenth of the uniform law. Points are independent, of any law: a mixture of finitely
many given points and of clouds around them with heavy tails. Loose: most points ask for less than the k-th smallest.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.activation_laws import ACTIVATIONS, Activations, draw_importances
from lqtheory.quantities.coreset_distributions import mixed_distribution
from lqtheory.quantities.coreset_out_of_sample import required_draws
from lqtheory.quantities.unseen_limits import conformal_rank

D = Domain(
    n=Integer(1, typical=(1, 6)),
    M=Integer(1, typical=(1, 12)),
    N=Integer(1, typical=(4, 20)),
    alpha=Real(0, 1, typical=(0.05, 0.5)),
    epsilon=Real(0, typical=(0.1, 1.2)),
    delta=Real(0, 1, typical=(0.02, 0.5)),
    law=ACTIVATIONS,
)


def fails(
    rng: np.random.Generator,
    size: int,
    n: int,
    M: int,
    N: int,
    alpha: float,
    epsilon: float,
    delta: float,
    law: Activations,
) -> np.ndarray:
    """Sample, calibration, a fresh point and the draws, all anew."""
    k = conformal_rank(N, Fraction(alpha))
    if k > N:  # no number of draws is promised
        return np.zeros(size, dtype=bool)
    s = draw_importances(rng, law, size, M).max(axis=1)
    s = np.where(s.any(axis=1, keepdims=True), s, 1.0)  # where no edge was seen, all alike
    q = mixed_distribution(s / s.sum(axis=1, keepdims=True), share=0.1)
    g = draw_importances(rng, law, size, N)
    g = np.where(g.any(axis=2, keepdims=True), g, q[:, None, :])  # exact without a draw, as where nothing is active
    needed = np.sort(required_draws(g, q[:, None, :], epsilon, delta), axis=1)
    m = np.maximum(1, np.ceil(needed[:, k - 1])).astype(np.int64)
    fresh = draw_importances(rng, law, size, 1)[:, 0, :]
    estimates = (rng.multinomial(m, q / q.sum(axis=1, keepdims=True)) * (fresh / q)).sum(axis=1) / m
    return np.abs(estimates - fresh.sum(axis=1)) > epsilon * (1.0 + 1e-12)


@dataclass(frozen=True)
class Budget:
    """alpha + delta; an object, whose text is the same in every process."""

    def __call__(self, alpha: float, delta: float, **_: Any) -> Fraction:
        """The bound."""
        return Fraction(alpha) + Fraction(delta)


THEOREM = Theorem(
    name="calibrated_count_covers",
    title="Number of draws from calibration points",
    id="coreset.oos.conformal_m",
    statement="For n edges whose activations at independent points have any law, a distribution of draws from M "
    "points, N calibration points, epsilon > 0 and 0 < alpha, delta < 1, the number of draws that the k-th smallest "
    "Bernstein count at the calibration points asks for, k = ceil((1-alpha)(N+1)), leaves a fresh point off by more "
    "than epsilon with probability at most alpha + delta.",
    domain=D,
    claim=Probability(fails, "<=", Budget(), text="P(|z^ - z| > epsilon z) <= alpha + delta"),
    source=Source("lqtheory_dossier", "coreset.oos.conformal_m"),
    notes="The proof cites the equally likely ranks of exchangeable counts and Bernstein's inequality for one point. "
    "Weights are 1 here: only products w_j a_j matter.",
)
