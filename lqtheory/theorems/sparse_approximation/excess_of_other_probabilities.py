r"""**What other probabilities than the masses cost Maurey's average**, exactly: their chi-square distance.

A draw of v_j u_j/p_j with p = w/W, W = sum w, has the second moment sum v_j^2/p_j (unit vectors u_j), against V^2 for
p = v/V, V = sum v (:mod:`maurey_mean_square`). The difference is sum_j (W v_j - V w_j)^2/(W w_j): never negative, so
that p_j proportional to v_j is best, and zero only if W v_j = V w_j for every j
(:mod:`least_second_moment_means_mass_probabilities`). An equality.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    v=Vector("n", sign="nonnegative"),
    w=Vector("n", sign="positive"),
)
n, v, w = D.symbols
V, W = power_sum(v, 1), power_sum(w, 1)
second_moment = W * power_sum(v / sp.sqrt(w), 2)
distance = power_sum((W * v - V * w) / sp.sqrt(w), 2) / W

THEOREM = Theorem(
    name="excess_of_other_probabilities",
    title="Excess second moment of other probabilities",
    id="lq.dict.maurey.probabilities",
    provenance="derived",
    statement="For masses v >= 0 and weights w > 0 in R^n with sums V and W, W sum v^2/w is V^2 plus the sum of "
    "(W v - V w)^2/w over W, and so at least V^2.",
    domain=D,
    claim=Claim(then=[Relation(second_moment, "=", V**2 + distance), Relation(V**2, "<=", second_moment)]),
    source=Source("lqtheory_dossier", "lq.dict.maurey"),
    notes="The dossier says that p proportional to v minimises the variance, by Cauchy and Schwarz; this is the "
    "identity of Lagrange behind it.",
)
