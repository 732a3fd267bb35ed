r"""**Energy in a descent cone is at most the distance to the subdifferential**: |P g|^2 <= dist^2(g, t df), any f.

f is convex, s a subgradient at x, and f does not rise from x to x+u: r = f(x+u) - f(x) <= 0, and <s, u> <= r. Then
2<g,u> - |u|^2 <= |g - t s|^2 for every t >= 0. The left side, |g|^2 - |g-u|^2, has the supremum |P g|^2 over the u of
the descent cone; the infimum of the right side over s and t is dist^2(g, cone df). Equality at u = g - t s if <s, u> =
0. In the mean, delta <= E dist^2(g, t df): :mod:`descent_dimension_at_most_distance`.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    t=Real(0, closed="left", typical=(0, 3)),
    r=Real(None, 0, closed="right", typical=(-2, 0)),
    g=Vector("n"),
    u=Vector("n"),
    s=Vector("n"),
)
n, t, r, g, u, s = D.symbols

THEOREM = Theorem(
    name="descent_energy_at_most_distance",
    title="Energy in a descent cone",
    id="geom.descent.variational",
    statement="For t >= 0 and g, u and s in R^n, where s is a subgradient of a convex function and u a step along "
    "which it changes by r <= 0, so that 2 <s, u> <= 2r, |g|^2 - |g-u|^2 is at most |g - t s|^2.",
    domain=D,
    claim=Claim(
        given=[Relation(power_sum(s + u, 2), "<=", power_sum(s, 2) + power_sum(u, 2) + 2 * r)],
        then=[Relation(power_sum(g, 2) - power_sum(g - u, 2), "<=", power_sum(g - t * s, 2))],
    ),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 4.1"),
    provenance="recalled",
    notes="One outcome g of the source's mean; products of vectors are written by squares.",
)
