r"""**Blocks of one coordinate are the l_1 norm**: psi_1(rho) = psi(rho).

The norm of one coordinate is its magnitude. The two sides are computed in different ways, by moments of chi variables
and by Mills' ratio. An equality.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import group_descent_share, l1_descent_share

D = Domain(rho=Real(0, 1, typical=(0.001, 0.999)))
(rho,) = D.symbols

THEOREM = Theorem(
    name="blocks_of_one_give_l1_curve",
    title="Blocks of one coordinate",
    id="geom.descent.group",
    statement="For 0 < rho < 1, and at 0 and 1, the descent curve of blocks of one coordinate psi_1(rho) is psi(rho).",
    domain=D,
    claim=Claim(
        then=[Relation(group_descent_share(x, 1), "=", l1_descent_share(x)) for x in (rho, sp.S.Zero, sp.S.One)]
    ),
    sharp_at=({"rho": 0.25}, {"rho": 0.75}),
    source=Source("foygel_mackey_2014", "Proposition 4"),
    provenance="reproved",
)
