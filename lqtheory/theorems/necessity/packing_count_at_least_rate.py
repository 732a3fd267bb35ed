r"""**The packing count grows like (n/4s)^{s/2}**: (n/4s)^{s/2} <= P(n,s) for all 1 <= s <= n/2.

P(n,s) = ⌈C(n,s)/sum_{j>=s/2} C(s,j) C(n-s,s-j)⌉. The dossier checks this for n < 400 and s <= n/4; the proof holds for
all n and s (beyond n/4 the left side is below 1). Not sharp.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.symbols import packing_count

D = Domain(s=Integer(1, typical=(1, 12)), n=Integer("2*s", typical=("2*s", "2*s+200")))
s, n = D.symbols

THEOREM = Theorem(
    name="packing_count_at_least_rate",
    title="Growth of the packing count",
    id="lq.lower.packing.rate",
    statement="For 1 <= s <= n/2 the packing count P(n,s) is at least (n/(4s))^(s/2).",
    domain=D,
    claim=AtMost((n / (4 * s)) ** (s / 2), packing_count(n, s)),
    source=Source("foucart_rauhut_2013", "Lemma 10.12"),
    provenance="recalled",
)
