r"""**Moreau's decomposition**: g = P g + (g - P g) with orthogonal parts, so |P g|^2 = |g|^2 - dist^2(g, C).

The residual lies in the polar cone: it makes no acute angle with any point c of C, and no c is nearer to g. In the
mean, E|P g|^2 = E dist^2(g, C'): the first two of the equivalent definitions of the statistical dimension.
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.projected_points import ball_projected_point, point_quantity, projected_point
from lqtheory.relations import Relation

D = Domain(
    W=Object(projected_point, ball=ball_projected_point, description="a point with its projection on a polyhedral cone")
)
(W,) = D.symbols
whole, energy, product, distance, other, residual = (
    point_quantity(name)(W)
    for name in (
        "point_energy",
        "projected_energy",
        "point_on_projection",
        "squared_distance",
        "other_squared_distance",
        "other_on_residual",
    )
)

THEOREM = Theorem(
    name="moreau_decomposition",
    title="Moreau's decomposition",
    id="geom.statdim.def",
    statement="For the nearest point P g of a cone to g, in the instance W, the product of g and P g is |P g|^2 and "
    "|P g|^2 plus the squared distance is |g|^2; every point c of the cone has a nonpositive product with g - P g and "
    "is at least as far from g.",
    domain=D,
    claim=Claim(
        then=[
            Relation(product, "=", energy),
            Relation(energy + distance, "=", whole),
            Relation(residual, "<=", 0),
            Relation(distance, "<=", other),
        ]
    ),
    source=Source("rockafellar_1970", "Theorem 31.5 (Moreau)"),
    provenance="recalled",
)
