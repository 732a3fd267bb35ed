r"""**An estimate is rarely too large**: P(z^ >= (1+e) z) <= exp(-m kl((1+e)/B || 1/B)) if no term exceeds B.

B >= max g_j/q_j = S max v_j/s_j / z, for instance the total sensitivity S at a point of the sample; 0 < e < B - 1. The
exponent is exact for terms in {0, B}, the instance of :mod:`two_point_instance`; at e = B - 1 the bound B^{-m} is
attained.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_upper_tail, estimate_upper_tail, kl_upper_tail, peak, power_sum

D = Domain(
    n=Integer(1, typical=(2, 4)),
    m=Integer(1, typical=(1, 5)),
    B=Real(1, typical=(1, 16)),
    epsilon=Real(0, "B-1", typical=(0.05, "min(B-1, 1)")),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, B, epsilon, v, s = D.symbols

THEOREM = Theorem(
    name="estimate_rarely_above",
    title="Chernoff bound of the upper tail by the law on {0, B}",
    id="coreset.tail.kl",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, m >= 1 draws, S max v_j/s_j <= B z and 0 < "
    "epsilon < B - 1, the estimate is at least (1+epsilon) z with probability at most exp(-m kl((1+epsilon)/B || 1/B)),"
    " hence at most exp(-3 m epsilon^2/((6+2 epsilon)(B-1))).",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s) * power_sum(s, 1), "<=", B * power_sum(v, 1))],
        then=[
            Relation(estimate_upper_tail(v, s, m, epsilon), "<=", kl_upper_tail(m, B, epsilon)),
            Relation(estimate_upper_tail(v, s, m, epsilon), "<=", bernstein_upper_tail(m, B, epsilon)),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.tail.kl, coreset.tail.bernstein"),
    notes="For epsilon >= B - 1 see estimate_stays_in_range: at most B^-m at equality, and 0 beyond.",
)
