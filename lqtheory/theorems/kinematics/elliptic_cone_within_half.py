r"""**An elliptic cone has N_M <= delta <= N_M + 1**, N_M = 1/(1+a) + 1/(1+b): the within-1/2 theorem in R^3.

For {x_1 >= sqrt(a x_2^2 + b x_3^2)}, with its own exact formula for the statistical dimension. In any dimension:
:mod:`quadratic_cone_within_half`; for equal weights: :mod:`circular_cone_within_half`. Not sharp in fixed dimension.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import elliptic_cone_dimension

D = Domain(a=Real(0, typical=(0.0625, 16)), b=Real(0, typical=(0.0625, 16)))
a, b = D.symbols
count, value = 1 / (1 + a) + 1 / (1 + b), elliptic_cone_dimension(a, b)

THEOREM = Theorem(
    name="elliptic_cone_within_half",
    title="Elliptic cones within one half",
    id="geom.ell.statdim",
    statement="For a, b > 0 the cone of the x in R^3 with x_1 at least the root of a x_2^2 + b x_3^2 has a statistical "
    "dimension between 1/(1+a) + 1/(1+b) and that plus 1.",
    domain=D,
    claim=Claim(then=[Relation(count, "<=", value), Relation(value, "<=", count + 1)]),
    box={"a": (0.25, 4), "b": (0.25, 4)},
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
