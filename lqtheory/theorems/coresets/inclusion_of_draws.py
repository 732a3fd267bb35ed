r"""**Poisson inclusion against draws**: (1-q)^m (1 + m q) <= 1, so that p = 1 - (1-q)^m >= m q/(1 + m q).

With these probabilities of inclusion 1/p - 1 <= 1/(m q): independent inclusion has a relative variance of at most
(1/m) sum g_j^2/q_j, which is that of m draws plus 1/m. Attained at q = 0 only.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(m=Integer(1, typical=(1, 30)), q=Real(0, 1))
m, q = D.symbols

THEOREM = Theorem(
    name="inclusion_of_draws",
    title="Probability of being drawn at least once",
    id="coreset.poisson",
    statement="For m >= 1 and 0 < q < 1, (1-q)^m (1 + m q) is at most 1.",
    domain=D,
    claim=Claim(then=[Relation((1 - q) ** m * (1 + m * q), "<=", 1)]),
    box={"m": (2, 6), "q": (0.25, 0.75)},
    source=Source("lqtheory_dossier", "coreset.poisson"),
)
