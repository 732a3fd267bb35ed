r"""**Mean compensation**: moving a removed neuron's mean into the next bias leaves its standard deviation.

Replacing the output x_j of a removed neuron by a constant c changes the next layer by W_{:j}(x_j - c). Over a sample
of n inputs sum (x_i - c)^2 is sum x_i^2 - (sum x_i)^2/n plus n times the squared distance of c from the mean: the
score ||W_{:j}||_2 ||x_j|| becomes ||W_{:j}||_2 times the standard deviation. c = 0 is removal without compensation.
An identity, for outputs of either sign.
"""

from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation


def _output(x: Any, i: int) -> Any:
    return x[..., i - 1] if hasattr(x, "shape") else x[i - 1]


OUTPUT = Quantity("neuron_output", ("x", "i"), _output, _output, r"{x}_{{{i}}}", sign="real", integer_arguments=("i",))

D = Domain(n=Integer(1, typical=(1, 24)), c=Real(typical=(-4, 4)), x=Vector("n"))
n, c, x = D.symbols
index = sp.Symbol("i", integer=True, positive=True)
output = OUTPUT.symbol(x, index)


def total(term: sp.Expr) -> sp.Expr:
    """Sum over the sample."""
    return sp.Sum(term, (index, 1, n))


variance = total(output**2) - total(output) ** 2 / n


def extremal(n: int, c: float) -> dict[str, np.ndarray]:
    """Outputs with the mean c."""
    spread = np.where(np.arange(n) % 2 == 0, 1.0, -1.0)
    return {"x": c + spread * (np.arange(n) < n - n % 2)}


THEOREM = Theorem(
    name="mean_compensation_is_best",
    title="Mean compensation of a removed neuron",
    id="lq.alloc.structured",
    statement="For x in R^n and every real c, the sum of (x_i - c)^2 is the sum of x_i^2 minus the square of the sum "
    "of the x_i over n, plus n times the square of c minus the mean, and so at least as large as at the mean.",
    domain=D,
    claim=Claim(
        then=[
            Relation(total((output - c) ** 2), "=", variance + n * (c - total(output) / n) ** 2),
            Relation(variance, "<=", total((output - c) ** 2)),
        ]
    ),
    extremal=extremal,
    sharp_at=({"n": 4, "c": 0.5},),
    source=Source("lqtheory_dossier", "lq.alloc.structured"),
)
