r"""**Rows in balance**: the share of a row in the distribution of Achlioptas, Karnin and Liberty solves its equation.

alpha a/sqrt(rho) + beta a/rho = zeta for every row of l_1 norm a > 0: all rows contribute alike to the radius.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem

D = Domain(
    a=Real(0, typical=(0.1, 8)),
    alpha=Real(0, typical=(0.05, 2)),
    beta=Real(0, typical=(0.05, 2)),
    zeta=Real(0, typical=(0.1, 4)),
)
a, alpha, beta, zeta = D.symbols
root = alpha * a / (2 * zeta) + sp.sqrt((alpha * a / (2 * zeta)) ** 2 + beta * a / zeta)

THEOREM = Theorem(
    name="bernstein_rows_are_balanced",
    title="Row distribution of Bernstein type",
    id="baseline.akl",
    statement="For positive a, alpha, beta, zeta and u = alpha a/(2 zeta) + sqrt((alpha a/(2 zeta))^2 + beta a/zeta), "
    "the share rho = u^2 satisfies zeta rho = alpha a u + beta a.",
    domain=D,
    claim=Equal(zeta * root**2, alpha * a * root + beta * a),
    source=Source("lqtheory_dossier", "baseline.akl"),
    provenance="derived",
    notes="The distribution is recalled (achlioptas_2013); that its root solves the equation is derived.",
)
