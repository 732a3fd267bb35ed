r"""**The optimal split of a budget over layers**: no accuracies need fewer samples than (sum c^{1/3} P^{2/3})^3 / E^2.

Hoelder's inequality for the costs c/e^2 and the parts P e of the budget with the exponents 1/3 and 2/3; E is what the
competing accuracies e spend. Equality for e proportional to (c/P)^{1/3}, the dossier's Lagrange condition.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import least_split_cost, power_sum

D = Domain(
    d=Integer(1, typical=(1, 8)),
    P=Vector("d", sign="positive"),
    c=Vector("d", sign="positive"),
    e=Vector("d", sign="positive"),
)
d, P, c, e = D.symbols

THEOREM = Theorem(
    name="optimal_split_minimum",
    title="Optimal split of the error over layers",
    id="coreset.budget_opt",
    statement="For positive P, c, e in R^d, (sum of c^(1/3) P^(2/3))^3 divided by the square of the sum of P e is at "
    "most the sum of c/e^2.",
    domain=D,
    claim=AtMost(least_split_cost(P, c, power_sum(P * e, 1)), power_sum(c / e**2, 1)),
    extremal=lambda d: {"P": np.ones(d), "c": np.ones(d), "e": np.ones(d)},
    sharp_at=({"d": 3},),
    source=Source("lqtheory_dossier", "coreset.budget_opt"),
)
