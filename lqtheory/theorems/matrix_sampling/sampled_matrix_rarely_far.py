r"""**Matrix Bernstein for sampled entries**: the spectral error rarely exceeds t = LR/3 + sqrt((LR/3)^2 + 2Lv).

A is 2 x 3 with entries x, drawn s times with probabilities p = w/sum w; v the larger of the row and column sums of
x^2/p over s, R = (max |x|/p + ||A||)/s, L = ln(5d): P(||B-A|| > t) <= 1/d. By simulation, at sizes fixed beforehand;
loose by a factor 2 to 4.
"""

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, Vector
from lqtheory.quantities.exact_binomials import Reciprocal
from lqtheory.quantities.matrix_sampling import matrix_bernstein_radius, sampling_range, sampling_variance

D = Domain(
    s=Integer(1, typical=(1, 40)), d=Integer(2, typical=(2, 4)), x=Vector(6, nonzero=True), w=Vector(6, sign="positive")
)


def is_far(rng: np.random.Generator, size: int, s: int, d: int, x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Draws of the counts of all entries."""
    A, p = x.reshape(2, 3), w / w.sum()
    radius = matrix_bernstein_radius(
        sampling_variance(A, p.reshape(2, 3), s), sampling_range(A, p.reshape(2, 3), s), 5, 1 / d
    )
    far = np.zeros(size, dtype=bool)
    for start in range(0, size, 10_000):
        counts = rng.multinomial(s, p, min(10_000, size - start))
        errors = (counts / (s * p) - 1) * x
        far[start : start + len(counts)] = np.linalg.norm(errors.reshape(-1, 2, 3), 2, axis=(1, 2)) > radius
    return far


THEOREM = Theorem(
    name="sampled_matrix_rarely_far",
    title="Matrix Bernstein for sampled entries",
    id="baseline.matrix_bernstein",
    statement="For a 2 x 3 matrix of entries x, s draws with probabilities w/sum w and d >= 2, the spectral error "
    "exceeds the radius of matrix Bernstein at 1/d with probability at most 1/d.",
    domain=D,
    claim=Probability(is_far, "<=", Reciprocal("d"), text="||B-A|| > t"),
    source=Source("tropp_2012", "Theorem 1.6"),
    provenance="recalled",
)
