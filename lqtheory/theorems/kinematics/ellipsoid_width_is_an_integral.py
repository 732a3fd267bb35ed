r"""**Width of an ellipsoid as an integral**: E sqrt(Q) = 1/(2 sqrt(pi)) int (1 - E exp(-tQ)) t^{-3/2} dt over t > 0.

Q = sum a_i g_i^2 with the squared semi-axes a, and E exp(-tQ) = prod (1 + 2 a_i t)^{-1/2}. By parts the right side is
pi^{-1/2} int t^{-1/2} sum a_i/(1 + 2 a_i t) prod (1 + 2 a_i t)^{-1/2} dt, which is what is evaluated. For up to three
semi-axes the left side is an elliptic integral in balls: lambda_3 times the mean of sqrt(Q) over the sphere. An
equality.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.ellipsoid_widths import ball_width_integral
from lqtheory.symbols import ellipsoid_width

D = Domain(n=Integer(1, typical=(1, 3)), omega=Vector("n", sign="positive"))
n, omega = D.symbols

#: Nodes of the trapezoid rule in x, sqrt(t) = sinh(x)/sqrt(2 max a), and half a weight at 0.
STEP = 1.0 / 16.0
NODES = np.arange(0.0, 300.0, STEP)


def width_integral(a: Any) -> Any:
    """The right side of the claim, by parts."""
    a = np.asarray(a, dtype=np.float64)
    largest = np.max(a, axis=-1, keepdims=True)
    squares = np.sinh(NODES) ** 2
    factors = 1.0 + (a / largest)[..., None] * squares
    values = np.cosh(NODES) * np.sum((a / largest)[..., None] / factors, axis=-2)
    values = values * np.exp(-0.5 * np.sum(np.log(factors), axis=-2))
    total = np.sum(values, axis=-1) - 0.5 * values[..., 0]
    return 2.0 * STEP * np.sqrt(largest[..., 0] / (2.0 * np.pi)) * total


integral = Quantity(
    "width_integral",
    ("omega",),
    width_integral,
    ball_width_integral,
    r"\frac1{{2\sqrt\pi}}\int_0^\infty(1-\prod(1+2{omega}_it)^{{-1/2}})t^{{-3/2}}dt",
    "geom.ell.width",
    sign="nonnegative",
).symbol

THEOREM = Theorem(
    name="ellipsoid_width_is_an_integral",
    title="Gaussian width of an ellipsoid as an integral",
    id="geom.ell.width",
    statement="For n >= 1 squared semi-axes omega > 0, the Gaussian width of the ellipsoid is 1/(2 sqrt(pi)) times the "
    "integral of (1 - prod (1 + 2 omega_i t)^(-1/2)) t^(-3/2) over t > 0.",
    domain=D,
    claim=Equal(ellipsoid_width(omega), integral(omega)),
    extremal=lambda n: {"omega": np.full(n, 1.0)},
    sharp_at=({"n": 1}, {"n": 3}),
    source=Source("lqtheory_dossier", "geom.ell.width"),
)
