r"""**SiLU keeps relative errors of its argument (false)**: at negative arguments its elasticity is unbounded.

SiLU at -v is -v/(1+e^v); with v = 10 and a relative error 1/2 it loses nearly all of its size, far more than half.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem


def size(v: sp.Expr) -> sp.Expr:
    """The size of SiLU at -v."""
    return v / (1 + sp.exp(v))


D = Domain(
    e=Real(0, 1, closed="both"),
    v=Real(0, closed="left", typical=(0, 20)),
)
e, v = D.symbols

THEOREM = Theorem(
    name="silu_keeps_relative_errors",
    title="Relative errors through SiLU",
    id="coreset.activation",
    statement="For all v >= 0 and e in [0, 1], the size of SiLU at -(1+e)v is at least 1-e times that at -v.",
    domain=D,
    claim=AtMost((1 - e) * size(v), size((1 + e) * v)),
    source=Source("lqtheory_dossier", "coreset.activation"),
    expected="refuted",
    corrected_by="sigmoid_elasticity_is_bounded",
    notes="What it would take for the theorem on networks to hold with this activation.",
)
