r"""**Samples at equal rates are optimal for Bernstein errors**: a convex function lies above its tangents.

With the errors themselves as variables, e at the allocation and h of a competitor, the samples are m = A (2/e^2 +
2/(3e)) and the falling rate of the weighted error is s = c 3 e^3/(2 A (6+e)). At the prices s no competitor has a
smaller sum of weighted errors and price paid: sum c e + sum s m <= sum c h + sum s k.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    r=Integer(1, typical=(1, 8)),
    A=Vector("r", sign="positive"),
    c=Vector("r", sign="positive"),
    e=Vector("r", sign="positive"),
    h=Vector("r", sign="positive"),
)
r, A, c, e, h = D.symbols
rate = 3 * c * e**3 / (2 * A * (6 + e))
samples, others = A * (2 / e**2 + 2 / (3 * e)), A * (2 / h**2 + 2 / (3 * h))
error, other_error = c * e, c * h


def extremal(r: int) -> dict[str, Any]:
    """The allocation itself as its competitor."""
    return {"A": np.ones(r), "c": np.ones(r), "e": np.ones(r), "h": np.ones(r)}


THEOREM = Theorem(
    name="bernstein_allocation_is_optimal",
    title="Optimal samples for Bernstein errors",
    id="coreset.alloc.bernstein",
    statement="For positive A, c, e, h in R^r, m = A(2/e^2+2/(3e)), k = A(2/h^2+2/(3h)) and the rates s = 3 c "
    "e^3/(2A(6+e)), the sum of c e + s m is at most that of c h + s k.",
    domain=D,
    claim=AtMost(
        power_sum(error, 1) + power_sum(rate * samples, 1), power_sum(other_error, 1) + power_sum(rate * others, 1)
    ),
    extremal=extremal,
    sharp_at=({"r": 3},),
    source=Source("lqtheory_dossier", "coreset.alloc.bernstein"),
    notes="The dossier's h(v), v = A/m, is 3 e^3/(2(6+e)) in the error e. With equal rates of all classes (or "
    "rates on the right side at floors and caps) no competitor within the budget has a smaller error: the "
    "KKT conditions suffice.",
)
