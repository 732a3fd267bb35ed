r"""**Rank at equal storage**: floor(k/(m+n)) pairs of vectors take at most k numbers; the next pair would not fit."""

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import rank_at_storage

D = Domain(k=Integer(0, typical=(0, 400)), m=Integer(1, typical=(1, 40)), n=Integer(1, typical=(1, 40)))
k, m, n = D.symbols
rank = rank_at_storage(k, m, n)

THEOREM = Theorem(
    name="factors_fit_the_storage",
    title="Rank of a factorisation at equal storage",
    id="baseline.svd.storage",
    statement="For k >= 0, m >= 1 and n >= 1 the rank floor(k/(m+n)) satisfies (m+n) rank <= k < (m+n)(rank+1).",
    domain=D,
    claim=Claim(then=[Relation((m + n) * rank, "<=", k), Relation(k, "<", (m + n) * (rank + 1))]),
    source=Source("lqtheory_dossier", "baseline.svd"),
    provenance="derived",
)
