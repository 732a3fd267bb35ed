r"""**The slice formula gives the retrained loss exactly** for the Marchenko-Pastur law: s = p/(1-p) (1 - gamma (1-p)).

The mean of s/(s + lambda) over that law is (sqrt(b^2 + 4 gamma s) - b)/(2 gamma), b = 1 - gamma + s. At this s it is
the pruned share p, and the loss (R^2/2) s (1-p)/p of the slice is (R^2/2)(1 - gamma (1-p)), the mean of the chi-square
law. q = 1 - p is the kept share, v = 1 - gamma q^2; a positive loss needs v > 1 - q. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(q=Real(0, 1), v=Real(0, 1))
q, v = D.symbols
gamma = (1 - v) / q**2
s = (1 - q) / q * (1 - gamma * q)
b = 1 - gamma + s
share = (sp.sqrt(b**2 + 4 * gamma * s) - b) / (2 * gamma)

THEOREM = Theorem(
    name="slice_reproduces_retrained_loss",
    title="Slice formula and chi-square law",
    id="geom.planted.linreg",
    statement="For 0 < q, v < 1, with gamma = (1-v)/q^2, s = (1-q)(1 - gamma q)/q and b = 1 - gamma + s, "
    "(sqrt(b^2 + 4 gamma s) - b)/(2 gamma) = 1-q, and s q/(1-q) = 1 - gamma q.",
    domain=D,
    claim=Claim(then=[Relation(share, "=", 1 - q), Relation(s * q / (1 - q), "=", 1 - gamma * q)]),
    source=Source("lqtheory_dossier", "geom.planted.linreg"),
)
