r"""**Certificate of a projection onto a cone**: x in K, z = x - g in the dual cone and <x, z> = 0 make x nearest to g.

For u in K: |u-g|^2 = |u-x|^2 + 2 <u, z> - 2 <x, z> + |z|^2. Inner products are written by squares: <x, z> = 0 is |g|^2
= |x|^2 + |z|^2, and <u, z> >= 0 is |u|^2 + |z|^2 <= |u+z|^2. Equality at u = x.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 4)), g=Vector("n"), x=Vector("n"), u=Vector("n"))
n, g, x, u = D.symbols
z = x - g

THEOREM = Theorem(
    name="projection_certificate",
    title="Certificate of a projection",
    id="geom.ell.project",
    statement="For g, x and u in R^n with |g|^2 = |x|^2 + |x-g|^2 and |u|^2 + |x-g|^2 <= |u+x-g|^2, the point x is "
    "at least as near to g as u.",
    domain=D,
    claim=Claim(
        given=[
            Relation(power_sum(g, 2), "=", power_sum(x, 2) + power_sum(z, 2)),
            Relation(power_sum(u, 2) + power_sum(z, 2), "<=", power_sum(u + z, 2)),
        ],
        then=[Relation(power_sum(z, 2), "<=", power_sum(u - g, 2))],
    ),
    source=Source("rockafellar_1970", "section 31"),
)
