r"""**The published equation k/n = F(R_k) has one crossing**, which bisection over the integers finds.

R_k^2 is the sum of the k smallest w_i^2, G(k) = n F(R_k) the sum of 2e/(2e + R_k^2 lam_i) over the spectrum (e for
epsilon, lam sorted). G(0) = n, G does not rise and k - G(k) rises strictly: k <= G(k) holds up to some k* and fails
beyond, so that k* = max{k : k <= G(k)} is unique and found in O(log n) values of F. Ties and zeros do no harm.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 16)),
    k=Integer(1, "n"),
    j=Integer(0, "k-1"),
    e=Real(0, typical=(0.01, 2)),
    w=Vector("n"),
    lam=Vector("n", sign="nonnegative"),
)
n, k, j, e, w, lam = D.symbols
i = sp.Symbol("i", integer=True, positive=True)


def share(count: sp.Expr) -> sp.Expr:
    """Share of the i-th eigenvalue when ``count`` weights are pruned."""
    return 2 * e / (2 * e + tail_power_sum(w, n - count, 2) * order_statistic(lam, i))


def flat(count: sp.Expr) -> sp.Expr:
    """G(count), the number of directions that look flat."""
    return sp.Sum(share(count), (i, 1, n))


THEOREM = Theorem(
    name="published_crossing_is_unique",
    title="The published equation has one crossing",
    id="geom.prune.fixedpoint",
    statement="For n weights w, n eigenvalues lam >= 0, e > 0 and 0 <= j < k <= n, with G(k) the sum of "
    "2e/(2e + R_k^2 lam_i), R_k^2 the sum of the k smallest w_i^2: G(k) <= G(j) and j - G(j) < k - G(k).",
    domain=D,
    claim=Claim(then=[Relation(flat(k), "<=", flat(j)), Relation(j - flat(j), "<", k - flat(k))]),
    source=Source("lqtheory_dossier", "geom.prune.fixedpoint"),
    notes="G(0) = n > 0 and G(n) <= n are read off. Any other predictor that does not rise in R has the same crossing.",
)
