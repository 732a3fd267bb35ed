r"""**What the projection algorithm returns is the nearest point**, for every quadratic cone and every root.

K = {u : u_1 >= 0, m_1 u_1^2 >= sum |m_i| u_i^2} in the eigenbasis of M; b_i stands for the root of |m_i|, p and q for
x_1 and u_1. The algorithm solves (I - mu M) x = g with x'Mx = 0 and x_1 > 0, mu = 1/nu: then m_1 = |b x|^2/p^2, and g
is (p - mu m_1 p, x + mu b^2 x). No point of K is nearer to g than x: for mu < 1/m_1, where g_1 > 0, and for mu > 1/m_1,
where g_1 < 0, alike. That there is one root, and where: :mod:`projection_root_functions_rise`. Points with u_1 = 0 are
limits of others. Equality at u = x.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    mu=Real(0, closed="left", typical=(0, 4)),
    p=Real(0, typical=(0.25, 4)),
    q=Real(0, typical=(0.25, 4)),
    b=Vector("n", sign="positive"),
    x=Vector("n"),
    u=Vector("n"),
)
n, mu, p, q, b, x, u = D.symbols
own = power_sum(b * x, 2)
residual, outer = mu * b**2 * x, mu * own / p

THEOREM = Theorem(
    name="root_point_is_the_projection",
    title="Projection onto a quadratic cone",
    id="geom.ell.project",
    statement="For p, q > 0, mu >= 0, b > 0 and x, u in R^n with p |b u| <= q |b x|, the boundary point (p, x) of a "
    "quadratic cone is at least as near to (p - mu |b x|^2/p, x + mu b^2 x) as its point (q, u).",
    domain=D,
    claim=Claim(
        given=[Relation(p**2 * power_sum(b * u, 2), "<=", q**2 * own)],
        then=[Relation(outer**2 + power_sum(residual, 2), "<=", (q - p + outer) ** 2 + power_sum(u - x - residual, 2))],
    ),
    source=Source("lqtheory_dossier", "geom.ell.project"),
)
