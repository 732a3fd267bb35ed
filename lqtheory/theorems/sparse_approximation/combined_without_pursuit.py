r"""**Few atoms**: C_{q,1} m^{1-1/q} <= 2C_{q,2} m^{1/2-1/q} where mq <= 2-q.

Then all m atoms of the combined algorithm are the largest terms, whose remainder has mass at most C_{q,1} m^{1-1/q}
times the l_q norm. Never attained for q > 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import stechkin_bound, uniform_dictionary_constant

D = Domain(m=Integer(1, typical=(1, 20)), q=Real(0, 1, typical=(0.05, 0.95)))
m, q = D.symbols
bound = uniform_dictionary_constant(q) * m ** (sp.Rational(1, 2) - 1 / q)

THEOREM = Theorem(
    name="combined_without_pursuit",
    title="Combined algorithm with few atoms",
    id="lq.dict.combined.few",
    statement="For m >= 1 and 0 < q < 1 with m q at most 2-q, C_{q,1} m^(1-1/q) is at most 2C_{q,2} m^(1/2-1/q).",
    domain=D,
    claim=Claim(given=[Relation(m * q, "<=", 2 - q)], then=[Relation(stechkin_bound(m, q, 1), "<=", bound)]),
    box={"m": (1, 4), "q": ("1/10", "3/10")},
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
