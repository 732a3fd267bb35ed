r"""**Few measurements, in closed form**: m ln 9 < q s ln(n/4s) implies m ln 3 < q ln P(n,s).

Then m linear measurements have an error of at least 2^{-1/q} (2s)^{1/p-1/q} over the l_q ball, 0 < q <= 1 <= p <= inf,
whatever decodes them (:mod:`no_measurement_beats_packing`). The packing count grows like (n/4s)^{s/2}
(:mod:`packing_count_at_least_rate`).
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count

D = Domain(
    s=Integer(1, typical=(1, 12)),
    n=Integer("2*s", typical=("4*s", "200*s")),
    m=Integer(1, typical=(1, 12)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
)
s, n, m, q = D.symbols

THEOREM = Theorem(
    name="few_measurements_miss_packing",
    title="Few linear measurements in closed form",
    id="lq.lower.gelfand.rate",
    statement="For 0 < q <= 1, 1 <= s <= n/2 and m >= 1, m ln 9 < q s ln(n/(4s)) implies m ln 3 < q ln P(n,s).",
    domain=D,
    claim=Claim(
        given=[Relation(m * sp.log(9), "<", q * s * sp.log(n / (4 * s)))],
        then=[Relation(m * sp.log(3), "<", q * sp.log(packing_count(n, s)))],
    ),
    source=Source("lqtheory_dossier", "lq.lower.gelfand"),
)
