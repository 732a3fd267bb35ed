r"""**Loss of a retrained linear network**: (R^2/2n) times a chi-square variable with n - k degrees of freedom.

Teacher w* with energy R^2 on the m pruned weights, mask independent of n Gaussian samples, least squares on the k kept
weights; loss |A(w - w*)|^2/(2n). The loss is 0 for k >= n. u stands for the threshold, w for w* on the pruned weights.
An equality in law.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector

D = Domain(
    n=Integer(1, typical=(1, 8)),
    k=Integer(0, typical=(0, 8)),
    m=Integer(1, typical=(1, 4)),
    u=Real(0, typical=(0.25, 12)),
    w=Vector("m", nonzero=True),
)
CHUNK = 10_000


def is_small(rng: np.random.Generator, size: int, n: int, k: int, m: int, u: float, w: np.ndarray) -> np.ndarray:
    """Whether the retrained loss is at most u R^2/(2n), for the teacher w on the pruned weights."""
    small, teacher = np.zeros(size, dtype=bool), np.asarray(w, dtype=np.float64)
    teacher = teacher / np.abs(teacher).max()  # multiples change both sides alike; squares of small ones vanish
    for start in range(0, size, CHUNK):
        count = min(CHUNK, size - start)
        samples = rng.standard_normal((count, n, k + m))
        missing = samples[:, :, k:] @ teacher
        if k:
            kept = np.linalg.qr(samples[:, :, :k])[0]
            missing = missing - np.einsum("tnk,tk->tn", kept, np.einsum("tnk,tn->tk", kept, missing))
        small[start : start + count] = np.einsum("tn,tn->t", missing, missing) <= u * (teacher @ teacher)
    return small


@dataclass(frozen=True)
class ChiSquare:
    """P(chi^2_{n-k} <= u), 1 for k >= n; an object, whose text is the same in every process."""

    def __call__(self, n: int, k: int, u: float, **_: Any) -> float:
        """Its value."""
        from scipy.special import gammainc

        return float(gammainc((n - k) / 2.0, u / 2.0)) if k < n else 1.0


THEOREM = Theorem(
    name="retrained_loss_is_chi_square",
    title="Loss of a retrained linear network",
    id="geom.planted.linreg",
    statement="With n Gaussian samples, k kept weights and m pruned ones w, not all 0, of any linear teacher, R^2 = "
    "|w|^2, the retrained loss is at most u R^2/(2n), u > 0, with the probability P(chi^2_{n-k} <= u), 1 for k >= n.",
    domain=D,
    claim=Probability(is_small, "=", ChiSquare(), text="P(retrained loss <= u R^2/(2n)) = P(chi^2_{n-k} <= u)"),
    source=Source("lqtheory_dossier", "geom.planted.linreg"),
    notes="The one-shot loss, without retraining, is the case k = 0.",
)
