r"""**A ReLU keeps relative errors up to 1**: a positive value stays within (1±e), a negative one still gives 0.

x is within (1±e) of z >= 0; its mirror image -x is within (1±e) of -z <= 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    e=Real(0, 1, closed="both"),
    z=Real(0, closed="left", typical=(0, 8)),
    x=Real("(1-e)*z", "(1+e)*z", closed="both"),
)
e, z, x = D.symbols

THEOREM = Theorem(
    name="relu_keeps_relative_errors",
    title="Relative errors through a ReLU",
    id="coreset.activation",
    statement="For z >= 0, e in [0, 1] and x in [(1-e)z, (1+e)z], max(0, x) lies within (1±e)z, and max(0, -x) = 0.",
    domain=D,
    claim=Claim(
        then=[
            Relation((1 - e) * z, "<=", sp.Max(0, x)),
            Relation(sp.Max(0, x), "<=", (1 + e) * z),
            Relation(sp.Max(0, -x), "<=", 0),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
