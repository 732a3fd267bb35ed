r"""**Increasing activations, concave on u >= 0 and 0 at 0, keep relative errors**: s phi(z) <= phi(s z), 0 <= s <= 1.

Their elasticity is in [0, 1]. With s = 1-e this bounds the values below z, with s = 1/(1+e) at (1+e)z those above it,
and what lies between is between. Here tanh (in exponentials), arctan, erf and softsign, which are odd, so that -z is
as good; and the square root and ln(1+u) on u >= 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(s=Real(0, 1, closed="both"), z=Real(0, typical=(0, 8)))
s, z = D.symbols
ACTIVATIONS = {
    "tanh": lambda u: (1 - sp.exp(-2 * u)) / (1 + sp.exp(-2 * u)),
    "arctan": sp.atan,
    "erf": sp.erf,
    "softsign": lambda u: u / (1 + u),
    "root": sp.sqrt,
    "log": lambda u: sp.log(1 + u),
}

THEOREM = Theorem(
    name="concave_activations_keep_relative_errors",
    title="Relative errors through concave activations",
    id="coreset.activation",
    statement="For z > 0 and s in [0, 1], s phi(z) is at most phi(s z) for phi = tanh, arctan, erf, softsign u/(1+u), "
    "square root, and ln(1+u).",
    domain=D,
    claim=Claim(then=[Relation(s * phi(z), "<=", phi(s * z)) for phi in ACTIVATIONS.values()]),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
