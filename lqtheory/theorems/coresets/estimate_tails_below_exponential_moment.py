r"""**Cramer-Chernoff bound with the true cumulant function**: P(z^ >= (1+e) z) <= (e^{-t(1+e)} M(t))^m for t >= 0.

M(t) = sum q_j e^{t g_j/q_j} is the exponential moment of one draw; below, P(z^ <= (1-e) z) <= (e^{t(1-e)} M(-t))^m. The
infimum over t is the exact large-deviation rate. Attained at t = 0 by an event that is certain, and in the limit
t -> infinity by the event that all draws are the largest.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import draw_exponential_moment, estimate_lower_tail, estimate_upper_tail

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 5)),
    epsilon=Real(0, typical=(0.05, 0.75)),
    t=Real(0, closed="left", typical=(0, 2)),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, epsilon, t, v, s = D.symbols
above = (sp.exp(-t * (1 + epsilon)) * draw_exponential_moment(v, s, t)) ** m
below = (sp.exp(t * (1 - epsilon)) * draw_exponential_moment(v, s, -t)) ** m

THEOREM = Theorem(
    name="estimate_tails_below_exponential_moment",
    title="Chernoff bound with the true cumulant function",
    id="coreset.tail.instance",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, m >= 1 draws, epsilon > 0 and t >= 0, the "
    "estimate is at least (1+epsilon) z with probability at most (exp(-t(1+epsilon)) M(t))^m, and at most (1-epsilon) "
    "z with probability at most (exp(t(1-epsilon)) M(-t))^m.",
    domain=D,
    claim=Claim(
        then=[
            Relation(estimate_upper_tail(v, s, m, epsilon), "<=", above),
            Relation(estimate_lower_tail(v, s, m, epsilon), "<=", below),
        ]
    ),
    source=Source("boucheron_lugosi_massart_2013", "section 2.2"),
    provenance="derived",
)
