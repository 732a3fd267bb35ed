r"""**The worst case next to all atoms**: W(m-1, n, q, 1) <= m^{1/2-1/q} for q (m+1) <= 2.

W is the largest l_1 error of m - 1 terms over the l_q ball. Where q is that small the bound is the few-atoms half of
the squared oracle inequality (dossier lq.dict.oracle, case x < 1), with constant 1 instead of 2: by Bernoulli
(t/m)^{1/q} >= 1 + (t/m - 1)/q, and m + 1 >= 2 m^{1/2}. Equality at m = 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import worst_case

D = Domain(n=Integer(1, typical=(1, 40)), m=Integer(1, "n"), q=Real(0, 1, typical=(0.05, 1)))
n, m, q = D.symbols

THEOREM = Theorem(
    name="worst_case_of_few_atoms",
    title="Worst case when few atoms are kept and q is small",
    id="lq.dict.oracle.worst",
    statement="For 1 <= m <= n and 0 < q < 1 with q (m+1) <= 2 the largest l_1 error W(m-1,n,q,1) of m-1 terms over "
    "the l_q ball is at most m^(1/2-1/q).",
    domain=D,
    claim=Claim(
        given=[Relation(q * (m + 1), "<=", 2)],
        then=[Relation(worst_case(m - 1, n, q, 1), "<=", m ** (sp.Rational(1, 2) - 1 / q))],
    ),
    sharp_at=({"n": 5, "m": 1, "q": 0.5},),
    source=Source("lqtheory_dossier", "lq.dict.oracle"),
)
