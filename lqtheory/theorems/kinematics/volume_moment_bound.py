r"""**Moment generating function of the intrinsic volumes**: its logarithm is at most delta (e^{2 eta} - 1 - 2 eta)/2.

That of V - delta, for every real eta; by the master Steiner formula and the Gaussian logarithmic Sobolev inequality.
Equality at eta = 0.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import volume_quantity

D = Domain(
    K=CONE,
    eta=Real(None, typical=(-2, 2)),
)
K, eta = D.symbols
mean, moment = volume_quantity("cone_mean")(K), volume_quantity("cone_log_moment")(K, eta)

THEOREM = Theorem(
    name="volume_moment_bound",
    title="Moments of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For every cone K that is no subspace and every real eta, the logarithm of E exp(eta (V - delta)) is at "
    "most delta (exp(2 eta) - 1 - 2 eta)/2.",
    domain=D,
    claim=AtMost(moment, mean * (sp.exp(2 * eta) - 1 - 2 * eta) / 2),
    source=Source("mccoy_tropp_2014", "Theorem 4.8"),
)
