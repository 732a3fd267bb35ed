r"""**A fixed mask under random eigenvectors**: P(feasible) <= B+(N'_M + 1, D - 1, m - 2 - N'_M).

Feasible exactly if the kept subspace, random in the complement of y, meets the slice K' of the cone, of codimension
m - 1 in D - 1 dimensions; N'_M <= delta(K') <= N'_M + 1. Trivial for counts on the other side. Not sharp.
"""

from dataclasses import dataclass
from typing import Any

from lqtheory import Domain, Integer, Object, Probability, Source, Theorem
from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.slice_cones import slice_width
from lqtheory.quantities.slice_draws import higher_slice, mask_is_feasible
from lqtheory.quantities.sublevel_slices import SublevelSlice, ball_sublevel_slice

D = Domain(
    m=Integer(1, typical=(1, 10)),
    K=Object(higher_slice, ball=ball_sublevel_slice, description="a slice of a sublevel cone"),
)


@dataclass(frozen=True)
class Bound:
    """The bound from N'_M and N'_M + 1; an object, whose text is the same in every process."""

    def __call__(self, m: int, K: SublevelSlice, **_: Any) -> float:
        """Its value."""
        low, d = max(0.0, slice_width(K.omega, K.y, K.epsilon)), K.omega.size - 1
        return subspace_probability_bounds(low, min(low + 1.0, float(d)), d, m - 1)[1]


THEOREM = Theorem(
    name="fixed_mask_is_rarely_feasible",
    title="Many pruned weights and a fixed mask",
    id="geom.planted.ellipsoid",
    statement="For a quadratic loss with eigenvectors in general position, seen in the slice K, a fixed mask of m "
    "pruned weights is feasible with probability at most the Chernoff bound of the upper tail "
    "with N'_M + 1 in place of delta.",
    domain=D,
    claim=Probability(mask_is_feasible, "<=", Bound(), text="P(feasible) <= B+(N'_M + 1, D - 1, m - 2 - N'_M)"),
    source=Source("lqtheory_dossier", "geom.prune.slice, geom.planted.ellipsoid"),
    notes="The curve between the two bounds is a heuristic and no part of this. The proof takes the kinematic formula "
    "on authority.",
)
