r"""**Tails by the exponential moment of the law on {0, B}**: P(z^ >= (1+e) z) <= (e^{-t(1+e)} (1 - 1/B + e^{tB}/B))^m.

For every t >= 0, if no term exceeds B; below, P(z^ <= (1-e) z) <= (e^{t(1-e)} (1 - 1/B + e^{-tB}/B))^m. Of all laws on
[0, B] with mean 1 the one on {0, B} has the largest exponential moment. Attained by a single edge, t -> infinity.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_lower_tail, estimate_upper_tail, peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 5)),
    B=Real(1, closed="left", typical=(1, 16)),
    epsilon=Real(0, typical=(0.05, 0.75)),
    t=Real(0, closed="left", typical=(0, 2)),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, B, epsilon, t, v, s = D.symbols


def chord(rate: sp.Expr) -> sp.Expr:
    """Exponential moment of the law on {0, B} with mean 1."""
    return 1 - 1 / B + sp.exp(rate * B) / B


THEOREM = Theorem(
    name="estimate_tails_below_two_point_moment",
    title="Tails by the law on two points",
    id="coreset.tail.kl.moment",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, m >= 1 draws, epsilon > 0, t >= 0 and S max "
    "v_j/s_j <= B z, the estimate is at least (1+epsilon) z with probability at most (exp(-t(1+epsilon)) (1 - 1/B + "
    "exp(tB)/B))^m, and at most (1-epsilon) z with probability at most (exp(t(1-epsilon)) (1 - 1/B + exp(-tB)/B))^m.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s) * power_sum(s, 1), "<=", B * power_sum(v, 1))],
        then=[
            Relation(estimate_upper_tail(v, s, m, epsilon), "<=", (sp.exp(-t * (1 + epsilon)) * chord(t)) ** m),
            Relation(estimate_lower_tail(v, s, m, epsilon), "<=", (sp.exp(t * (1 - epsilon)) * chord(-t)) ** m),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.tail.kl"),
)
