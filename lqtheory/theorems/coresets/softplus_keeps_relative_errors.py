r"""**Softplus keeps relative errors of its argument (false)**: at negative arguments its elasticity grows like |u|.

With u = -10 and a relative error 1/2 of u the value falls by the factor e^-5. Networks with it need another measure
of errors than the relative one, or arguments of one sign.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem


def value(u: sp.Expr) -> sp.Expr:
    """Softplus."""
    return sp.log(1 + sp.exp(u))


D = Domain(
    e=Real(0, 1, closed="both"),
    u=Real(typical=(-20, 20)),
)
e, u = D.symbols

THEOREM = Theorem(
    name="softplus_keeps_relative_errors",
    title="Relative errors through softplus",
    id="coreset.activation",
    statement="For all real u and e in [0, 1], softplus at (1+e)u is at least 1-e times its value at u.",
    domain=D,
    claim=AtMost((1 - e) * value(u), value((1 + e) * u)),
    source=Source("lqtheory_dossier", "coreset.activation"),
    expected="refuted",
    corrected_by="concave_activations_keep_relative_errors",
    notes="What it would take for the theorem on networks to hold with this activation.",
)
