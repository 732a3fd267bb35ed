r"""**The Gini index is the mean l1 pruning curve**: Gini(x) = 1 - (2/n)(sum_k sigma_k(x)_1/||x||_1 - 1/2), k < n.

The j-th largest entry is pruned at the keep counts k = 0, ..., j-1. So one number that economists use averages the
relative l1 error of magnitude pruning over all keep counts. An identity.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import best_k_term_error, gini, lq_norm

D = Domain(n=Integer(1, typical=(1, 24)), x=Vector("n", nonzero=True))
n, x = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)
curve = sp.Sum(best_k_term_error(x, k, 1) / lq_norm(x, 1), (k, 0, n - 1))

THEOREM = Theorem(
    name="gini_is_mean_pruning_curve",
    title="The Gini index is the mean l1 pruning curve",
    id="lq.gini",
    statement="For nonzero x in R^n the Gini index is 1 - (2/n)(S - 1/2) with S the sum of the relative l1 errors of "
    "keeping k = 0, ..., n-1 entries.",
    domain=D,
    claim=Equal(gini(x), 1 - 2 / n * (curve - sp.Rational(1, 2))),
    source=Source("lqtheory_dossier", "lq.gini"),
)
