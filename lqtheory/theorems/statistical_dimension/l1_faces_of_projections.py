r"""**Faces onto which a Gaussian vector projects**: the l_1 descent cone has the dimension k with probability v_k.

With tau the minimiser of dist^2(g, tau df) and j the number of coordinates off the support beyond tau, the projection
lies in a face of dimension s-1+j, or inside the cone if tau = 0. The volumes are closed formulas for every d and s.
"""

from dataclasses import dataclass

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_volume

D = Domain(d=Integer(1, typical=(1, 10)), s=Integer(1, "d"), k=Integer("s-1", "d"))


def projects_onto_dimension(rng: np.random.Generator, size: int, d: int, s: int, k: int) -> np.ndarray:
    """Whether the face of the projection has dimension k: tau is found by trying every number of active coordinates."""
    g = rng.standard_normal((size, d))
    others = -np.sort(-np.abs(g[:, s:]), axis=1)
    sums = np.concatenate([np.zeros((size, 1)), others.cumsum(axis=1)], axis=1)
    counts = np.arange(d - s + 1)
    tau = (g[:, :s].sum(axis=1)[:, None] + sums) / (s + counts)
    fits = (others[:, None, :] > tau[:, :, None]).sum(axis=2) == counts
    j = fits.argmax(axis=1)
    inside = ~(fits.any(axis=1) & (np.take_along_axis(tau, j[:, None], axis=1)[:, 0] > 0))
    return np.where(inside, d, s - 1 + j) == k


@dataclass(frozen=True)
class Volume:
    """v_k; an object, whose text is the same in every process."""

    def __call__(self, d: int, s: int, k: int) -> float:
        """The closed formula."""
        return l1_descent_volume(d, s, k)


THEOREM = Theorem(
    name="l1_faces_of_projections",
    title="Faces of the l_1 descent cone",
    id="geom.descent.l1_exact",
    statement="For 1 <= s <= d and s-1 <= k <= d, a Gaussian vector of R^d projects onto a face of dimension k of the "
    "l_1 descent cone at an s-sparse vector with probability v_k.",
    domain=D,
    claim=Probability(projects_onto_dimension, "=", Volume(), text="P(dimension of the face = k) = v_k"),
    source=Source("affentranger_schneider_1992", "formula (5)"),
    provenance="derived",
)
