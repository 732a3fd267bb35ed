r"""**Budget from the score**: k >= (C Q/eps)^{2q/(2-q)} brings the bound C Q k^{1/2-1/q} down to eps.

With C = C_{q,2} the bound is that of :mod:`network_score_bounds_error`; nothing but C > 0 is used. Sharp.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    k=Integer(1, typical=(1, 64)),
    q=Real(0, 2, typical=(0.2, 1.8)),
    C=Real(0, typical=(0.1, 2)),
    Q=Real(0, typical=(0, 8)),
    eps=Real(0, typical=(0.1, 2)),
)
k, q, C, Q, eps = D.symbols

THEOREM = Theorem(
    name="network_score_budget_suffices",
    title="Budget from the network score",
    id="lq.dom.bound.budget",
    statement="For 0 < q < 2 and positive C, Q, eps, if k is at least (C Q/eps)^(2q/(2-q)) then C Q k^(1/2-1/q) is "
    "at most eps.",
    domain=D,
    claim=Claim(
        given=[Relation((C * Q / eps) ** (2 * q / (2 - q)), "<=", k)],
        then=[Relation(C * Q * k ** (sp.Rational(1, 2) - 1 / q), "<=", eps)],
    ),
    sharp_at=({"k": 4, "q": 1, "C": 0.5, "Q": 6, "eps": 1.5}, {"k": 1, "q": 1, "C": 0.5, "Q": 2, "eps": 1}),
    source=Source("lqtheory_dossier", "lq.dom.bound"),
)
