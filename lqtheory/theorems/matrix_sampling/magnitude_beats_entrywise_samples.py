r"""**Magnitude pruning has the least entrywise error**: no matrix with at most k nonzero entries is nearer in any l_p.

Whatever sampling keeps and however it re-weighs, its Frobenius error at k stored entries is at least the norm of what
magnitude pruning drops. Equality for magnitude pruning itself.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import best_k_term_error, lq_norm

D = Domain(n=Integer(1, typical=(1, 32)), k=Integer(0, "n"), x=Vector("n"), z=Vector("n", nonzeros="k"))
n, k, x, z = D.symbols

THEOREM = Theorem(
    name="magnitude_beats_entrywise_samples",
    title="Magnitude pruning and sampled matrices",
    id="baseline.magnitude",
    statement="For entries x of a matrix and any z with at most k nonzero entries, the Frobenius norm of x - z is at "
    "least that of what remains of x without its k largest entries.",
    domain=D,
    claim=AtMost(best_k_term_error(x, k, 2), lq_norm(x - z, 2)),
    extremal=lambda n, k: {"x": flat(n, n), "z": flat(n, k) if k else 0.0 * flat(n, n)},
    sharp_at=({"n": 8, "k": 3}, {"n": 5, "k": 1}),
    source=Source("lqtheory_dossier", "baseline.magnitude"),
    provenance="derived",
)
