r"""**Trial point in a quadratic cone**: x_i = g_i/(1+a_i) adds 1/(1+a_i) to the mean of 2<g,x> - |x|^2, i > 1.

For {x_1 >= |x'|_a}, with x_1 = |x'|_a and g_1 centred: 2/(1+a) - 1/(1+a)^2 - a/(1+a)^2 = 1/(1+a) for each i > 1, so
that delta >= N_M. The polar cone has 1/a_i for a_i, and both sums add up to D - 1: delta <= N_M + 1. Two equalities.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(a=Real(0, typical=(0.0625, 16)))
(a,) = D.symbols
share = 1 / (1 + a)

THEOREM = Theorem(
    name="quadratic_cone_trial_point",
    title="Trial point in a quadratic cone",
    id="geom.ell.statdim",
    statement="For a > 0, 2/(1+a) - 1/(1+a)^2 - a/(1+a)^2 = 1/(1+a), and 1/(1+a) + 1/(1+1/a) = 1.",
    domain=D,
    claim=Claim(
        then=[Relation(2 * share - share**2 - a * share**2, "=", share), Relation(share + 1 / (1 + 1 / a), "=", 1)]
    ),
    source=Source("lqtheory_dossier", "geom.ell.statdim"),
)
