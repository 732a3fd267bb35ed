r"""**Few pruned weights leave negative curvature**: P(negative on L) >= 1 - B-(N, D, N - m), N = sum mu/(mu + lam_i).

The quadratic model of a loss, with one negative eigenvalue -mu in D dimensions, seen on a random subspace L of
codimension m. Where it is negative the loss has no lower bound there (:mod:`negative_curvature_is_unbounded`). N <=
delta <= N + 1 (:mod:`negative_cone_within_half`) stands in for the statistical dimension. Trivial for codimensions on
the other side. Not sharp.
"""

from dataclasses import dataclass
from typing import Any

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.cones.classes import HIGH_NEGATIVE
from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.negative_directions import negative_cone_count
from lqtheory.quantities.negative_forms import NegativeForm, curvature_is_negative

D = Domain(m=Integer(0, typical=(0, 10)), K=HIGH_NEGATIVE)


@dataclass(frozen=True)
class Bound:
    """The bound from N and N + 1; an object, whose text is the same in every process."""

    def __call__(self, m: int, K: NegativeForm, **_: Any) -> float:
        """Its value."""
        low, d = negative_cone_count(K.omega, K.mu), K.omega.size + 1
        return subspace_probability_bounds(low, min(low + 1.0, float(d)), d, m)[0]


THEOREM = Theorem(
    name="negative_curvature_is_often_met",
    title="Small codimension and negative curvature",
    id="geom.prune.negative.subspace",
    statement="A quadratic form K with one negative eigenvalue -mu and others lam >= 0 takes negative values on a "
    "random subspace of codimension m with probability at least 1 minus the Chernoff bound of the lower tail with "
    "N, the sum of mu/(mu + lam), in place of delta.",
    domain=D,
    claim=Probability(curvature_is_negative, ">=", Bound(), text="P(negative on L) >= 1 - B-(N, D, N - m)"),
    source=Source("lqtheory_dossier", "geom.prune.negative"),
    notes="The proof takes the kinematic formula on authority.",
)
