r"""**The greedy choice never finds fewer sets than the packing count** (Gilbert-Varshamov): P(n,s) <= greedy size.

Every set chosen excludes at most sum_{j>=s/2} C(s,j) C(n-s,s-j) candidates, itself among them, and the choice ends when
all C(n,s) are excluded. Hence families of P(n,s) subsets of size s with pairwise intersections below s/2 exist. The
greedy choice is run exhaustively, so n is small where it is searched. Equality at s = 1.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.symbols import greedy_packing_size, packing_count

D = Domain(s=Integer(1, typical=(1, 3)), n=Integer("2*s", typical=("2*s", "2*s+6")))
s, n = D.symbols

THEOREM = Theorem(
    name="greedy_packing_reaches_count",
    title="Greedy packing",
    id="lq.lower.packing",
    statement="For 1 <= s <= n/2 the greedy choice finds at least P(n,s) subsets of size s with pairwise "
    "intersections below s/2.",
    domain=D,
    claim=AtMost(packing_count(n, s), greedy_packing_size(n, s)),
    sharp_at=({"s": 1, "n": 6}, {"s": 1, "n": 9}),
    source=Source("foucart_rauhut_2013", "Lemma 10.12"),
    provenance="recalled",
    notes="The quantity raises UnsupportedError beyond 2 000 000 subsets; the theorem has no such limit.",
)
