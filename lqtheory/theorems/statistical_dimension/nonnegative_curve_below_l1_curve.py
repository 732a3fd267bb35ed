r"""**Knowing that the vector is nonnegative makes the descent cone smaller**: psi_+(rho) <= psi(rho).

At the threshold of the l_1 curve the inactive coordinates count half as much. Equality at rho = 1 only.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share, nonnegative_descent_share

D = Domain(rho=Real(0, 1, typical=(0.001, 0.999)))
(rho,) = D.symbols

THEOREM = Theorem(
    name="nonnegative_curve_below_l1_curve",
    title="Descent curves with and without signs",
    id="geom.descent.nonneg",
    statement="For 0 < rho < 1, psi_+(rho) is at most psi(rho).",
    domain=D,
    claim=AtMost(nonnegative_descent_share(rho), l1_descent_share(rho)),
    box={"rho": (0.01, 0.99)},
    source=Source("lqtheory_dossier", "geom.descent.nonneg"),
)
