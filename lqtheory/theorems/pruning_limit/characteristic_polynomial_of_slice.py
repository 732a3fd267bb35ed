r"""**The slice is a quadratic cone**, of the characteristic polynomial prod (s + lambda_i) Psi(s), in every dimension.

M = bb' - cH, b = Hy, c = y'Hy - 2 epsilon, restricted to y^perp: |y|^2 det(nu - M') at nu = c s is c^{D-2} |y|^2 prod
(s + lambda_i) Psi(s), with Psi(s) = |y|^2 - (s + 2 epsilon/|y|^2) rho_1 and rho_1 the sum of y_i^2/(s + lambda_i). So
the roots of the slice equation are the eigenvalues, and N'_M is read off at the positive one. An equality; no
eigenvalue need differ from another.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.balls import ball
from lqtheory.balls.matrices import determinant
from lqtheory.cones.classes import SUBLEVEL
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.sublevel_sets import SublevelSet, sublevel_quantity


def slice_determinant(K: SublevelSet, s: float) -> float:
    """det(c s - M') on an orthonormal basis of the complement of y; 1 in one dimension."""
    b, excess = K.omega * K.y, float(K.omega @ K.y**2 - 2.0 * K.epsilon)
    matrix = np.diag(excess * (s + K.omega)) - np.outer(b, b)
    basis = np.linalg.qr(K.y[:, None], mode="complete")[0][:, 1:]
    return float(np.linalg.det(basis.T @ matrix @ basis))


def ball_slice_determinant(K: SublevelSet, s: Any) -> Any:
    """The same by the determinant of the whole matrix with a border y, which is -|y|^2 times it."""
    b = [a * v for a, v in zip(K.omega, K.y, strict=True)]
    excess = sum((v * w for v, w in zip(b, K.y, strict=True)), ball(0)) - 2 * K.epsilon
    rows = [[-v * w for w in b] + [y] for v, y in zip(b, K.y, strict=True)]
    for i, row in enumerate(rows):
        row[i] += excess * (s + K.omega[i])
    rows.append([*K.y, ball(0)])
    return -determinant(rows) / sum((v * v for v in K.y), ball(0))


def _product(K: SublevelSet, s: Any) -> Any:
    return np.prod([s + v for v in K.omega])


DETERMINANT = Quantity(
    "slice_determinant",
    ("K", "s"),
    slice_determinant,
    ball_slice_determinant,
    r"\det(c({K}){s}-M'_{{{K}}})",
    "geom.prune.slice",
    sign="real",
)
PRODUCT = Quantity(
    "shifted_product",
    ("K", "s"),
    _product,
    _product,
    r"\prod_i({s}+\lambda_i({K}))",
    "geom.prune.slice",
    sign="positive",
)
D = Domain(K=SUBLEVEL, s=Real(0, typical=(0.1, 4)))
K, s = D.symbols
c, size, tolerance, at = (sublevel_quantity(f"sublevel_{word}") for word in ("excess", "size", "tolerance", "sum"))
square, rho = at(K, s, 0, 1, 0), at(K, s, 0, 1, 1)
left = square * DETERMINANT.symbol(K, s)
factor = c(K) ** (size(K) - 2) * PRODUCT.symbol(K, s)

THEOREM = Theorem(
    name="characteristic_polynomial_of_slice",
    title="Characteristic polynomial of a slice",
    id="geom.prune.slice.polynomial",
    statement="For every sublevel set K without the origin, in any dimension D, and s > 0, |y|^2 times the determinant "
    "of c s - M' on the complement of y is c^(D-2) prod (s + lambda_i) times |y|^4 - (s |y|^2 + 2 epsilon) rho_1.",
    domain=D,
    claim=Equal(left, factor * (square**2 - (s * square + tolerance(K)) * rho)),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
    notes="Random sets have positive eigenvalues; at an eigenvalue 0 both sides are continuous.",
)
