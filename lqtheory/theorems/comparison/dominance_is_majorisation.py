r"""**Dominance at every keep count is majorisation of the p-mass**: the defect of the shares is that of the errors.

max_k [sum_{i<=k} pi^y_(i) - sum_{i<=k} pi^x_(i)] = max_k [(sigma_k(x)_p/||x||_p)^p - (sigma_k(y)_p/||y||_p)^p]. So x
is at least as compressible as y at every k if and only if the shares of x majorise those of y (the defect is 0).
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.symbols import majorisation_defect, power_sum, tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 8)), p=Real(0, typical=(0.5, 4)), x=Vector("n", nonzero=True), y=Vector("n", nonzero=True)
)
n, p, x, y = D.symbols
j = sp.Symbol("j", integer=True, nonnegative=True)


def error(v: sp.Expr, k: sp.Expr) -> sp.Expr:
    """p-th power of the relative error after k entries."""
    return tail_power_sum(v, k, p) / power_sum(v, p)


THEOREM = Theorem(
    name="dominance_is_majorisation",
    title="Dominance is majorisation",
    id="lq.dom.major",
    statement="For nonzero x, y in R^n and p > 0, the largest excess over k of the k largest shares of y in its "
    "p-mass over those of x is the largest excess of the p-th power of the relative error of x over that of y.",
    domain=D,
    claim=Equal(majorisation_defect(x, y, p), MaxOver(error(x, j) - error(y, j), j, 0, n)),
    source=Source("lqtheory_dossier", "lq.dom.major"),
    notes="Vectors of equal length; shorter ones are padded with zeros, which changes neither side.",
)
