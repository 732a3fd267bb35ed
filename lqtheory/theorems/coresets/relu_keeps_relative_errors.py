r"""**Activations with two slopes keep relative errors up to 1**: max(u, a u) at x within (1±e)z, z >= 0, and at -x.

-1 <= a <= 1: the ReLU (a = 0), leaky ReLU (a > 0), the identity (a = 1) and the absolute value (a = -1). On each side
of 0 the activation is a multiple of u, x for positive arguments and -a x for negative ones, so that the relative error
stays the same (where the value is not 0 for sure).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    a=Real(-1, 1, closed="both"),
    e=Real(0, 1, closed="both"),
    z=Real(0, closed="left", typical=(0, 8)),
    x=Real("(1-e)*z", "(1+e)*z", closed="both"),
)
a, e, z, x = D.symbols


def value(u: sp.Expr) -> sp.Expr:
    """The activation."""
    return sp.Max(u, a * u)


THEOREM = Theorem(
    name="relu_keeps_relative_errors",
    title="Relative errors through activations with two slopes",
    id="coreset.activation.slopes",
    statement="For z >= 0, e in [0, 1], x in [(1-e)z, (1+e)z], a in [-1, 1] and phi(u) = max(u, a u), phi(x) lies "
    "between (1-e)phi(z) and (1+e)phi(z), and phi(-x) = -a x while phi(-z) = -a z.",
    domain=D,
    claim=Claim(
        then=[
            Relation((1 - e) * value(z), "<=", value(x)),
            Relation(value(x), "<=", (1 + e) * value(z)),
            Relation(value(-x), "=", -a * x),
            Relation(value(-z), "=", -a * z),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
