r"""**The slice is a quadratic cone**, with the characteristic polynomial prod (s + lambda_i) Psi(s); three dimensions.

M = bb' - cH, b = Hy, restricted to y^perp: det(nu - M') |y|^2 = y' adj(nu - M) y. At nu = c s this is
c^{D-2} |y|^2 prod (s + lambda_i) Psi(s), Psi(s) = |y|^2 - (s + 2 e/|y|^2) rho_1, so that the roots of the slice
equation are the eigenvalues and N'_M is read off at the positive one. D = 3 here, l, m, o the eigenvalues, y =
(x, y, z). An equality; no eigenvalue need differ from another.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem

D = Domain(
    l=Real(0, closed="left", typical=(0.1, 4)),
    m=Real(0, closed="left", typical=(0.1, 4)),
    o=Real(0, closed="left", typical=(0.1, 4)),
    x=Real(-sp.oo, typical=(-3, 3)),
    y=Real(-sp.oo, typical=(-3, 3)),
    z=Real(-sp.oo, typical=(-3, 3)),
    e=Real(0, typical=(0.1, 4)),
    s=Real(0, typical=(0.1, 4)),
)
l, m, o, x, y, z, e, s = D.symbols  # noqa: E741
spectrum, centre = (l, m, o), (x, y, z)
R = x**2 + y**2 + z**2
c = l * x**2 + m * y**2 + o * z**2 - 2 * e
b = [a * v for a, v in zip(spectrum, centre, strict=True)]
matrix = sp.Matrix(3, 3, lambda i, j: (c * (s + spectrum[i]) if i == j else 0) - b[i] * b[j])
adjugate = (sp.Matrix([centre]) * matrix.adjugate() * sp.Matrix(centre))[0]
others = x**2 * (s + m) * (s + o) + y**2 * (s + l) * (s + o) + z**2 * (s + l) * (s + m)  # rho_1 times the product
polynomial = c * (R**2 * (s + l) * (s + m) * (s + o) - (s * R + 2 * e) * others)

THEOREM = Theorem(
    name="characteristic_polynomial_of_slice",
    title="Characteristic polynomial of a slice",
    id="geom.prune.slice.polynomial",
    statement="For eigenvalues l, m, o >= 0, y = (x, y, z) and e, s > 0, with c = y'Hy - 2e, R = |y|^2 and G the sum "
    "of y_i^2 times the product of the other s + lambda_j: y' adj(c (s + H) - Hyy'H) y equals "
    "c (R^2 (s+l)(s+m)(s+o) - (s R + 2e) G).",
    domain=D,
    claim=Equal(adjugate, polynomial),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
    notes="The dossier states it for every D.",
)
