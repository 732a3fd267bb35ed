r"""**Samples in proportion to standard deviations, up to caps, are optimal for variances** v/m: above the tangents.

The falling rate at m is s = v/m^2. At these prices no competitor k = m t is better. Equal rates mean m proportional
to the root of v; a class at its cap has a larger rate, which iterative capping reaches exactly.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    r=Integer(1, typical=(1, 8)),
    v=Vector("r", sign="positive"),
    m=Vector("r", sign="positive"),
    t=Vector("r", sign="positive"),
)
r, v, m, t = D.symbols
rate = v / m**2
samples, others = m, m * t
error, other_error = v / m, v / (m * t)


def extremal(r: int) -> dict[str, Any]:
    """The allocation itself as its competitor."""
    return {name: np.ones(r) for name in "vmt"}


THEOREM = Theorem(
    name="mean_square_allocation_is_optimal",
    title="Optimal samples for mean-square errors",
    id="coreset.alloc.mse",
    statement="For positive v, m, t in R^r, the rates s = v/m^2 and k = m t, the sum of v/m + s m is at most that of "
    "v/k + s k.",
    domain=D,
    claim=AtMost(
        power_sum(error, 1) + power_sum(rate * samples, 1), power_sum(other_error, 1) + power_sum(rate * others, 1)
    ),
    extremal=extremal,
    sharp_at=({"r": 3},),
    source=Source("lqtheory_dossier", "coreset.alloc.mse"),
    notes="With equal rates of all classes (or larger ones at caps) no competitor within the budget has a smaller "
    "error.",
)
