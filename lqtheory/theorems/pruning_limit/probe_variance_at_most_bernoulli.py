r"""**Variance of one probe**: V = mean f^2 - F^2 is at most F (1-F) <= 1/4, F the mean of f(lam) = s/(s + lam).

The pooled estimate of F from n Gaussian probes in D dimensions has the variance 2V/(nD) to leading order, so that the
kept share 1 - F has a relative standard deviation of at most the root of 2F/(nD (1-F)). Equality for eigenvalues 0 and
infinity.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic

D = Domain(n=Integer(1, typical=(1, 24)), s=Real(0, typical=(0.1, 10)), lam=Vector("n", sign="nonnegative"))
n, s, lam = D.symbols
i = sp.Symbol("i", integer=True, positive=True)
share = s / (s + order_statistic(lam, i))
mean, square = sp.Sum(share, (i, 1, n)) / n, sp.Sum(share**2, (i, 1, n)) / n

THEOREM = Theorem(
    name="probe_variance_at_most_bernoulli",
    title="Variance of a share over the spectrum",
    id="geom.spec.probes",
    statement="For s > 0 and n eigenvalues lam >= 0 with the mean F of s/(s + lam_i), the mean of the squares less F^2 "
    "is at most F(1-F), and that at most 1/4.",
    domain=D,
    claim=Claim(
        then=[
            Relation(square - mean**2, "<=", mean * (1 - mean)),
            Relation(mean * (1 - mean), "<=", sp.Rational(1, 4)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.spec.probes"),
)
