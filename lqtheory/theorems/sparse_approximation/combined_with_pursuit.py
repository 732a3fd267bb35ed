r"""**Many atoms**: C_{q,1} L^{1-1/q} / sqrt(m-L+3) <= 2C_{q,2} m^{1/2-1/q} for m(1-s) <= L <= m(1-s) + 1, s = q/(2-q).

L largest terms are kept, m - L steps of pursuit approximate the remainder. Equality would need L = m(1-s) and no 3.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import stechkin_bound, uniform_dictionary_constant

D = Domain(
    m=Integer(1, typical=(1, 40)),
    L=Integer(1, "m", typical=(1, "m")),
    q=Real(0, 1, typical=(0.05, 0.95)),
)
m, L, q = D.symbols
split = m * 2 * (1 - q) / (2 - q)
bound = uniform_dictionary_constant(q) * m ** (sp.Rational(1, 2) - 1 / q)

THEOREM = Theorem(
    name="combined_with_pursuit",
    title="Combined algorithm with many atoms",
    id="lq.dict.combined.many",
    statement="For 1 <= L <= m and 0 < q < 1 with m(2-2q)/(2-q) at most L and L at most one more, C_{q,1} L^(1-1/q) "
    "over the root of m-L+3 is at most 2C_{q,2} m^(1/2-1/q).",
    domain=D,
    claim=Claim(
        given=[Relation(split, "<=", L), Relation(L, "<=", split + 1)],
        then=[Relation(stechkin_bound(L, q, 1) / sp.sqrt(m - L + 3), "<=", bound)],
    ),
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
