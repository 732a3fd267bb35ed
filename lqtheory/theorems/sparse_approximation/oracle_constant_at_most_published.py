r"""**The oracle inequality holds with constant 2**: 2 <= 2^{2/q-1} for 0 < q <= 1, and x/floor(x) 4C_{q,2}^2 <= 2.

The squared oracle inequality needs x/floor(x) times 4C_{q,2}^2 with x = mq/(2-q) >= 1, which never exceeds 2. The
published constant 2^{2/q-1} equals 2 at q = 1 only.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import published_oracle_constant, uniform_dictionary_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)), x=Real(1, closed="left", typical=(1, 20)))
q, x = D.symbols
ours = x / sp.floor(x) * uniform_dictionary_constant(q) ** 2

THEOREM = Theorem(
    name="oracle_constant_at_most_published",
    title="Derived and published constants of the oracle inequality",
    id="lq.dict.oracle.constant",
    statement="For 0 < q <= 1 and x >= 1, x/floor(x) times 4C_{q,2}^2 is at most 2, and 2 is at most 2^(2/q-1).",
    domain=D,
    claim=Claim(then=[Relation(ours, "<=", 2), Relation(2, "<=", published_oracle_constant(q))]),
    box={"q": ("1/20", "9/10"), "x": (1, 8)},
    source=Source("wang_paterlini_gao_yang_2014", "oracle inequality"),
    notes="The published constant is quoted from memory; the first relation is the dossier's (lq.dict.oracle).",
)
