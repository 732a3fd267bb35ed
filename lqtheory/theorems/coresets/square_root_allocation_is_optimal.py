r"""**Samples at equal rates are optimal for square-root errors** c (a m^{-1/2} + b/m): above the tangents.

The variables are inverse roots, y = m^{-1/2} at the allocation and x = k^{-1/2} of a competitor, and a stands for the
dossier's root of a. The falling rate is s = c (a y^3/2 + b y^4); at these prices no competitor is better. The optimum
has equal rates: one multiplier gives y of every class from one increasing function.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    r=Integer(1, typical=(1, 8)),
    a=Vector("r", sign="nonnegative"),
    b=Vector("r", sign="nonnegative"),
    c=Vector("r", sign="positive"),
    x=Vector("r", sign="positive"),
    y=Vector("r", sign="positive"),
)
r, a, b, c, x, y = D.symbols
rate = c * (a * y**3 / 2 + b * y**4)
samples, others = y**-2, x**-2
error, other_error = c * (a * y + b * y**2), c * (a * x + b * x**2)


def extremal(r: int) -> dict[str, Any]:
    """The allocation itself as its competitor."""
    return {name: np.ones(r) for name in "abcxy"}


THEOREM = Theorem(
    name="square_root_allocation_is_optimal",
    title="Optimal samples for square-root errors",
    id="coreset.alloc.sqrt",
    statement="For a, b >= 0 and positive c, x, y in R^r, m = 1/y^2, k = 1/x^2 and the rates s = c(a y^3/2 + b y^4), "
    "the sum of c(a y + b y^2) + s m is at most that of c(a x + b x^2) + s k.",
    domain=D,
    claim=AtMost(
        power_sum(error, 1) + power_sum(rate * samples, 1), power_sum(other_error, 1) + power_sum(rate * others, 1)
    ),
    extremal=extremal,
    sharp_at=({"r": 3},),
    source=Source("lqtheory_dossier", "coreset.alloc.sqrt"),
    notes="With equal rates of all classes (or rates on the right side at floors and caps) no competitor within "
    "the budget has a smaller error: the KKT conditions suffice.",
)
