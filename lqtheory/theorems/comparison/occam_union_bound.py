r"""**The Occam bound spends delta exactly**: Hoeffding's bounds of all pruned networks add up to delta.

eps_k^2 = [ln C(P,k) + k b ln 2 + ln(P+1) + ln(1/delta)]/(2n). A network with k nonzero weights of b bits has true minus
empirical risk above eps_k with probability at most exp(-2 n eps_k^2) (Hoeffding, loss in [0,1], n independent
samples); there are C(P,k) 2^{kb} of them, and the sum over all k = 0..P is delta. By the union bound the gap is at
most eps_k for all of them at once with probability at least 1 - delta. Two-sided, each network spends 2 exp(-2 n
eps_k^2), with delta/2 in the place of delta.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import occam_failure_bound

D = Domain(
    P=Integer(1, typical=(1, 12)),
    b=Integer(0, typical=(0, 4)),
    n=Integer(1, typical=(1, 100)),
    delta=Real(0, 1),
)
P, b, n, delta = D.symbols

THEOREM = Theorem(
    name="occam_union_bound",
    title="Occam bound for pruned networks",
    id="lq.gen.occam",
    statement="For P weights of b bits, n samples and 0 < delta < 1, the sum of Hoeffding's bounds at the gaps eps_k "
    "over all networks with k = 0..P nonzero weights is delta, and twice the sum at the gaps for delta/2 as well.",
    domain=D,
    claim=Claim(
        then=[
            Relation(occam_failure_bound(P, b, n, delta), "=", delta),
            Relation(2 * occam_failure_bound(P, b, n, delta / 2), "=", delta),
        ]
    ),
    source=Source("shalev_shwartz_ben_david_2014", "Theorem 7.7"),
    provenance="recalled",
    notes="The probability statement follows by Hoeffding's inequality and the union bound; the sum is checked here.",
)
