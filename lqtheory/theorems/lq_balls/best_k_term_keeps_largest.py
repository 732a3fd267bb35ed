r"""**The best k-term approximation keeps the k largest entries, for every p**: sigma_k(x)_p <= ||x - z||_p.

sigma_k(x)_p is the l_p norm of what is left when the k largest magnitudes are removed; z is any vector with at most k
nonzero entries, whatever their values. Equality for z = the k largest entries of x, so sigma_k is the distance to the
k-term vectors, and one choice of entries is best for all p at once.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import best_k_term_error, lq_norm

D = Domain(
    n=Integer(1, typical=(1, 32)),
    k=Integer(0, "n"),
    p=Real(0, typical=(0.2, 8)),
    x=Vector("n"),
    z=Vector("n", nonzeros="k"),
)
n, k, p, x, z = D.symbols

THEOREM = Theorem(
    name="best_k_term_keeps_largest",
    title="The best k terms are the k largest, for every p",
    id="lq.sigma",
    statement="For x in R^n, 0 <= k <= n and p > 0, every z with at most k nonzero entries has an l_p distance to x"
    " of at "
    "least sigma_k(x)_p.",
    domain=D,
    claim=AtMost(best_k_term_error(x, k, p), lq_norm(x - z, p)),
    extremal=lambda n, k, p: {"x": flat(n, n), "z": flat(n, k) if k else 0.0 * flat(n, n)},
    sharp_at=({"n": 8, "k": 3, "p": 2}, {"n": 5, "k": 1, "p": 0.5}),
    source=Source("lqtheory_dossier", "lq.sigma"),
    notes="p is finite here; at p = inf the same entries are best.",
)
