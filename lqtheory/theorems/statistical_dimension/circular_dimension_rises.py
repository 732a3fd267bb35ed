r"""**The statistical dimension of circular cones rises with the angle**, and so do the share of a cap and the tail T.

delta = 1 + (d-2) sin^2(a) + T_d(a) - T_d(pi/2-a), T_d(a) = d int_0^a sin^2(a-b) f(b) db with a density f. Larger cones
have larger projections; here from the formula alone. Ball versions enclose intervals of angles by their ends.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_statistical_dimension, circular_tail

D = Domain(
    d=Integer(2, typical=(2, 40)),
    alpha=Real(0, "pi/2", typical=(0.05, 0.8)),
    beta=Real("alpha", "pi/2", typical=(0.8, 1.5)),
)
d, alpha, beta = D.symbols

THEOREM = Theorem(
    name="circular_dimension_rises",
    title="Circular cones grow with their angle",
    id="geom.statdim.circular",
    statement="For d >= 2 and 0 < alpha < beta < pi/2 the share of a cap, the tail T_d and the statistical dimension "
    "of the circular cone are at most as large at the angle alpha as at beta.",
    domain=D,
    claim=Claim(
        then=[
            Relation(quantity(d, alpha), "<=", quantity(d, beta))
            for quantity in (cap_share, circular_tail, circular_statistical_dimension)
        ]
    ),
    box={"d": (2, 8), "alpha": ("1/10", "7/10"), "beta": ("4/5", "7/5")},
    source=Source("lqtheory_dossier", "geom.statdim.circular"),
)
