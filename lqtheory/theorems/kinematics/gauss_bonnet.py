r"""**Gauss-Bonnet for cones**: the intrinsic volumes with even index add up to 1/2, and so do the others.

True for every closed convex cone that is no subspace. An equality.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity

D = Domain(K=CONE)
(K,) = D.symbols
half = volume_quantity("cone_half_tail")

THEOREM = Theorem(
    name="gauss_bonnet",
    title="Gauss-Bonnet",
    id="geom.iv.gen",
    statement="For every cone K that is no subspace, the intrinsic volumes with even index add up to 1/2, and so do "
    "those with odd index.",
    domain=D,
    claim=Claim(then=(Equal(half(K, 0), sp.Rational(1, 2)), Equal(half(K, 1), sp.Rational(1, 2)))),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "fact 5.5"),
    provenance="recalled",
)
