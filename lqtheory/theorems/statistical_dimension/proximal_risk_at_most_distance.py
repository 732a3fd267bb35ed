r"""**Risk of denoising is at most the distance to the subdifferential**: |prox(x+z) - x|^2 <= |z - t s|^2, any f.

f is convex, p = prox_{tf}(x+z) = x + z - t v with v a subgradient of f at p, and s any subgradient at x; r = f(p) -
f(x), so <s, p-x> <= r <= <v, p-x>. With z = sigma g and sigma t for t: |p-x|^2/sigma^2 <= dist^2(g, t df(x)), in the
mean J(t), for every noise level sigma. Equality at v = s. For one coordinate of the l_1 norm with the limit sigma -> 0:
:mod:`soft_threshold_risk_at_most_limit`.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    t=Real(0, closed="left", typical=(0, 3)),
    r=Real(None, typical=(-2, 2)),
    z=Vector("n"),
    s=Vector("n"),
    v=Vector("n"),
)
n, t, r, z, s, v = D.symbols
step = z - t * v

THEOREM = Theorem(
    name="proximal_risk_at_most_distance",
    title="Risk of a proximal operator",
    id="geom.descent.oh",
    statement="For t >= 0 and z, s and v in R^n, where s and v are subgradients of a convex function before and after "
    "the step z - t v, along which it changes by r, so that 2 <s, z - t v> <= 2r <= 2 <v, z - t v>, |z - t v|^2 is at "
    "most |z - t s|^2.",
    domain=D,
    claim=Claim(
        given=[
            Relation(power_sum(s + step, 2), "<=", power_sum(s, 2) + power_sum(step, 2) + 2 * r),
            Relation(power_sum(v, 2) + power_sum(step, 2) + 2 * r, "<=", power_sum(v + step, 2)),
        ],
        then=[Relation(power_sum(step, 2), "<=", power_sum(z - t * s, 2))],
    ),
    source=Source("oymak_hassibi_2016", "main theorem on the worst-case risk"),
    provenance="recalled",
    notes="One outcome z of the source's mean; products of vectors are written by squares.",
)
