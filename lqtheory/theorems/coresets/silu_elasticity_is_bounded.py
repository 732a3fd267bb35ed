r"""**Elasticity of SiLU on u >= 0**: u phi'(u) is between 0 and 1.2784645428 phi(u), phi(u) = u/(1+e^{-u}).

1 + u/(1+e^u), the elasticities of u and of the sigmoid. A relative error e of u becomes at most about 1.278 e
(:mod:`bounded_elasticity_keeps_relative_errors`).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.sigmoid_elasticity_is_bounded import BOUND

D = Domain(u=Real(0, closed="left", typical=(0, 8)))
(u,) = D.symbols
silu = u / (1 + sp.exp(-u))

THEOREM = Theorem(
    name="silu_elasticity_is_bounded",
    title="Elasticity of SiLU on positive arguments",
    id="coreset.activation.silu",
    statement="For u >= 0 and phi(u) = u/(1+e^(-u)), u phi'(u) is at least 0 and at most 1.2784645428 phi(u).",
    domain=D,
    claim=Claim(
        then=[
            Relation(0, "<=", u * sp.diff(silu, u)),
            Relation(u * sp.diff(silu, u), "<=", (1 + BOUND) * silu),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
