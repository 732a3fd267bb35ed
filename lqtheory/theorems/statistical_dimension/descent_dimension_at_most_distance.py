r"""**Statistical dimension of the descent cone of a norm**: delta <= J(t) = E dist^2(g, t df) for every t >= 0.

delta = E min over t of dist^2, and a mean of minima is at most each mean. J is least at its threshold tau alone: J(tau)
+ e (t-tau)^2 <= J(t). There the excess is at most 1 + Var/e, Var the variance of sum w_j (h_j - tau w_j)_+, by strong
convexity, at most sup |df|^2/e = 1 + sum w_j^2/e, which is d/s for the l_1 norm, M/s for s of M blocks and m/r for the
nuclear norm at rank r, and at most the published 2 sup |df|/f(x/|x|) = 2 sqrt(sup |df|^2/e). Norms: l_1 and weighted
l_1 (e = sum_S w^2, h_j = |g_j|), sums of block norms (e = s active blocks, h_j the norm of b Gaussians), nuclear (e =
r, h_j singular values of the rest). Instances are all whose delta is computed exactly: any number of entries by volumes
for (weighted) l_1, up to two inactive blocks, ranks m - 1 and m - 2 of m x n matrices by an integral. For the l_1 norm
among nonnegative vectors: :mod:`nonnegative_dimension_gap`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Object, Real, Source, Theorem
from lqtheory.quantities.descent_norm_cones import ball_descent_norm, descent_norm, descent_norm_quantity
from lqtheory.relations import Relation

D = Domain(
    W=Object(descent_norm, ball=ball_descent_norm, description="a norm at a point"),
    t=Real(0, closed="left", typical=(0, 3)),
)
W, t = D.symbols
delta, tau, energy, total = (
    descent_norm_quantity(f"norm_cone_{name}")(W) for name in ("dimension", "threshold", "energy", "total")
)
mean, variance = (descent_norm_quantity(f"norm_cone_{name}") for name in ("mean", "variance"))
gap = mean(W, tau) - delta

THEOREM = Theorem(
    name="descent_dimension_at_most_distance",
    title="Variational bound for descent cones of norms",
    id="geom.descent.variational",
    statement="For a norm W (weighted l_1, blocks, nuclear) at a point and t >= 0 the statistical dimension of the "
    "descent cone is at most J(t), the mean squared distance of a Gaussian vector to t times the subdifferential; J(t) "
    "is at least J(tau) + e (t-tau)^2, tau the threshold and e the energy of df on the support, and J(tau) exceeds the "
    "dimension by at most 1 + Var/e, by at most sup |df|^2/e (m/r for the nuclear norm), and by at most 2 sqrt(sup "
    "|df|^2/e).",
    domain=D,
    claim=Claim(
        then=[
            Relation(delta, "<=", mean(W, t)),
            Relation(mean(W, tau) + energy * (t - tau) ** 2, "<=", mean(W, t)),
            Relation(gap, "<=", 1 + variance(W, tau) / energy),
            Relation(gap, "<=", total / energy),
            Relation(gap, "<=", 2 * sp.sqrt(total / energy)),
        ]
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.1 and Theorem 4.3"),
    provenance="recalled",
)
