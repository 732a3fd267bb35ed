r"""**Spherical Steiner formula**: P{dist^2(theta, C) <= l} = sum_k v_k I_l((d-k)/2, k/2), theta uniform on the sphere.

The term of k = d is 1 and that of k = 0 is 0 for l < 1. Simulated for orthants and their polars: the event is that the
energy of theta's positive part is at least 1 - l.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem
from lqtheory.quantities.intrinsic_volumes import orthant_volumes, spherical_steiner

D = Domain(d=Integer(2, typical=(2, 12)), l=Real(0, 1, typical=(0.05, 0.95)))


def is_near(rng: np.random.Generator, size: int, d: int, l: float) -> np.ndarray:  # noqa: E741
    """Draws of uniform directions, and their distance to the orthant."""
    g = rng.standard_normal((size, d))
    outside = np.minimum(g, 0.0)
    return np.sum(outside**2, axis=1) <= l * np.sum(g**2, axis=1)


@dataclass(frozen=True)
class Tube:
    """The mixture of beta distribution functions; an object, whose text is the same in every process."""

    def __call__(self, d: int, l: float) -> Any:  # noqa: E741
        """The value at l."""
        return spherical_steiner(orthant_volumes(d), l)


THEOREM = Theorem(
    name="spherical_steiner_formula",
    title="Spherical Steiner formula",
    id="geom.iv.steiner",
    statement="For d >= 2 and 0 < l < 1 the squared distance of a random point of the sphere of R^d to the nonnegative "
    "orthant is at most l with the probability sum_k v_k I_l((d-k)/2, k/2).",
    domain=D,
    claim=Probability(is_near, "=", Tube(), text="P(dist^2(theta, C) <= l) = sum v_k I_l((d-k)/2, k/2)"),
    source=Source("mccoy_tropp_2014", "section 3.2 (spherical Steiner formula)"),
    provenance="recalled",
)
