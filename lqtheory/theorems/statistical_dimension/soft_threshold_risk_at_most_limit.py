r"""**Worst-case risk of soft thresholding**: E(eta_t(mu+g) - mu)^2 <= 1 + t^2, with a rate as mu -> inf.

So the sum over s active and d-s inactive coordinates, at noise level sigma and threshold sigma t, is at most sigma^2
J(t), and tends to it as sigma -> 0: the denoising meaning of the descent cone. With P = P(|mu+g| < t) and
C = E min(|mu+g|, t)^2 the risk is 1 - 2P + C. The gap 1 + t^2 - risk is at most (2+t^2) P, P <= Q(mu-t).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(t=Real(0, typical=(0.05, 3)), mu=Real(0, closed="left", typical=(0, 6)))
t, mu = D.symbols


def density(x: sp.Expr) -> sp.Expr:
    """Phi."""
    return sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)


inside = (sp.erf((t - mu) / sp.sqrt(2)) + sp.erf((t + mu) / sp.sqrt(2))) / 2
# 1 + t^2 - risk = E (2 + t^2 - y^2) over |y| < t, y = mu + g
gap = (1 + t**2 - mu**2) * inside + (t - mu) * density(t + mu) + (t + mu) * density(t - mu)
risk = 1 + t**2 - gap

THEOREM = Theorem(
    name="soft_threshold_risk_at_most_limit",
    title="Worst-case risk of soft thresholding",
    id="geom.descent.oh",
    statement="For t > 0 and mu >= 0 the risk 1 + t^2 - (1+t^2-mu^2) P - (t-mu) phi(t+mu) - (t+mu) phi(t-mu) of soft "
    "thresholding mu + g at t, P = Phi(t-mu) - Phi(-t-mu), is at most 1 + t^2 and at least 1 + t^2 - (2+t^2) P.",
    domain=D,
    claim=Claim(then=[Relation(risk, "<=", 1 + t**2), Relation(1 + t**2 - (2 + t**2) * inside, "<=", risk)]),
    box={"t": (1, 2), "mu": (0, 0.5)},
    source=Source("oymak_hassibi_2016", "main theorem on the worst-case risk"),
    provenance="recalled",
    notes="The source speaks of proximal operators of convex functions; this is one coordinate of the l_1 norm.",
)
