r"""**Expected mass pruned from finitely many weights of any law**: n int_0^1 G(u) I_u(k, n-k) du, exactly.

G is the upper quantile function of |w|^p, that of |w| to the power p: a weight of rank u is pruned with probability
I_u(k, n-k) (:mod:`pruned_with_beta_probability`). The expectation is that of the n-k smallest powers, one after the
other. Laws are given by their quantile functions, made of powers between finitely many jumps: atoms, gaps, heavy tails,
and laws with a density as closely as one likes. Tails are such that all these expectations are finite; |w|^p itself
need not have a mean. By all draws of a law with finitely many magnitudes:
:mod:`expected_pruned_mass_of_discrete_law`. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.quantities.ranked_laws import RANKED_LAW, ranked_quantity

D = Domain(n=Integer(2, typical=(2, 7)), k=Integer(1, "n-1"), G=RANKED_LAW)
n, k, G = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
ranked, mass = map(ranked_quantity, ("expected_ranked_power", "mass_by_beta_ratio"))

THEOREM = Theorem(
    name="expected_pruned_mass_of_any_law",
    title="Expected mass pruned from finitely many weights of any law",
    id="lq.stoch.finite",
    statement=(
        "For n independent weights of any law, p > 0 and 1 <= k < n, G the upper quantile function of |w|^p and at "
        "most of order u^-a at 0 for some a < 2, the expected p-th powers of the magnitudes of rank k+1 to n add up to "
        "n times the integral of G(u) I_u(k, n-k)."
    ),
    domain=D,
    claim=Equal(sp.Sum(ranked(G, n, i, 1), (i, k + 1, n)), n * mass(G, k, n - k, 1)),
    source=Source("lqtheory_dossier", "lq.stoch.finite"),
    notes="Laws by quantile functions of powers and jumps, which are dense in all. With a heavier tail both sides are "
    "infinite for small k.",
)
