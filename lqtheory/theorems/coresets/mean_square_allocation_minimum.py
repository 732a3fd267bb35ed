r"""**The minimum of mean-square errors**: (sum sqrt v)^2 / M, attained in proportion to sqrt v.

Cauchy-Schwarz for the errors v/m and the samples m; M is what the competitor m spends. With v = c b it is also the
case a = 0 of square-root errors.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import least_mean_square_errors, power_sum

D = Domain(r=Integer(1, typical=(1, 8)), v=Vector("r", sign="positive"), m=Vector("r", sign="positive"))
r, v, m = D.symbols

THEOREM = Theorem(
    name="mean_square_allocation_minimum",
    title="Least mean-square errors of a budget",
    id="coreset.alloc.mse",
    statement="For positive v, m in R^r, (sum of sqrt v)^2 divided by the sum of m is at most the sum of v/m.",
    domain=D,
    claim=AtMost(least_mean_square_errors(v, power_sum(m, 1)), power_sum(v / m, 1)),
    extremal=lambda r: {"v": np.ones(r), "m": np.ones(r)},
    sharp_at=({"r": 3},),
    source=Source("lqtheory_dossier", "coreset.alloc.mse"),
)
