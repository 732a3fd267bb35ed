r"""**Tail of a sub-exponential variable, far from its mean**: P(Δ - EΔ >= t) <= exp(1 - t/λ) <= exp(-t/(2λ)), t >= 2λ.

Also for the mean of m independent ones, with m times the exponent, and from below. The assumption E exp(r(Δ-EΔ)) <=
exp(r^2 λ^2) is used at r = ±1/λ alone. The published margin uses the second form; the first is about half as large for
large t. Δ >= 0 has any law on finitely many values, as in :mod:`sub_exponential_tail_near`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import draw_exponential_moment, estimate_lower_tail, estimate_upper_tail

D = Domain(
    n=Integer(1, typical=(2, 3)),
    m=Integer(1, typical=(1, 2)),
    lam=Real(0, typical=(0.2, 1.5)),
    epsilon=Real("2*lam", closed="left", typical=("2*lam", "2.1*lam")),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, lam, epsilon, v, s = D.symbols
sharper, published = sp.exp(m * (1 - epsilon / lam)), sp.exp(-m * epsilon / (2 * lam))

THEOREM = Theorem(
    name="sub_exponential_tail_far",
    title="Tail of a sub-exponential variable far from its mean",
    id="coreset.kappa",
    statement="For values v_j/q_j >= 0 with probabilities q_j = s_j/S, of mean z > 0, lam > 0 and epsilon >= 2 lam in "
    "units of z, if the moment E exp(r(Δ-z)/z) is at most e at r = 1/lam and at -r, the mean of m independent values "
    "exceeds z by epsilon z with probability at most exp(m(1 - epsilon/lam)), which is at most "
    "exp(-m epsilon/(2 lam)), and falls short of it by epsilon z as rarely.",
    domain=D,
    claim=Claim(
        given=[
            Relation(sp.exp(-1 / lam) * draw_exponential_moment(v, s, 1 / lam), "<=", sp.E),
            Relation(sp.exp(1 / lam) * draw_exponential_moment(v, s, -1 / lam), "<=", sp.E),
        ],
        then=[
            Relation(estimate_upper_tail(v, s, m, epsilon), "<=", sharper),
            Relation(estimate_lower_tail(v, s, m, epsilon), "<=", sharper),
            Relation(sharper, "<=", published),
        ],
    ),
    source=Source("lqtheory_dossier", "coreset.kappa"),
    notes="A moment of at most e leaves little room for a value that far out: the largest tail found is .9 of the "
    "bound, of two values at epsilon = 2 lam; in most draws it is 0. The equality found is that of the two "
    "bounds there.",
)
