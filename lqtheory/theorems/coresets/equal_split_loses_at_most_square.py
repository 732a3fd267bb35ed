r"""**The equal split** needs at most d^2 times the samples of the optimal one.

With P_l e_l = E/d for every layer the cost is d^2 sum c P^2/E^2; the sum of cubes of c^{1/3} P^{2/3} is at most the
cube of their sum. The factor d^2 is approached where one layer dominates.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import least_split_cost, power_sum

D = Domain(
    d=Integer(1, typical=(1, 8)),
    E=Real(0, typical=(0.05, 1)),
    P=Vector("d", sign="positive"),
    c=Vector("d", sign="positive"),
)
d, E, P, c = D.symbols

THEOREM = Theorem(
    name="equal_split_loses_at_most_square",
    title="Loss of the equal split over layers",
    id="coreset.budget_opt",
    statement="For positive P, c in R^d and E > 0, the cost d^2/E^2 times the sum of c P^2 of the equal split is at "
    "most d^2 times the least cost.",
    domain=D,
    claim=AtMost(d**2 * power_sum(c * P**2, 1) / E**2, d**2 * least_split_cost(P, c, E)),
    source=Source("lqtheory_dossier", "coreset.budget_opt"),
    notes="Attained only in the limit of one dominating layer (or for d = 1).",
)
