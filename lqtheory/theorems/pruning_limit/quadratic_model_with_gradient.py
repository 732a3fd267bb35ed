r"""**The quadratic model keeps its gradient**: L(w - y) - L(w) = y'Hy/2 - g.y with g = H w - b, for every w and y.

L(v) = v'Hv/2 - b'v in the coordinates of eigenvectors of H, whose eigenvalues h may have any sign; turning the weights
changes neither side. Pruning sets the weights y to zero, and y'Hy/2 - g.y <= epsilon decides exactly whether that is
within epsilon. Without the gradient, y'Hy/2 errs by g.y, which is 0 for every y only at a stationary point.
"""

import numpy as np
import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import entry

D = Domain(n=Integer(1, typical=(1, 8)), h=Vector("n"), b=Vector("n"), w=Vector("n"), y=Vector("n"))
n, h, b, w, y = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
curvature, force, weight, pruned = (entry(v, j) for v in (h, b, w, y))


def loss(v: sp.Expr) -> sp.Expr:
    """L at a point whose j-th coordinate is v."""
    return sp.Sum(curvature * v**2 / 2 - force * v, (j, 1, n))


form = sp.Sum(curvature * pruned**2, (j, 1, n)) / 2
slope = sp.Sum((curvature * weight - force) * pruned, (j, 1, n))


def away_from_the_minimum(n: int) -> dict[str, np.ndarray]:
    """Half of every weight is pruned, where neither half of the model is 0."""
    return {"h": np.ones(n), "b": np.ones(n), "w": np.full(n, 4.0), "y": np.full(n, 2.0)}


THEOREM = Theorem(
    name="quadratic_model_with_gradient",
    title="The quadratic model with its gradient",
    id="geom.prune.model.gradient",
    statement="For h, b, w, y in R^n and L(v) the sum of h_j v_j^2/2 - b_j v_j, L(w-y) - L(w) is half the sum of "
    "h_j y_j^2, less the sum of (h_j w_j - b_j) y_j.",
    domain=D,
    claim=Equal(loss(weight - pruned) - loss(weight), form - slope),
    extremal=away_from_the_minimum,
    sharp_at=({"n": 1}, {"n": 4}),
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="The dossier's model is centred at its minimiser, where the gradient H w - b is 0.",
)
