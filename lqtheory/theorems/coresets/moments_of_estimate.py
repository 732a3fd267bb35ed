r"""**Exact moments of the estimate of a class**: E z^ = z, and m Cov(z^(x), z^(y)) + z(x) z(y) = S sum v_j h_j/s_j.

Edges are drawn from q = s/S, S = sum s, m times with replacement; v and h are the products w_j a_j at two points x, y,
z their sums. With x = y: Var z^/z^2 = (sum g_j^2/q_j - 1)/m. Equalities.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_covariance, estimate_mean, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 5)),
    v=Vector("n", sign="nonnegative"),
    h=Vector("n", sign="nonnegative"),
    s=Vector("n", sign="positive"),
)
n, m, v, h, s = D.symbols
product = power_sum(v, 1) * power_sum(h, 1)
moment = power_sum(s, 1) * power_sum(v * h / s, 1)

THEOREM = Theorem(
    name="moments_of_estimate",
    title="Exact mean and covariance of the estimate of a class",
    id="coreset.moments",
    statement="For products v, h >= 0 at two points, scores s > 0 in R^n and m >= 1 independent draws from s over its "
    "sum, the estimate has the mean sum v, and m times the covariance of the estimates at the two points, plus (sum v)"
    "(sum h), is (sum s)(sum v_j h_j/s_j).",
    domain=D,
    claim=Claim(
        then=[
            Relation(estimate_mean(v, s, m), "=", power_sum(v, 1)),
            Relation(m * estimate_covariance(v, h, s, m) + product, "=", moment),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.moments, coreset.cov"),
)
