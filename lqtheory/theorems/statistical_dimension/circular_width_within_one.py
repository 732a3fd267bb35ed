r"""**Width sandwich**: w^2 <= delta <= w^2 + 1, for circular cones, whose Gaussian width w is known exactly.

Both ends as for every cone but {0}: w is the mean of a 1-Lipschitz function that is at most |P g|. Certified on a box.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension, circular_width

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", closed="both", typical=(0, 1.57)))
d, alpha = D.symbols
value, square = circular_statistical_dimension(d, alpha), circular_width(d, alpha) ** 2

THEOREM = Theorem(
    name="circular_width_within_one",
    title="Width sandwich for circular cones",
    id="geom.statdim.width",
    statement="For d >= 2 and 0 <= alpha <= pi/2 the statistical dimension of the circular cone of angle alpha in R^d "
    "is at least the square of its Gaussian width and at most that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(square, "<=", value), Relation(value, "<=", square + 1)]),
    box={"d": (2, 16), "alpha": (0, "3/2")},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 10.2"),
    provenance="reproved",
)
