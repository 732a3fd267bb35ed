r"""**Descent cone of a sum of block norms, in fixed-point form**: rho tau = (1-rho) E(r-tau)_+, r = |g|, g in R^b.

b psi_b = inf J/M for a fraction rho of active blocks of size b. At the root b psi_b = rho b + (1-rho)[E(r-tau)_+^2 +
tau E(r-tau)_+], without cancellation, and b psi_b is at most J(t)/M = rho(b+t^2) + (1-rho) E(r-t)_+^2 for every t. In
incomplete gamma functions: :mod:`block_excess_in_closed_form`. Attained at t = tau.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess, block_excess_square, group_descent_share, group_descent_threshold

D = Domain(
    rho=Real(0, 1, typical=(0.01, 0.95)),
    b=Integer(1, typical=(1, 24)),
    t=Real(0, closed="left", typical=(0, 6)),
)
rho, b, t = D.symbols
tau, psi = group_descent_threshold(rho, b), b * group_descent_share(rho, b)
excess, square = block_excess(tau, b), block_excess_square(tau, b)

THEOREM = Theorem(
    name="group_curve_at_its_threshold",
    title="Descent cone of a sum of block norms",
    id="geom.descent.group",
    statement="For 0 < rho < 1, b >= 1, t >= 0 and the threshold tau: rho tau = (1-rho) E(r-tau)_+, b psi_b(rho) is "
    "rho b + (1-rho)(E(r-tau)_+^2 + tau E(r-tau)_+) and at most rho(b+t^2) + (1-rho) E(r-t)_+^2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(rho * tau, "=", (1 - rho) * excess),
            Relation(psi, "=", rho * b + (1 - rho) * (square + tau * excess)),
            Relation(psi, "<=", rho * (b + t**2) + (1 - rho) * block_excess_square(t, b)),
        ]
    ),
    box={"rho": (0.2, 0.3), "b": (2, 4), "t": (3, 3.25)},
    source=Source("foygel_mackey_2014", "section III (block sparsity, l_1/l_2 norm)"),
    provenance="reproved",
)
