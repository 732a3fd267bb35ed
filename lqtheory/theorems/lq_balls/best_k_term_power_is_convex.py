r"""**The p-th power of the best k-term error is convex in k**: 2 sigma_k^p <= sigma_{k-1}^p + sigma_{k+1}^p.

Each further entry that is kept gains |x|_(k)^p, and these gains decrease. Equality where two neighbouring sorted
entries agree, for instance on flat vectors. (sigma_k itself need not be convex: on flat vectors it is concave for
p > 1.)
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import best_k_term_error

D = Domain(n=Integer(2, typical=(2, 32)), k=Integer(1, "n-1"), p=Real(0, typical=(0.2, 8)), x=Vector("n"))
n, k, p, x = D.symbols

THEOREM = Theorem(
    name="best_k_term_power_is_convex",
    title="The p-th power of the best k-term error is convex in k",
    id="lq.sigma.convex",
    statement="For x in R^n, p > 0 and 0 < k < n, twice sigma_k(x)_p^p is at most the sum of its neighbours at k-1 "
    "and k+1.",
    domain=D,
    claim=AtMost(
        2 * best_k_term_error(x, k, p) ** p,
        best_k_term_error(x, k - 1, p) ** p + best_k_term_error(x, k + 1, p) ** p,
    ),
    extremal=lambda n, k, p: flat(n, n),
    sharp_at=({"n": 8, "k": 3, "p": 2}, {"n": 5, "k": 1, "p": 0.5}),
    source=Source("lqtheory_dossier", "lq.sigma"),
)
