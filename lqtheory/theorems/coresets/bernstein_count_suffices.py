r"""**The Bernstein count suffices**: with m >= ln(2/delta)(2(B-1) + (2/3) e max(B-1,1))/e^2 both tails are <= delta/2.

For B >= 2 the count is (6+2e)(B-1) ln(2/delta)/(3 e^2), and the upper bound is attained there.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_count, bernstein_lower_tail, bernstein_upper_tail

D = Domain(
    B=Real(1, typical=(1, 32)),
    epsilon=Real(0, typical=(0.05, 2)),
    delta=Real(0, 1),
    m=Real(0, typical=(1, 5000)),
)
B, epsilon, delta, m = D.symbols

THEOREM = Theorem(
    name="bernstein_count_suffices",
    title="Number of draws by Bernstein's inequality",
    id="coreset.m.bernstein",
    statement="For B > 1, epsilon > 0, 0 < delta < 1 and m at least the Bernstein count, the Bernstein bounds of both "
    "tails are at most delta/2.",
    domain=D,
    claim=Claim(
        given=[Relation(bernstein_count(B, epsilon, delta), "<=", m)],
        then=[
            Relation(bernstein_upper_tail(m, B, epsilon), "<=", delta / 2),
            Relation(bernstein_lower_tail(m, B, epsilon), "<=", delta / 2),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.m.bernstein"),
)
