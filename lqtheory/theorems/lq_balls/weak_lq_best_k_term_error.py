r"""**Best k-term errors over weak l_q balls**: sigma_k(x)_p <= (q/(p-q))^{1/p} k^{1/p-1/q} ||x||_{q,inf}.

The weak-l_q companion of Stechkin's inequality, for q < p and k >= 1. Never attained, since the integral test is
strict.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import power_law
from lqtheory.symbols import best_k_term_error, weak_lq_dimension_free_bound, weak_lq_norm

D = Domain(
    n=Integer(2, typical=(2, 64)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n"),
)
n, k, q, p, x = D.symbols

THEOREM = Theorem(
    name="weak_lq_best_k_term_error",
    title="Dimension-free best k-term errors of power laws",
    id="lq.weak.error",
    statement=(
        "For x in R^n, 0 < q < p and 1 <= k < n, sigma_k(x)_p is at most (q/(p-q))^(1/p) k^(1/p-1/q) times "
        "||x||_{q,inf}."
    ),
    domain=D,
    claim=AtMost(best_k_term_error(x, k, p), weak_lq_dimension_free_bound(k, q, p) * weak_lq_norm(x, q)),
    extremal=lambda n, k, q, p: power_law(n, 1 / q),
    source=Source("lqtheory_dossier", "lq.weak"),
)
