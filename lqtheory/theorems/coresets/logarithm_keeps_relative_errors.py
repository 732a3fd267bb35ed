r"""**ln(1+u) keeps relative errors** on u >= 0: Bernoulli's inequality in logarithms."""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation


def value(u: sp.Expr) -> sp.Expr:
    """The logarithm of 1 + u."""
    return sp.log(1 + u)


D = Domain(
    e=Real(0, 1, closed="both"),
    z=Real(0, typical=(0, 8)),
)
e, z = D.symbols

THEOREM = Theorem(
    name="logarithm_keeps_relative_errors",
    title="Relative errors through ln(1+u)",
    id="coreset.activation",
    statement="For z >= 0 and e in [0, 1], ln(1+u) at (1-e)z is at least 1-e times, and at (1+e)z at most 1+e times, "
    "its value at z.",
    domain=D,
    claim=Claim(
        then=[
            Relation((1 - e) * value(z), "<=", value((1 - e) * z)),
            Relation(value((1 + e) * z), "<=", (1 + e) * value(z)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.activation"),
    notes="The activation is increasing, so that every point between is within (1±e) of its value, too.",
)
