r"""**The weights of the axes of a sublevel cone add up to N_M**: sum 1/(1+a_i) = N(s) - s P_213/P_212.

a_i = |m_i|/m_1 with the eigenvalues m_i of M = bb' - cH, of which m_1 = c s alone is positive. The left side is
computed from all eigenvalues, the right side from s. An equality.
"""

from lqtheory import Domain, Equal, Source, Theorem
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.cone_weights import quadratic_quantity
from lqtheory.quantities.sublevel_sets import sublevel_quantity

D = Domain(K=SUBLEVEL)
(K,) = D.symbols
axes, lower = quadratic_quantity("quadratic_sum")(K, 0, 1), sublevel_quantity("sublevel_width")(K)

THEOREM = Theorem(
    name="axes_of_sublevel_cones",
    title="Axes of the cone of a sublevel set",
    id="geom.ell.statdim",
    statement="For every sublevel set K without the origin the sum S_{0,1} of 1/(1+a_i) over the weights of the axes "
    "of its cone is N_M = N(s) - s P_213/P_212.",
    domain=D,
    claim=Equal(axes, lower),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
