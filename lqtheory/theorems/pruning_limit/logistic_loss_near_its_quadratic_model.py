r"""**How far the quadratic model of logistic regression is off**: at most the mean of |z|^3 over 36 sqrt 3 (62.35).

f(t) = log(1 + e^-t) is the loss of an example with the margin t; the margins m_j become m_j - z_j when weights y are
pruned, z_j = b_j x_j.y, and the quadratic model in the weights, gradient included, is that in the margins. Taylor's
remainder with the bound on the third derivative (:mod:`logistic_third_derivative_is_bounded`); the constant is the
best one, as small z at the margins -+ln(2 + sqrt 3) show.
"""

import math

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import entry

D = Domain(n=Integer(1, typical=(1, 6)), m=Vector("n"), z=Vector("n"))
n, m, z = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
t = sp.Symbol("t", real=True)
loss = sp.log(1 + sp.exp(-t))
constant = 1 / (36 * sp.sqrt(3))


def derivative(order: int, at: sp.Expr) -> sp.Expr:
    """A derivative of the loss at a margin."""
    return sp.diff(loss, t, order).subs(t, at)


def remainder(margin: sp.Expr, lost: sp.Expr) -> sp.Expr:
    """What the quadratic model misses where a margin loses something."""
    model = derivative(0, margin) - derivative(1, margin) * lost + derivative(2, margin) * lost**2 / 2
    return derivative(0, margin - lost) - model


missed, cubes = remainder(entry(m, j), entry(z, j)), sp.Abs(entry(z, j)) ** 3


def steepest(n: int) -> dict[str, np.ndarray]:
    """Small losses of margin where the third derivative is largest."""
    return {"m": np.full(n, -math.log(2 + math.sqrt(3))), "z": np.full(n, -0.01)}


THEOREM = Theorem(
    name="logistic_loss_near_its_quadratic_model",
    title="Logistic regression and its quadratic model",
    id="geom.prune.model.logistic",
    statement="For m, z in R^n and f(t) = log(1 + e^-t), the mean of f(m_j - z_j) - f(m_j) + f'(m_j) z_j - "
    "f''(m_j) z_j^2/2 is in absolute value at most 1/(36 sqrt 3) times the mean of |z_j|^3.",
    domain=D,
    claim=AtMost(sp.Abs(sp.Sum(missed, (j, 1, n)) / n), constant * sp.Sum(cubes, (j, 1, n)) / n),
    extremal=steepest,
    source=Source("lqtheory_dossier", "geom.prune.model"),
    notes="Our own: the dossier does not say how far its model is off.",
)
