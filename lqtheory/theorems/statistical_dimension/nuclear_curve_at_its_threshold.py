r"""**Descent cone of the nuclear norm for large matrices, in fixed-point form**: rho tau = (1-rho) E(u-tau)_+.

For rank r in m x n, rho = r/m and nu = m/n <= 1, u a singular value of the limit law of a Gaussian matrix with aspect
ratio y = nu(1-rho)/(1-rho nu). At the root psi = rho nu + (1-rho nu)[rho + (1-rho) E u(u-tau)_+], where E u(u-tau)_+ =
E(u-tau)_+^2 + tau E(u-tau)_+; psi is at most J(t)/(mn) for every other t. delta/(mn) -> psi as m, n grow: for finite
matrices mn psi is no bound. Attained at t = tau.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import (
    nuclear_descent_share,
    nuclear_descent_threshold,
    singular_excess,
    singular_excess_square,
)

D = Domain(
    rho=Real(0, 1, typical=(0.01, 0.9)),
    nu=Real(0, 1, closed="right", typical=(0.1, 1)),
    t=Real(0, closed="left", typical=(0, 2)),
)
rho, nu, t = D.symbols
y = nu * (1 - rho) / (1 - rho * nu)
tau, psi = nuclear_descent_threshold(rho, nu), nuclear_descent_share(rho, nu)
excess, square = singular_excess(tau, y), singular_excess_square(tau, y)

THEOREM = Theorem(
    name="nuclear_curve_at_its_threshold",
    title="Descent cone of the nuclear norm",
    id="geom.descent.nuclear",
    statement="For 0 < rho < 1, 0 < nu <= 1, t >= 0 and the threshold tau: rho tau = (1-rho) E(u-tau)_+, psi(rho, nu) "
    "is rho nu + (1-rho nu)[rho + (1-rho)(E(u-tau)_+^2 + tau E(u-tau)_+)] and at most rho nu + (1-rho nu)[rho(1+t^2) + "
    "(1-rho) E(u-t)_+^2].",
    domain=D,
    claim=Claim(
        then=[
            Relation(rho * tau, "=", (1 - rho) * excess),
            Relation(psi, "=", rho * nu + (1 - rho * nu) * (rho + (1 - rho) * (square + tau * excess))),
            Relation(
                psi,
                "<=",
                rho * nu + (1 - rho * nu) * (rho * (1 + t**2) + (1 - rho) * singular_excess_square(t, y)),
            ),
        ]
    ),
    box={"rho": (0.2, 0.3), "nu": (0.5, 0.6), "t": (1.5, 1.6)},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.7"),
    provenance="recalled",
)
