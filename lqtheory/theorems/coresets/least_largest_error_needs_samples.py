r"""**No fewer samples bring all weighted Bernstein errors to a level** than A (2c^2/t^2 + 2c/(3t)) in every class.

A competitor whose weighted errors c epsilon are t/(1+y_i), y >= 0, none above the level t, spends at least as many.
So the level at which the budget is spent is the least largest error. Equality for y = 0.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    r=Integer(1, typical=(1, 8)),
    t=Real(0, typical=(0.05, 2)),
    A=Vector("r", sign="positive"),
    c=Vector("r", sign="positive"),
    y=Vector("r", sign="nonnegative"),
)
r, t, A, c, y = D.symbols
samples = A * (2 * c**2 / t**2 + 2 * c / (3 * t))
others = A * (2 * c**2 * (1 + y) ** 2 / t**2 + 2 * c * (1 + y) / (3 * t))


def extremal(r: int, t: float) -> dict[str, Any]:
    """All classes at the level."""
    return {"A": np.ones(r), "c": np.ones(r), "y": np.zeros(r)}


THEOREM = Theorem(
    name="least_largest_error_needs_samples",
    title="Least samples for a largest error",
    id="coreset.alloc.minmax",
    statement="For positive A, c and y >= 0 in R^r and t > 0, the samples A(2c^2/t^2+2c/(3t)) sum to at most those at "
    "the errors t/(1+y).",
    domain=D,
    claim=AtMost(power_sum(samples, 1), power_sum(others, 1)),
    extremal=extremal,
    sharp_at=({"r": 3, "t": 0.5},),
    source=Source("lqtheory_dossier", "coreset.alloc.minmax"),
)
