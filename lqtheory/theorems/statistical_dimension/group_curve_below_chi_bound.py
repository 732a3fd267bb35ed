r"""**Closed bound for block-sparse vectors**: inf J/M <= b - lambda_b^2 (1-rho)^2, lambda_b the mean of a chi variable.

b psi_b = inf J/M for a fraction rho of active blocks of size b. The positive part of |g| - t is dropped and
t = (1-rho) lambda_b. It repairs a quoted logarithmic bound that is false. Equality at rho = 1.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import chi_mean, group_descent_share

D = Domain(b=Integer(1, typical=(1, 24)), rho=Real(0, 1, closed="right", typical=(0.01, 1)))
b, rho = D.symbols

THEOREM = Theorem(
    name="group_curve_below_chi_bound",
    title="Closed bound on the descent curve of block norms",
    id="geom.descent.group",
    statement="For blocks of size b >= 1 and a fraction 0 < rho <= 1 of active blocks, b psi_b(rho) is at most "
    "b - lambda_b^2 (1-rho)^2.",
    domain=D,
    claim=AtMost(b * group_descent_share(rho, b), b - chi_mean(b) ** 2 * (1 - rho) ** 2),
    sharp_at=({"b": 3, "rho": 1},),
    box={"b": (1, 3), "rho": (0.1, 0.4)},
    source=Source("lqtheory_dossier", "geom.descent.group"),
)
