r"""**Squared oracle inequality, few atoms**: sigma_m(y)^2 <= ||y - f||^2 + m^{1-2/q} ||v||_q^2 where q (m+1) <= 2.

The m - 1 largest terms, and one atom drawn for the others. The constant is 1 here, not 2
(:mod:`worst_case_of_few_atoms`); for many atoms see :mod:`oracle_inequality_with_averages`.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm

D = Domain(
    n=Integer(2, typical=(2, 6)),
    m=Integer(1, "n-1", typical=(1, "n-1")),
    q=Real(0, 1, typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
    y=TARGET,
)
n, m, q, theta, F, y = D.symbols
masses = MEASURED["atom_masses"].symbol(theta, F)
best = DISTANCES["best_target_error"].symbol(y, F, m)
distance = DISTANCES["target_distance"].symbol(y, theta, F)

THEOREM = Theorem(
    name="oracle_inequality_with_few_atoms",
    title="Squared oracle inequality with few atoms",
    id="lq.dict.oracle.few",
    statement="For every dictionary F of n atoms, every y, coefficients theta, 1 <= m < n and 0 < q < 1 with q (m+1) "
    "<= 2 the best squared error of m atoms is at most |y-f|^2 + m^(1-2/q) times the squared l_q norm of the masses.",
    domain=D,
    claim=Claim(
        given=[Relation(q * (m + 1), "<=", 2)],
        then=[Relation(best**2, "<=", distance**2 + m ** (1 - 2 / q) * lq_norm(masses, q) ** 2)],
    ),
    source=Source("lqtheory_dossier", "lq.dict.oracle"),
    notes="The dossier has constant 2 for all m; the range of few atoms allows 1.",
)
