r"""**A smaller tail share has a smaller threshold**: G_k(T) < (1-R-(k-1)b)^a + (k-1+m) b^a + (R-mb)^a for T < R.

The right-hand side is the sum of a-th powers of the extremal distribution with tail share R, block height b and m =
floor(R/b) full blocks in the tail (dossier lq.kmin.exact, step 1: moving mass from the tail to the largest entry
majorises). Shrinking the tail by T/R gives a distribution with tail share T and a smaller sum;
:mod:`sharp_threshold_below_every_block` bounds that one. Strict, and nearly an equality for T near R.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import sharp_keep_threshold

D = Domain(
    n=Integer(2, typical=(2, 16)),
    k=Integer(1, "n-1"),
    m=Integer(1, "n-k"),
    a=Real(0, 1),
    R=Real(0, 1, typical=(0, 0.6)),
    T=Real(0, "R"),
    b=Real(0, typical=("R/(m+1)", "R/m")),
)
n, k, m, a, R, T, b = D.symbols

THEOREM = Theorem(
    name="sharp_threshold_below_larger_share",
    title="Sharp threshold and a larger tail share",
    id="lq.kmin.exact.share",
    statement="For 1 <= k < n, 0 < a < 1, 0 < T < R < 1, m full blocks of height b in the tail share R, at most n-k "
    "blocks in all and k b <= 1-R, G_k(T) is less than (1-R-(k-1)b)^a + (k-1+m) b^a + (R-mb)^a.",
    domain=D,
    claim=Claim(
        given=[
            Relation(m * b, "<=", R),
            Relation(R, "<", (m + 1) * b),
            Relation(k * b, "<=", 1 - R),
            Relation(R, "<=", (n - k) * b),
        ],
        then=[
            Relation(
                sharp_keep_threshold(k, T, a, n),
                "<",
                (1 - R - (k - 1) * b) ** a + (k - 1 + m) * b**a + (R - m * b) ** a,
            )
        ],
    ),
    source=Source("lqtheory_dossier", "lq.kmin.exact, step 1"),
)
