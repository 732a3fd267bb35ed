r"""**Exact conic kinematics**: a cone meets a random subspace of codimension m with probability 2 h_{m+1}.

h_k = v_k + v_{k+2} + ... of the intrinsic volumes; for every closed convex cone that is no subspace. An equality.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import ball_cone_volumes
from lqtheory.quantities.small_cones import SmallCone, half_space_contains, small_cone

D = Domain(
    m=Integer(0, typical=(0, 4)),
    K=Object(small_cone, ball=ball_cone_volumes, description="a small polyhedral cone, no subspace", wider=CONE),
)


def meets_subspace(rng: np.random.Generator, size: int, m: int, K: SmallCone) -> np.ndarray:
    """Whether K contains a nonzero point of the span of Gaussian vectors, drawn anew each time."""
    found = np.zeros(size, dtype=bool)
    for start in range(0, size, 20_000):
        count = min(20_000, size - start)
        basis = rng.standard_normal((count, K.dimension, max(K.dimension - m, 0)))
        found[start : start + count] = half_space_contains(K.inequalities @ basis)
    return found


@dataclass(frozen=True)
class TwiceHalfTail:
    """2 h_{m+1}; an object, whose text is the same in every process."""

    def __call__(self, m: int, K: SmallCone, **_: Any) -> Fraction:
        """Its value, rational."""
        return 2 * sum(K.volumes[m + 1 :: 2], Fraction(0))


THEOREM = Theorem(
    name="cone_meets_random_subspace",
    title="Exact kinematic formula",
    id="geom.kin.exact",
    statement="For every cone K that is no subspace and every m >= 0, a random subspace of codimension m meets K "
    "outside the origin with probability 2 (v_{m+1} + v_{m+3} + ...).",
    domain=D,
    claim=Probability(meets_subspace, "=", TwiceHalfTail(), text="P(K meets QL) = 2 h_{m+1}(K)"),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "fact 2.1"),
    provenance="recalled",
    notes="Recalled; simulated for products of rays, Weyl chambers and lines, whose volumes are rational. The proof "
    "takes the conic Crofton formula on authority.",
)
