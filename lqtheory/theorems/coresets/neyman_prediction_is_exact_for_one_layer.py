r"""**The first-order error of independent inclusion** is exact for one linear output.

Edge j is kept with probability p_j and then has weight w_j/p_j. At every point the mean square of the change of the
output is the sum of (w_j a_j)^2 (1/p_j - 1): the changes of the edges are independent and have mean 0. Decided by
enumeration of all choices of kept edges. Behind a nonlinear network the same formula, with the mean square slope of
the output as a factor, is of first order.
"""

import itertools
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector, balls
from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity
from lqtheory.symbols import power_sum


def _square(x: Any, y: Any) -> Any:
    x, p = np.asarray(x, dtype=np.float64), 1 / (1 + np.asarray(y, dtype=np.float64))
    n = x.shape[-1]
    if n > 12:
        raise DomainError(f"2^{n} choices are too many (inclusion_mean_square); use at most 12 edges")
    total = 0.0
    for kept in itertools.product((0.0, 1.0), repeat=n):
        k = np.array(kept)
        total = total + np.prod(np.where(k == 1, p, 1 - p), axis=-1) * np.sum(x * (k / p - 1), axis=-1) ** 2
    return total


def _ball_square(x: Any, y: Any) -> Any:
    if len(x) > 12:
        raise DomainError(f"2^{len(x)} choices are too many (inclusion_mean_square); use at most 12 edges")
    terms = []
    for kept in itertools.product((0, 1), repeat=len(x)):
        chance, change = balls.ball(1), balls.ball(0)
        for v, u, k in zip(x, y, kept, strict=True):
            chance = chance * (1 / (1 + u) if k else u / (1 + u))
            change = change + (v * u if k else -v)
        terms.append(chance * change**2)
    return balls.total(terms)


SQUARE = Quantity(
    "inclusion_mean_square", ("x", "y"), _square, _ball_square, r"\mathbb{{E}}\hat{{z}}^2({x};{y})", sign="nonnegative"
)

D = Domain(
    n=Integer(1, 12, typical=(1, 5)),
    x=Vector("n", sign="nonnegative"),
    y=Vector("n", sign="positive"),
)
n, x, y = D.symbols

THEOREM = Theorem(
    name="neyman_prediction_is_exact_for_one_layer",
    title="Mean square of independent inclusion",
    id="coreset.neyman",
    statement="For contributions x >= 0 and y > 0 in R^n, n <= 12, edges kept with probability 1/(1+y) and divided by "
    "it change the sum of x by a mean square equal to the sum of x^2 y.",
    domain=D,
    claim=Equal(SQUARE.symbol(x, y), power_sum(sp.sqrt(y) * x, 2)),
    source=Source("lqtheory_dossier", "coreset.neyman"),
    notes="y = 1/p - 1. Contributions of both signs are covered, because only their squares enter.",
)
