r"""**Largest terms and averages** (Maurey with the split), for any y in place of f and many atoms.

sigma_m(y)^2 <= ||y-f||^2 + (x/(m-L)) (2C_{q,2})^2 m^{1-2/q} ||v||_q^2 with x = mq/(2-q) >= 1: the L largest terms, L =
m(2-2q)/(2-q) = m - x rounded up, and an average of m - L atoms for the others, the integer part of x. That is the
squared bound of pursuit (:mod:`combined_dictionary_bound`) times x over its integer part, at most 2 and tending to 1.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, uniform_dictionary_constant

D = Domain(
    n=Integer(3, typical=(3, 6)),
    m=Integer(2, "n-1", typical=(2, "n-1")),
    L=Integer(1, "m-1"),
    q=Real(0, 1, typical=(0.4, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
    y=TARGET,
)
n, m, L, q, theta, F, y = D.symbols
split, draws = m * 2 * (1 - q) / (2 - q), m * q / (2 - q)
masses = MEASURED["atom_masses"].symbol(theta, F)
best = DISTANCES["best_target_error"].symbol(y, F, m)
distance = DISTANCES["target_distance"].symbol(y, theta, F)
factor = draws / (m - L) * uniform_dictionary_constant(q) ** 2 * m ** (1 - 2 / q)

THEOREM = Theorem(
    name="averages_after_largest_terms",
    title="Largest terms and averages of the others",
    id="lq.dict.combined.averages",
    statement="For every dictionary F of n atoms, every y, coefficients theta, 0 < q < 1 and 1 <= L < m < n, with L "
    "the number m(2-2q)/(2-q) rounded up, the best squared error of m atoms is at most |y-f|^2 plus mq/(2-q) over m-L "
    "times 4C_{q,2}^2 m^(1-2/q) times the squared l_q norm of the masses.",
    domain=D,
    claim=Claim(
        given=[Relation(split, "<=", L), Relation(L, "<=", split + 1)],
        then=[Relation(best**2, "<=", distance**2 + factor * lq_norm(masses, q) ** 2)],
    ),
    source=Source("lqtheory_dossier", "lq.dict.combined"),
    notes="Only L >= m(2-2q)/(2-q) is used.",
)
