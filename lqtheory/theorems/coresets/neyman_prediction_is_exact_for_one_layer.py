r"""**The first-order error of independent inclusion** is exact where the output is linear in the edges.

Edge j is kept with probability p_j and then has its weight over p_j. Its contributions to all outputs at all points are
column j of X: x_j = (∂f/∂z_i)(x) w_ij a_j(x) for the linearised output of a network, point by point. The mean square of
the change of the output is the sum of ‖x_j‖^2 (1/p_j - 1) over all edges of all layers, however many: their changes are
independent and have mean 0. That is the formula which the Neyman probabilities minimise. Decided by enumeration of all
choices of kept edges, where these are few enough. For a network that is not linear, and for edges of several layers
that are changed at once, it is of first order.
"""

import itertools
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Domain, Equal, Integer, Matrix, Source, Theorem, Vector, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.matrix_rows import MATRIX_ROW
from lqtheory.quantities.quantity import Quantity
from lqtheory.symbols import power_sum

#: Edges whose choices are enumerated, at most.
MOST = 12


def _refuse_many(n: int) -> None:
    if n > MOST:
        raise UnsupportedError(f"2^{n} choices are too many (inclusion_mean_square); use at most {MOST} edges")


def _square(X: Any, y: Any) -> Any:
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    _refuse_many(y.shape[-1])
    total = 0.0
    for kept in itertools.product((False, True), repeat=y.shape[-1]):
        change = np.sum(X * np.where(kept, y, -1.0)[..., None, :], axis=-1)
        total = total + np.prod(np.where(kept, 1.0, y) / (1.0 + y), axis=-1) * np.sum(change**2, axis=-1)
    return total


def _ball_square(X: Any, y: Any) -> Any:
    _refuse_many(len(y))
    terms = []
    for kept in itertools.product((0, 1), repeat=len(y)):
        chance = balls.ball(1)
        for u, here in zip(y, kept, strict=True):
            chance = chance * (1 if here else u) / (1 + u)
        factors = [u if here else -1 for u, here in zip(y, kept, strict=True)]
        changes = (balls.total(v * f for v, f in zip(row, factors, strict=True)) for row in X)
        terms.append(chance * balls.total(change**2 for change in changes))
    return balls.total(terms)


SQUARE = Quantity(
    "inclusion_mean_square", ("X", "y"), _square, _ball_square, r"\mathbb{{E}}\hat{{z}}^2({X};{y})", sign="nonnegative"
)
D = Domain(
    n=Integer(1, typical=(1, 5)),
    m=Integer(1, typical=(1, 4)),
    X=Matrix("m", "n"),
    y=Vector("n", sign="positive"),
)
n, m, X, y = D.symbols
k = sp.Symbol("k", integer=True, positive=True)

THEOREM = Theorem(
    name="neyman_prediction_is_exact_for_one_layer",
    title="Mean square of independent inclusion",
    id="coreset.neyman",
    statement="For contributions X of n edges to m outputs and y > 0 in R^n, edges kept with probability 1/(1+y) and "
    "divided by it change the sum of the columns of X by a mean square equal to the sum of all X_kj^2 y_j.",
    domain=D,
    claim=Equal(SQUARE.symbol(X, y), sp.Sum(power_sum(MATRIX_ROW.symbol(X, k) ** 2 * y, 1), (k, 1, m))),
    source=Source("lqtheory_dossier", "coreset.neyman"),
    notes="y = 1/p - 1; edges with p = 1 change nothing. Outputs at several points are further rows of X.",
)
