r"""**Tail of a sub-exponential variable, near its mean**: P(Δ - EΔ >= t) <= exp(-t^2/(4λ^2)) for t <= 2λ.

Also for the mean of m independent ones, with m t^2 in the place of t^2, and from below. The assumption is
E exp(r(Δ-EΔ)) <= exp(r^2 λ^2) for |r| <= 1/λ; it is used at r = ±t/(2λ^2) alone, Chernoff's best. Δ >= 0 has any law on
finitely many values: Δ = v_j/q_j with probability q_j = s_j/S, of mean z = sum v_j. λ and t = epsilon are in units of
EΔ.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import draw_exponential_moment, estimate_lower_tail, estimate_upper_tail

D = Domain(
    n=Integer(1, typical=(1, 3)),
    m=Integer(1, typical=(1, 2)),
    lam=Real(0, typical=(0.2, 2)),
    epsilon=Real(0, "2*lam", closed="right"),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, lam, epsilon, v, s = D.symbols
r = epsilon / (2 * lam**2)
moment, bound = sp.exp(r**2 * lam**2), sp.exp(-m * epsilon**2 / (4 * lam**2))

THEOREM = Theorem(
    name="sub_exponential_tail_near",
    title="Tail of a sub-exponential variable near its mean",
    id="coreset.kappa",
    statement="For values v_j/q_j >= 0 with probabilities q_j = s_j/S, of mean z > 0, lam > 0 and 0 < epsilon <= "
    "2 lam in units of z, if the moment E exp(r(Δ-z)/z) is at most exp(r^2 lam^2) at r = epsilon/(2 lam^2) and at -r, "
    "the mean of m independent values exceeds z by epsilon z with probability at most exp(-m epsilon^2/(4 lam^2)), and "
    "falls short of it by epsilon z as rarely.",
    domain=D,
    claim=Claim(
        given=[
            Relation(sp.exp(-r) * draw_exponential_moment(v, s, r), "<=", moment),
            Relation(sp.exp(r) * draw_exponential_moment(v, s, -r), "<=", moment),
        ],
        then=[
            Relation(estimate_upper_tail(v, s, m, epsilon), "<=", bound),
            Relation(estimate_lower_tail(v, s, m, epsilon), "<=", bound),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.kappa"),
)
