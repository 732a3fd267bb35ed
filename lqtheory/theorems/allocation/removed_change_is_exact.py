r"""**The change of removed neurons, exactly**: from the Gram matrices of weights and outputs.

Removing the set J changes the next layer's inputs by -sum_J W_{:j} x_j, of the mean square sum_{j,k in J} (W^T W)_{jk}
(X^T X/N)_{jk} over the sample. z is the indicator of J; the identity holds for all factors z, such as those of neurons
that are scaled instead. The bounds are :mod:`removed_neurons_at_most_scores` and :mod:`orthogonal_neurons_removed`.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Matrix, Source, Theorem, Vector, balls
from lqtheory.quantities.quantity import Quantity


def _mean_square(W: Any, X: Any, z: Any) -> float:
    change = (np.asarray(X) * np.asarray(z)) @ np.asarray(W).T
    return float(np.sum(change**2)) / len(X)


def _ball_mean_square(W: Any, X: Any, z: Any) -> Any:
    changes = [balls.total(zj * w * v for zj, w, v in zip(z, row, x, strict=True)) for x in X for row in W]
    return balls.total(change * change for change in changes) / len(X)


def _gram_form(W: Any, X: Any, z: Any) -> float:
    weights, outputs, factors = np.asarray(W), np.asarray(X), np.asarray(z)
    return float(factors @ ((weights.T @ weights) * (outputs.T @ outputs) / len(outputs)) @ factors)


def _ball_gram_form(W: Any, X: Any, z: Any) -> Any:
    gram = lambda table, j, k: balls.total(row[j] * row[k] for row in table)  # noqa: E731
    pairs = [(j, k) for j in range(len(z)) for k in range(len(z))]
    return balls.total(z[j] * z[k] * gram(W, j, k) * gram(X, j, k) / len(X) for j, k in pairs)


ARGUMENTS = ("W", "X", "z")
CHANGE = Quantity(
    "removed_mean_square", ARGUMENTS, _mean_square, _ball_mean_square, r"\Delta^2({W},{X},{z})", sign="nonnegative"
)
FORM = Quantity(
    "gram_form", ARGUMENTS, _gram_form, _ball_gram_form, r"{z}^\top({W}^\top{W}\circ{X}^\top{X}/N){z}", sign="real"
)

D = Domain(
    m=Integer(1, typical=(1, 4)),
    d=Integer(1, typical=(1, 6)),
    N=Integer(1, typical=(1, 5)),
    W=Matrix("m", "d"),
    X=Matrix("N", "d"),
    z=Vector("d"),
)
m, d, N, W, X, z = D.symbols

THEOREM = Theorem(
    name="removed_change_is_exact",
    title="Exact change by removed neurons",
    id="lq.alloc.structured.exact",
    statement="For outgoing weights W of d neurons, their outputs X on a sample of N inputs and factors z, the mean "
    "square of sum z_j W_{:j} x_j is the sum of z_j z_k (W^T W)_{jk} (X^T X/N)_{jk}.",
    domain=D,
    claim=Equal(CHANGE.symbol(W, X, z), FORM.symbol(W, X, z)),
    source=Source("lqtheory_dossier", "lq.alloc.structured"),
)
