r"""**Inclusion probabilities in proportion to the scores, up to 1, are optimal** for the first-order error.

The first-order output error of independent inclusion is the sum of s^2 (1/p - 1), s^2 = E|df/dz_i|^2 E(w_ij a_j)^2.
Its falling rate is u = s^2/p^2; at these prices no other probabilities q = p t are better. Equal rates mean p
proportional to s; an edge at p = 1 has a larger rate, so that min(1, c s) is optimal for every expected number of
edges.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    r=Integer(1, typical=(1, 8)),
    s=Vector("r", sign="nonnegative"),
    p=Vector("r", sign="positive"),
    t=Vector("r", sign="positive"),
)
r, s, p, t = D.symbols
rate = s**2 / p**2
samples, others = p, p * t
error, other_error = s**2 / p, s**2 / (p * t)


def extremal(r: int) -> dict[str, Any]:
    """The allocation itself as its competitor."""
    return {name: np.ones(r) for name in "spt"}


THEOREM = Theorem(
    name="neyman_probabilities_are_optimal",
    title="Optimal inclusion probabilities",
    id="coreset.neyman",
    statement="For scores s >= 0, p, t > 0 in R^r, the rates u = s^2/p^2 and q = p t, the sum of s^2/p + u p is at "
    "most that of s^2/q + u q.",
    domain=D,
    claim=AtMost(
        power_sum(error, 1) + power_sum(rate * samples, 1), power_sum(other_error, 1) + power_sum(rate * others, 1)
    ),
    extremal=extremal,
    sharp_at=({"r": 3},),
    source=Source("lqtheory_dossier", "coreset.neyman"),
    notes="The constant -s^2 of the error is left out on both sides. One constant for the whole network, all "
    "layers together.",
)
