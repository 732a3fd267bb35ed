r"""**Width sandwich**: w^2 <= delta <= w^2 + 1 for every closed convex cone but {0}, w its Gaussian width.

w is the mean of Z = sup <g,u> over unit vectors of the cone. Instances are cones whose width is known exactly: every
cone with a line, from its intrinsic volumes, all orthants and all circular cones. A ray has w = 0 and delta = 1/2, a
line 2/pi for w^2 and delta = 1. Neither end is attained by these cones.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.cone_widths import ball_measured_cone, measured_cone, width_quantity
from lqtheory.relations import Relation

D = Domain(C=Object(measured_cone, ball=ball_measured_cone, description="a closed convex cone, not {0}", of=()))
(C,) = D.symbols
value, width = (width_quantity(f"measured_{name}")(C) for name in ("dimension", "width"))

THEOREM = Theorem(
    name="squared_width_within_one",
    title="Width sandwich",
    id="geom.statdim.width",
    statement="For every closed convex cone C but {0} the statistical dimension is at least the square of the Gaussian "
    "width and at most that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(width**2, "<=", value), Relation(value, "<=", width**2 + 1)]),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 10.2"),
    provenance="reproved",
)
