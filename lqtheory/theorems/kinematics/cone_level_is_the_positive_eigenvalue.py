r"""**The level s is the positive eigenvalue of M/c**: sum lambda_i^2 y_i^2/(s + lambda_i) = c, the secular equation.

M = bb' - cH with b = Hy and c = y'Hy - 2 epsilon; its eigenvalue c s is the root of b'(nu + cH)^{-1} b = 1. An
equality.
"""

from lqtheory import Domain, Equal, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
secular = sublevel_quantity("sublevel_secular")(K)

THEOREM = Theorem(
    name="cone_level_is_the_positive_eigenvalue",
    title="Level and eigenvalue",
    id="geom.ell.statdim",
    statement="For every sublevel set K without the origin the sum of lambda_i^2 y_i^2/(s + lambda_i) over c is 1.",
    domain=D,
    claim=Equal(secular, 1),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
