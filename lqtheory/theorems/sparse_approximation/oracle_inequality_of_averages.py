r"""**Largest terms and averages**: sigma_m(y)^2 <= ||y - f||^2 + (sum of the other masses)^2 / (m - L) for every y.

The L largest terms are kept and m - L atoms drawn for the others, which does not bias them. The bound of the class l_q
for the other masses makes an oracle inequality of it (:mod:`squared_oracle_inequality`).
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 5)),
    m=Integer(1, typical=(1, 4)),
    L=Integer(0, "m-1"),
    theta=Vector("n"),
    F=DICTIONARY,
    y=TARGET,
)
n, m, L, theta, F, y = D.symbols
masses = MEASURED["atom_masses"].symbol(theta, F)
best = DISTANCES["best_target_error"].symbol(y, F, m)
distance = DISTANCES["target_distance"].symbol(y, theta, F)

THEOREM = Theorem(
    name="oracle_inequality_of_averages",
    title="Largest terms kept, atoms drawn for the others",
    id="lq.dict.oracle.averages",
    statement="For every dictionary F of n atoms, every y, coefficients theta and 0 <= L < m, L <= n, the best squared "
    "error of m atoms is at most |y-f|^2 + V^2/(m-L), V the sum of all but the L largest masses.",
    domain=D,
    claim=Claim(
        given=[Relation(L, "<=", n)],
        then=[Relation(best**2, "<=", distance**2 + tail_power_sum(masses, L, 1) ** 2 / (m - L))],
    ),
    source=Source("lqtheory_dossier", "lq.dict.oracle"),
)
