r"""**The best k-term error decreases in k**: sigma_{k+1}(x)_p <= sigma_k(x)_p.

The whole curve k -> sigma_k(x)_p falls from ||x||_p to 0. Equality only where both sides are 0; the ratio comes
arbitrarily close to 1 on long flat vectors.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import best_k_term_error

D = Domain(n=Integer(1, typical=(1, 32)), k=Integer(0, "n-1"), p=Real(0, typical=(0.2, 8)), x=Vector("n"))
n, k, p, x = D.symbols

THEOREM = Theorem(
    name="best_k_term_error_decreases",
    title="The best k-term error decreases in k",
    id="lq.sigma.decreases",
    statement="For x in R^n, p > 0 and 0 <= k < n, keeping k+1 entries leaves an l_p error of at most that of "
    "keeping k.",
    domain=D,
    claim=AtMost(best_k_term_error(x, k + 1, p), best_k_term_error(x, k, p)),
    source=Source("lqtheory_dossier", "lq.sigma"),
)
