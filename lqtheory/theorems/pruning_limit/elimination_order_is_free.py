r"""**Pruning one weight after the other costs what pruning both at once costs**: iterating cannot help a fixed mask.

G = (H^{-1})_EE = (g, h; h, k), positive definite. Pruning y costs y^2/(2 g) (:mod:`loss_of_one_pruned_weight`) and
moves the other weight to z - h y/g, whose own entry of the inverse is then k - h^2/g; with its cost the sum is half of
y'G^{-1}y, symmetric in the order. So in the quadratic model the path to a fixed final mask does not matter when the
kept weights are retrained; iterative pruning gains by better masks or by a new expansion of the loss alone.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    g=Real(0, typical=(0.1, 10)),
    h=Real(-sp.oo, typical=(-2, 2)),
    k=Real("h**2/g", typical=("h**2/g + 0.1", "h**2/g + 10")),
    y=Real(-sp.oo, typical=(-3, 3)),
    z=Real(-sp.oo, typical=(-3, 3)),
)
g, h, k, y, z = D.symbols
one_by_one = y**2 / (2 * g) + (z - h * y / g) ** 2 / (2 * (k - h**2 / g))
other_order = z**2 / (2 * k) + (y - h * z / k) ** 2 / (2 * (g - h**2 / k))
together = (k * y**2 - 2 * h * y * z + g * z**2) / (2 * (g * k - h**2))

THEOREM = Theorem(
    name="elimination_order_is_free",
    title="The order of pruning does not matter for a fixed mask",
    id="geom.prune.consequences.iterative",
    statement="For g > 0, k > h^2/g and real y, z, y^2/(2g) + (z - h y/g)^2/(2(k - h^2/g)) equals (k y^2 - 2 h y z + "
    "g z^2)/(2(g k - h^2)), as does the sum in the other order.",
    domain=D,
    claim=Claim(then=[Relation(one_by_one, "=", together), Relation(other_order, "=", together)]),
    source=Source("lqtheory_dossier", "geom.prune.consequences"),
)
