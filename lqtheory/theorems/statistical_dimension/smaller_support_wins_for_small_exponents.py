r"""**For small q the l_q quasi-norm prefers the smaller support**: below an explicit q_0 = log(m/S)/log(P/z).

x has S nonzero entries of magnitude at most P, and z at least m > S entries of magnitude at least z = |z|_(m). Because
l_q is concave on orthants, its minimum over Ax' = Ax lies at one of finitely many vertices, so that q_0 > 0 may be
taken for all of them: for almost every Gaussian A with more than S rows l_q minimisation finds x for all small q.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, peak, power_sum, support_size

D = Domain(
    n=Integer(2, typical=(3, 12)),
    m=Integer(1, "n", typical=("n-1", "n")),
    q=Real(0, typical=(0.001, 0.25)),
    x=Vector("n", nonzero=True),
    z=Vector("n", nonzero=True),
)
n, m, q, x, z = D.symbols
support, largest, smallest = support_size(x), peak(x), order_statistic(z, m)

THEOREM = Theorem(
    name="smaller_support_wins_for_small_exponents",
    title="Small exponents prefer small supports",
    id="geom.descent.lq",
    statement="For q > 0 and nonzero x, z of R^n with |z|_(m) > 0: if q log(max|x|/|z|_(m)) < log(m/support(x)) then "
    "the sum of |x|^q is less than that of |z|^q.",
    domain=D,
    claim=Claim(
        given=[
            Relation(0, "<", smallest),
            Relation(q * sp.log(largest / smallest), "<", sp.log(m / support)),
        ],
        then=[Relation(power_sum(x, q), "<", power_sum(z, q))],
    ),
    source=Source("lqtheory_dossier", "geom.descent.lq"),
)
