r"""**Two-sided bound on the l_1 descent curve by its threshold**: rho (1 + tau^2) <= psi(rho) <= rho (3 + tau^2).

The lower bound counts the active coordinates alone. psi/rho = phi/u with u = phi(tau) - tau Q(tau). Both constants are
best: 1 as rho -> 1, tau -> 0, where psi/rho -> 1; 3 as rho -> 0, tau -> inf.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_share, l1_descent_threshold

D = Domain(rho=Real(0, 1, typical=(0.001, 0.999)))
(rho,) = D.symbols
tau, psi = l1_descent_threshold(rho), l1_descent_share(rho)

THEOREM = Theorem(
    name="l1_curve_between_multiples",
    title="Two-sided bound on the l_1 descent curve",
    id="geom.descent.l1",
    statement="For 0 < rho < 1 and the threshold tau, psi(rho) lies between rho (1 + tau^2) and rho (3 + tau^2).",
    domain=D,
    claim=Claim(then=[Relation(rho * (1 + tau**2), "<=", psi), Relation(psi, "<=", rho * (3 + tau**2))]),
    source=Source("lqtheory_dossier", "geom.descent.l1"),
)
