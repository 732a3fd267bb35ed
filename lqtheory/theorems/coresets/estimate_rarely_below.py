r"""**An estimate is rarely too small**: P(z^ <= (1-e) z) <= exp(-m kl((1-e)/B || 1/B)) if no term exceeds B.

B >= max g_j/q_j = S max v_j/s_j / z, for instance the total sensitivity S at a point of the sample; 0 < e < 1. The
exponent is exact for terms in {0, B}; at e = 1 the bound (1 - 1/B)^m is attained by a single active edge.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_lower_tail, estimate_lower_tail, kl_lower_tail, peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 5)),
    B=Real(1, typical=(1, 16)),
    epsilon=Real(0, 1),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, B, epsilon, v, s = D.symbols

THEOREM = Theorem(
    name="estimate_rarely_below",
    title="Chernoff bound of the lower tail by the law on {0, B}",
    id="coreset.tail.kl",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, m >= 1 draws, B > 1 with S max v_j/s_j <= B z "
    "and 0 < epsilon < 1, the estimate is at most (1-epsilon) z with probability at most "
    "exp(-m kl((1-epsilon)/B || 1/B)), hence at most exp(-m epsilon^2/(2(B-1) + 2 epsilon/3)).",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s) * power_sum(s, 1), "<=", B * power_sum(v, 1))],
        then=[
            Relation(estimate_lower_tail(v, s, m, epsilon), "<=", kl_lower_tail(m, B, epsilon)),
            Relation(estimate_lower_tail(v, s, m, epsilon), "<=", bernstein_lower_tail(m, B, epsilon)),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.tail.kl, coreset.tail.bernstein"),
    notes="For epsilon >= 1 see estimate_stays_in_range: at most (1-1/B)^m at equality, and 0 beyond.",
)
