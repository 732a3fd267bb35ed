r"""**The count by the divergence suffices**: once both Chernoff bounds add up to delta, so do the two tails.

The least such m is the count m_kl, see :func:`lqtheory.quantities.coreset_counts.kl_count`. B >= max g_j/q_j, as in
:mod:`estimate_rarely_above`; 0 < e < 1 and e < B - 1. Its bounds are attained at e = B - 1, and by terms in {0, B} but
for a factor that is polynomial in m.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import (
    estimate_lower_tail,
    estimate_upper_tail,
    kl_lower_tail,
    kl_upper_tail,
    peak,
    power_sum,
)

D = Domain(
    n=Integer(1, typical=(2, 4)),
    m=Integer(1, typical=(2, 6)),
    epsilon=Real(0, 1, typical=(0.3, 0.99)),
    B=Real("1+epsilon", typical=("1+epsilon", 8)),
    delta=Real(0, 1),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, epsilon, B, delta, v, s = D.symbols

THEOREM = Theorem(
    name="kl_count_suffices",
    title="Number of draws by the binary divergence",
    id="coreset.m.kl",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, S max v_j/s_j <= B z, 0 < epsilon < 1, "
    "B > 1 + epsilon and m >= 1 draws with exp(-m kl((1+epsilon)/B || 1/B)) + exp(-m kl((1-epsilon)/B || 1/B)) <= "
    "delta, the estimate is off by epsilon z or more with probability at most delta.",
    domain=D,
    claim=Claim(
        given=[
            Relation(peak(v / s) * power_sum(s, 1), "<=", B * power_sum(v, 1)),
            Relation(kl_upper_tail(m, B, epsilon) + kl_lower_tail(m, B, epsilon), "<=", delta),
        ],
        then=[Relation(estimate_upper_tail(v, s, m, epsilon) + estimate_lower_tail(v, s, m, epsilon), "<=", delta)],
    ),
    source=Source("lqtheory_dossier", "coreset.m.kl"),
    notes="For epsilon >= B - 1 and epsilon >= 1 the tails are those of estimate_stays_in_range: B^-m and (1-1/B)^m at "
    "equality, which the divergence gives too, and 0 beyond.",
)
