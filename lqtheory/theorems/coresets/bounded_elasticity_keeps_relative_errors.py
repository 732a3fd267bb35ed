r"""**Elasticities bound relative errors**: ln(phi(y)/phi(z)) <= c ln(y/z) if the elasticity is at most c between them.

On the way from z to y >= z the activation has the elasticities E_1, ..., E_n >= 0 on pieces with the logarithmic
lengths lam_i (a power u^{E_i} on each), so that ln(y/z) = sum lam_i and ln(phi(y)/phi(z)) = sum E_i lam_i.
Elasticities in [0, 1] keep (1±e): phi(z) <= phi(y) <= (y/z) phi(z), with y = (1+e)z and with z = (1-e)y.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 8)),
    E=Vector("n", sign="nonnegative"),
    lam=Vector("n", sign="nonnegative"),
)
n, E, lam = D.symbols
argument, value = power_sum(lam, 1), power_sum(E * lam, 1)

THEOREM = Theorem(
    name="bounded_elasticity_keeps_relative_errors",
    title="Relative errors through activations with bounded elasticity",
    id="coreset.activation.elasticity",
    statement="For elasticities E >= 0 on n pieces of logarithmic lengths lam >= 0, the logarithm sum E_i lam_i by "
    "which the activation grows is at least 0 and at most max E times sum lam_i, that of its argument; the growth of "
    "the activation is at most that of its argument to the power max E.",
    domain=D,
    claim=Claim(
        then=[
            Relation(0, "<=", value),
            Relation(value, "<=", peak(E) * argument),
            Relation(sp.exp(value), "<=", sp.exp(argument) ** peak(E)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.activation"),
    notes="Activations that are no powers on pieces are limits of such; the dossier integrates the elasticity.",
)
