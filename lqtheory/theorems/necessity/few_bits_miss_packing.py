r"""**k log2(n) bits are fewer than a packing needs**: n^k < P(n,s) for s > 4k and n >= (4s)^2.

Hence every code of k log2(n) bits has an l_p error of at least s^{1/p-1/q}/2 on the unit l_q ball, with s = 4k + 1 at
least (4k+1)^{1/p-1/q}/2 (:mod:`no_code_beats_packing`): such codes cannot beat c k^{1/p-1/q}, which keeping k entries
reaches. By :mod:`packing_count_at_least_rate`: (n/4s)^{s/2} >= n^{s/4} > n^k.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count

D = Domain(
    k=Integer(1, typical=(1, 2)),
    s=Integer("4*k+1", typical=("4*k+1", "4*k+3")),
    n=Integer("16*s**2", typical=("16*s**2", "32*s**2")),
    B=Integer(0, typical=(0, 24)),
)
k, s, n, B = D.symbols

THEOREM = Theorem(
    name="few_bits_miss_packing",
    title="k log2(n) bits miss a packing",
    id="lq.lower.bits.rate",
    statement="For k >= 1, s > 4k and n >= 16 s^2, n^k is below the packing count P(n,s), and so is 2^B for every B of "
    "at most k log2(n) bits.",
    domain=D,
    claim=Claim(
        given=[Relation(B * sp.log(2), "<=", k * sp.log(n))],
        then=[Relation(n**k, "<", packing_count(n, s)), Relation(2**B, "<", packing_count(n, s))],
    ),
    source=Source("lqtheory_dossier", "lq.lower.bits"),
)
