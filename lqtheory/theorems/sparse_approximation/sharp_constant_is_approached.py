r"""**No constant below K*_q will do for all dictionaries**: m atoms that share a component approach it.

Every q in (0, 1) is q = 2d/(m+2d) with d = mq/(2-2q) > 0; write d = e + s with an integer e >= 0 and 0 < s <= 1. For
n = m+e+1 atoms, the least integer >= m+d = m(2-q)/(2-2q), with the common share m^{-1/2} the best error sigma_m over
the unit l_q ball (:mod:`class_error_with_common_component`) is at least K*_q m^{1/2-1/q} times (1 - m^{-1/2})
(1 + 1/(m+d))^{1/2-1/q}, hence times (1 - m^{-1/2}) (1 - (1-q)/(qm)), which tends to 1 as m grows. Over all dictionaries
sigma_m is at most K*_q m^{1/2-1/q} times [1 + (1+H_{4m-1})/(2m K*_q^2)]^{1/2} (:mod:`sharp_dictionary_bound`), which
tends to 1 as well: the worst m^{1/q-1/2} sigma_m tends to K*_q.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import common_component_error, sharp_dictionary_constant

D = Domain(
    m=Integer(2, typical=(2, 400)),
    e=Integer(0, typical=(0, 400)),
    s=Real(0, 1, closed="right"),
)
m, e, s = D.symbols
d = e + s
q = 2 * d / (m + 2 * d)
power = -(m + d) / (2 * d)  # 1/2 - 1/q
limit = sharp_dictionary_constant(q) * m**power
rest = 1 - 1 / sp.sqrt(m)
bound = rest * limit * (1 + 1 / (m + d)) ** power

THEOREM = Theorem(
    name="sharp_constant_is_approached",
    title="The sharp constant cannot be lowered",
    id="lq.dict.lower.sharp",
    statement="For m >= 2, e >= 0, 0 < s <= 1, d = e+s and q = 2d/(m+2d), which is any q in (0,1), the best error of m "
    "of n = m+e+1 atoms with the common share m^(-1/2) is at least K*_q m^(1/2-1/q) times (1 - m^(-1/2)) "
    "(1 + 1/(m+d))^(1/2-1/q), hence times (1 - m^(-1/2)) (1 - 1/(2d)).",
    domain=D,
    claim=Claim(
        then=[
            Relation(rest * limit * (1 - 1 / (2 * d)), "<=", bound),
            Relation(bound, "<=", common_component_error(m, m + e + 1, q, 1 / sp.sqrt(m))),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
    notes="The dossier writes K*_q - o(1); this is a rate.",
)
