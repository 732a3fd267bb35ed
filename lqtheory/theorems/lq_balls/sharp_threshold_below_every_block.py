r"""**The sharp threshold is a minimum over all block heights**: G_k(T) is below spike, k-1+m blocks and remainder.

G_k(T) is defined by finitely many heights b = T/m and the largest one (1-T)/k (dossier lq.kmin.exact). Between two of
them the sum (1-T-(k-1)b)^a + (k-1+m) b^a + (T-mb)^a is a concave function of b, so that no height gives less. Here T is
the share of the tail, b the height of the block and m = floor(T/b) the number of full blocks in the tail. Equality at
b = T/m, and at the largest height.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import sharp_keep_threshold

D = Domain(
    n=Integer(2, typical=(2, 16)),
    k=Integer(1, "n-1"),
    m=Integer(1, "n-k"),
    a=Real(0, 1),
    T=Real(0, 1, typical=(0, 0.6)),
    b=Real(0, typical=("T/(m+1)", "T/m")),
)
n, k, m, a, T, b = D.symbols

THEOREM = Theorem(
    name="sharp_threshold_below_every_block",
    title="Sharp threshold over all block heights",
    id="lq.kmin.exact.blocks",
    statement="For 1 <= k < n, 0 < a < 1, 0 < T < 1, m full blocks of height b in the tail share T, at most n-k "
    "blocks in all and k b <= 1-T, G_k(T) is at most (1-T-(k-1)b)^a + (k-1+m) b^a + (T-mb)^a.",
    domain=D,
    claim=Claim(
        given=[
            Relation(m * b, "<=", T),
            Relation(T, "<", (m + 1) * b),
            Relation(k * b, "<=", 1 - T),
            Relation(T, "<=", (n - k) * b),
        ],
        then=[
            Relation(
                sharp_keep_threshold(k, T, a, n),
                "<=",
                (1 - T - (k - 1) * b) ** a + (k - 1 + m) * b**a + (T - m * b) ** a,
            )
        ],
    ),
    sharp_at=(
        {"n": 4, "k": 1, "m": 1, "a": 0.5, "T": 0.5, "b": 0.5},
        {"n": 6, "k": 2, "m": 2, "a": 0.5, "T": 0.5, "b": 0.25},
    ),
    source=Source("lqtheory_dossier", "lq.kmin.exact, step 3"),
)
