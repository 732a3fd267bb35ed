r"""**The weights of the axes of a slice add up to N'_M**: sum 1/(1+a_i) = N(s) + s Psi''/(2 Psi').

For the slice of a sublevel cone by the complement of y, with Psi(s) = sum y_i^2 (lambda_i - kappa)/(s + lambda_i) and
kappa = 2 epsilon/|y|^2. The left side is computed from all eigenvalues, the right side from s. An equality.
"""

from lqtheory import Domain, Equal, Source, Theorem
from lqtheory.cones.classes import SLICE
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.sublevel_slices import slice_quantity

D = Domain(K=SLICE)
(K,) = D.symbols
axes, lower = quadratic_quantity("quadratic_sum")(K, 0, 1), slice_quantity("sliced_width")(K)

THEOREM = Theorem(
    name="axes_of_slices",
    title="Axes of the slice of a sublevel cone",
    id="geom.prune.slice",
    statement="For every slice K of the cone of a sublevel set by the complement of its centre, the sum S_{0,1} of "
    "1/(1+a_i) over the weights of its axes is N'_M = N(s) + s Psi''/(2 Psi').",
    domain=D,
    claim=Equal(axes, lower),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
