r"""**A quoted bound for block-sparse vectors is false**: inf J/M <= rho (4 log(1/rho) + b + 1/2).

For s of M blocks of size b, rho = s/M. At rho = 0.3, b = 16 the left side is 8.398, the right side 6.39. The closed
bound inf J/(Mb) <= 1 - (lambda_b^2/b)(1-rho)^2 is true.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import group_descent_share

D = Domain(b=Integer(1, typical=(1, 24)), rho=Real(0, 1, typical=(0.05, 0.6)))
b, rho = D.symbols

THEOREM = Theorem(
    name="quoted_group_bound_as_published",
    title="A quoted bound for block-sparse vectors",
    id="geom.descent.group",
    statement=(
        "For blocks of size b >= 1 and a fraction 0 < rho < 1 of active blocks, b psi_b(rho) is at most "
        "rho (4 log(1/rho) + b + 1/2)."
    ),
    domain=D,
    claim=AtMost(b * group_descent_share(rho, b), rho * (4 * sp.log(1 / rho) + b + sp.Rational(1, 2))),
    source=Source("foygel_mackey_2014", "as quoted elsewhere"),
    provenance="recalled",
    expected="refuted",
    corrected_by="group_curve_below_chi_bound",
)
