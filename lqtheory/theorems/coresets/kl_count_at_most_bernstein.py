r"""**The count by the divergence is never larger than Bernstein's**: m >= m_Bern makes both Chernoff bounds small.

They add up to delta at most. So the least m for which they do,
:func:`lqtheory.quantities.coreset_counts.kl_count`, is at most the Bernstein count rounded up; 0 < e <
min(1, B - 1). Nearly attained as e -> 0.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_count, kl_lower_tail, kl_upper_tail

D = Domain(
    epsilon=Real(0, 1, typical=(0.05, 1)),
    B=Real("1+epsilon", typical=("1+epsilon", 32)),
    delta=Real(0, 1),
    m=Integer(1, typical=(1, 5000)),
)
epsilon, B, delta, m = D.symbols

THEOREM = Theorem(
    name="kl_count_at_most_bernstein",
    title="The count by the divergence is at most Bernstein's",
    id="coreset.m.kl",
    statement="For 0 < epsilon < 1, B > 1 + epsilon, 0 < delta < 1 and an integer m >= 1 at least the Bernstein count, "
    "exp(-m kl((1+epsilon)/B || 1/B)) + exp(-m kl((1-epsilon)/B || 1/B)) is at most delta.",
    domain=D,
    claim=Claim(
        given=[Relation(bernstein_count(B, epsilon, delta), "<=", m)],
        then=[Relation(kl_upper_tail(m, B, epsilon) + kl_lower_tail(m, B, epsilon), "<=", delta)],
    ),
    source=Source("lqtheory_dossier", "coreset.m.kl"),
)
