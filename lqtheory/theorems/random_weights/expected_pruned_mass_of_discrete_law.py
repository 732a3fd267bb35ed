r"""**Expected mass pruned from finitely many weights of a discrete law**: n int_0^1 G(u)^p I_u(k, n-k) du, exactly.

G is the upper quantile function of |w|: a weight of rank u is pruned with probability I_u(k, n-k)
(:mod:`pruned_with_beta_probability`). Here the law puts 1/m on each entry of x (repetitions make any rational
probabilities), so that G = |x|_(i) on ((i-1)/m, i/m] and the integral is a sum of integrals of I_u, which
:mod:`integral_of_pruned_probability` evaluates. Here the expectation is the mean over all draws, ties included; for
every other law see :mod:`expected_pruned_mass_of_any_law`. An equality, hence attained everywhere.
"""

from math import comb
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.quantities.quantity import Quantity
from lqtheory.symbols import beta_ratio_integral, expected_pruned_mass, order_statistic


def binomial_excess(n: int, k: int, c: Any) -> Any:
    """E (B - k)_+ for a binomial variable B with parameters n, c: how many of the events happen beyond k."""
    return np.sum([(j - k) * comb(n, j) * c**j * (1 - c) ** (n - j) for j in range(k + 1, n + 1)], axis=0)


def ball_binomial_excess(n: int, k: int, c: Any) -> Any:
    """The definition in balls."""
    n, k, c = int(n), int(k), ball(c)
    return total((j - k) * comb(n, j) * c**j * (1 - c) ** (n - j) for j in range(k + 1, n + 1))


EXCESS = Quantity(
    "binomial_excess",
    ("n", "k", "c"),
    binomial_excess,
    ball_binomial_excess,
    r"\mathbb{{E}}(B_{{{n},{c}}}-{k})_+",
    sign="nonnegative",
    integer_arguments=("n", "k"),
)
D = Domain(
    m=Integer(1, typical=(1, 4)),
    n=Integer(2, typical=(2, 5)),
    k=Integer(1, "n-1"),
    p=Real(0, typical=(0.25, 4)),
    x=Vector("m"),
)
m, n, k, p, x = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
share = n * (beta_ratio_integral(k, n - k, i / m) - beta_ratio_integral(k, n - k, (i - 1) / m))

THEOREM = Theorem(
    name="expected_pruned_mass_of_discrete_law",
    title="Expected mass pruned from finitely many weights of a discrete law",
    id="lq.stoch.finite.discrete",
    statement=(
        "For n independent draws from the m entries of x, 1 <= k < n and p > 0, the expected sum of the p-th powers "
        "outside the k largest is n times the integral of G(u)^p I_u(k, n-k), G = |x|_(i) on ((i-1)/m, i/m]."
    ),
    domain=D,
    claim=Equal(expected_pruned_mass(x, n, k, p), sp.Sum(share * order_statistic(x, i) ** p, (i, 1, m))),
    source=Source("lqtheory_dossier", "lq.stoch.finite"),
    notes="No rule knows expectations over draws: the proof cites that counts of draws are binomial and how the mean "
    "of a function of them depends on the probability; everything else is machine-checked.",
)
