r"""**Both constants of the within-1/2 theorem are sharp**: delta - N_M is cos^2(alpha) up to exponentially small terms.

N_M = (d-1) sin^2(alpha) for the circular cone of angle alpha in R^d. The excess delta - N_M is at least 1 - alpha^2 -
exp(-(d+1) alpha^2/2)/2, so that it tends to 1 as alpha -> 0 and d alpha^2 -> infinity; at pi/2 - alpha it is at most
alpha^2 + exp(-(d+1) alpha^2/2)/2 and tends to 0 likewise. In a fixed dimension it is 1/2 at both ends
(:mod:`circular_cone_extremes`). The constant 1 and the exponent cannot be improved; 1/2 is attained at alpha = 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension

D = Domain(d=Integer(2, typical=(2, 40)), alpha=Real(0, "pi/2", typical=(0.1, 1.45)))
d, alpha = D.symbols
sine, cosine, half = sp.sin(alpha), sp.cos(alpha), sp.Rational(1, 2)
excess = circular_statistical_dimension(d, alpha) - (d - 1) * sine**2
other = circular_statistical_dimension(d, sp.pi / 2 - alpha) - (d - 1) * cosine**2
small = alpha**2 + half * sp.exp(-(d + 1) * alpha**2 / 2)

THEOREM = Theorem(
    name="circular_excess_reaches_its_ends",
    title="Sharpness of the interval for quadratic cones",
    id="geom.ell.statdim.sharp",
    statement="For d >= 2 and 0 < alpha < pi/2 the statistical dimension of the circular cone of angle alpha in R^d "
    "less (d-1) sin^2(alpha) exceeds cos^2(alpha) by at most sin^(d+1)(alpha)/2, falls below it by at most "
    "cos^(d+1)(alpha)/2, and is at least 1 - alpha^2 - exp(-(d+1) alpha^2/2)/2; that of angle pi/2 - alpha less (d-1) "
    "cos^2(alpha) is at most alpha^2 + exp(-(d+1) alpha^2/2)/2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(excess, "<=", cosine**2 + half * sine ** (d + 1)),
            Relation(cosine**2 - half * cosine ** (d + 1), "<=", excess),
            Relation(1 - small, "<=", excess),
            Relation(other, "<=", small),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
