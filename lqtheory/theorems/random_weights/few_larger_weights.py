r"""**A weight survives pruning with probability 1 - I_u(k, n-k)**: when fewer than k of n-1 others exceed it.

Each of the others exceeds a weight with upper quantile u with probability u, so that fewer than k do with probability
sum_{j<k} C(n-1,j) u^j (1-u)^{n-1-j}. For k = 1 the sum has the one term j = 0, the first relation: its n - k may be
any number of others from 1 on. Integrating G(u)^p I_u(k, n-k) over u gives the expected energy outside the k largest
for every law: :mod:`expected_pruned_mass_of_any_law`. Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Integer, Real, Source, Theorem
from lqtheory.symbols import beta_ratio

D = Domain(n=Integer(3, typical=(3, 24)), k=Integer(2, "n-1"), u=Real(0, 1, typical=(0.02, 0.98)))
n, k, u = D.symbols
j = sp.Symbol("j", integer=True, positive=True)


def term(count: sp.Expr) -> sp.Expr:
    """Probability that exactly so many of the n-1 others are larger."""
    binomial = sp.gamma(n) / (sp.gamma(count + 1) * sp.gamma(n - count))
    return binomial * u**count * (1 - u) ** (n - 1 - count)


THEOREM = Theorem(
    name="few_larger_weights",
    title="Probability that fewer than k weights are larger",
    id="lq.stoch.finite.few",
    statement=(
        "For 2 <= k < n and 0 < u < 1, the probability that fewer than k of n-1 independent events of probability u "
        "happen is 1 - I_u(k, n-k), and the probability that none of n-k happens is 1 - I_u(1, n-k)."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal((1 - u) ** (n - k) + beta_ratio(1, n - k, u), 1),
            Equal((1 - u) ** (n - 1) + sp.Sum(term(j), (j, 1, k - 1)) + beta_ratio(k, n - k, u), 1),
        )
    ),
    sharp_at=({"n": 10, "k": 3, "u": 0.5}, {"n": 3, "k": 2, "u": 0.25}),
    source=Source("olver_lozier_boisvert_clark_2010", "8.17.5"),
)
