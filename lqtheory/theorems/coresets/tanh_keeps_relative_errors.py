r"""**tanh keeps relative errors**: it is odd, increasing and concave on u >= 0, so s tanh z <= tanh(s z).

With s = 1-e this bounds the values below z, with s = 1/(1+e) at (1+e)z those above it. Written in exponentials.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem


def value(u: sp.Expr) -> sp.Expr:
    """Hyperbolic tangent in exponentials."""
    return (1 - sp.exp(-2 * u)) / (1 + sp.exp(-2 * u))


D = Domain(
    s=Real(0, 1, closed="both"),
    z=Real(0, typical=(0, 8)),
)
s, z = D.symbols

THEOREM = Theorem(
    name="tanh_keeps_relative_errors",
    title="Relative errors through tanh",
    id="coreset.activation",
    statement="For z > 0 and s in [0, 1], s times tanh z is at most tanh(s z).",
    domain=D,
    claim=AtMost(s * value(z), value(s * z)),
    source=Source("lqtheory_dossier", "coreset.activation"),
)
