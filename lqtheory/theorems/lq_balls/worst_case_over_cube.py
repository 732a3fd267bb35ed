r"""**The worst case over the cube**: sigma_k(x)_p <= (n-k)^{1/p} max|x_i|.

This is ``lq.worst`` at q = inf, where W = (n-k)^{1/p}. Attained by the vector of ones.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import best_k_term_error, peak

D = Domain(n=Integer(1, typical=(1, 64)), k=Integer(0, "n-1"), p=Real(0, typical=(0.2, 8)), x=Vector("n"))
n, k, p, x = D.symbols

THEOREM = Theorem(
    name="worst_case_over_cube",
    title="Exact worst case over the cube",
    id="lq.worst.cube",
    statement=(
        "For x in R^n, 0 <= k < n and p > 0, the best k-term error of x in l_p is at most (n-k)^(1/p) times its "
        "largest magnitude."
    ),
    domain=D,
    claim=AtMost(best_k_term_error(x, k, p), (n - k) ** (1 / p) * peak(x)),
    extremal=lambda n, k, p: flat(n, n),
    sharp_at=({"n": 6, "k": 2, "p": 2}, {"n": 9, "k": 8, "p": 0.5}),
    source=Source("lqtheory_dossier", "lq.worst"),
)
