r"""**Moments of the intrinsic volumes by the polar cone**: log E e^{eta (V - delta)} <= b (e^{-2 eta} - 1 + 2 eta)/2.

b = d - delta. The bound of :mod:`volume_moment_bound` for the polar cone, whose variable is d - V. Equality at eta = 0.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity

D = Domain(K=CONE, eta=Real(None, typical=(-2, 2)))
K, eta = D.symbols
mean, size = volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)
moment = volume_quantity("cone_log_moment")(K, eta)

THEOREM = Theorem(
    name="polar_moment_bound",
    title="Moments of intrinsic volumes by the polar cone",
    id="geom.kin.concentration",
    statement="For every cone K that is no subspace and every real eta, the logarithm of E exp(eta (V - delta)) is at "
    "most (d - delta) (exp(-2 eta) - 1 + 2 eta)/2.",
    domain=D,
    claim=AtMost(moment, (size - mean) * (sp.exp(-2 * eta) - 1 + 2 * eta) / 2),
    source=Source("mccoy_tropp_2014", "Theorem 4.8"),
)
