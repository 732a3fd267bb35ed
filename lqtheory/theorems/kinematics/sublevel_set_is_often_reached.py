r"""**A random subspace and a sublevel set**: P(L meets S) >= 1 - B-(N_M, D, N_M - m).

S is met by a random subspace exactly if its cone is. N_M <= delta <= N_M + 1 stands in for the statistical dimension.
Trivial for codimensions on the other side. Not sharp.
"""

from dataclasses import dataclass
from typing import Any

from lqtheory import Domain, Integer, Object, Probability, Source, Theorem
from lqtheory.quantities.concentration import subspace_probability_bounds
from lqtheory.quantities.ellipsoid_cones import quadratic_cone_width
from lqtheory.quantities.sublevel_draws import higher_sublevel_set, subspace_reaches_set
from lqtheory.quantities.sublevel_sets import SublevelSet, ball_sublevel_set

D = Domain(
    m=Integer(0, typical=(0, 10)),
    K=Object(higher_sublevel_set, ball=ball_sublevel_set, description="a sublevel set without the origin"),
)


@dataclass(frozen=True)
class Bound:
    """The bound from N_M and N_M + 1; an object, whose text is the same in every process."""

    def __call__(self, m: int, K: SublevelSet, **_: Any) -> float:
        """Its value."""
        low, d = quadratic_cone_width(K.omega, K.y, K.epsilon), K.omega.size
        return subspace_probability_bounds(low, min(low + 1.0, float(d)), d, m)[0]


THEOREM = Theorem(
    name="sublevel_set_is_often_reached",
    title="Small codimension and a sublevel set",
    id="geom.ell.success",
    statement="A random subspace of codimension m through the origin meets a sublevel set K without the origin with "
    "probability at least 1 minus the Chernoff bound of the lower tail with N_M in place of delta.",
    domain=D,
    claim=Probability(subspace_reaches_set, ">=", Bound(), text="P(L meets S) >= 1 - B-(N_M, D, N_M - m)"),
    source=Source("lqtheory_dossier", "geom.ell.success"),
    notes="The curve between the two bounds is a heuristic and no part of this. The proof takes the kinematic "
    "formula and the interval for the dimension on authority.",
)
