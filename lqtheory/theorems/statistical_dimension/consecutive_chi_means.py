r"""**Consecutive chi means**: lambda_d lambda_{d+1} = d for lambda_d = E|g|, g a Gaussian vector in R^d.

lambda_d = sqrt(2) Gamma((d+1)/2)/Gamma(d/2). An equality, from which all bounds on lambda_d of this family follow.
"""

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import chi_mean

D = Domain(d=Integer(1, typical=(1, 60)))
(d,) = D.symbols

THEOREM = Theorem(
    name="consecutive_chi_means",
    title="Consecutive chi means",
    id="geom.chi.mean",
    statement="For d >= 1 the mean lengths of Gaussian vectors in R^d and in R^(d+1) have the product d.",
    domain=D,
    claim=Equal(chi_mean(d) * chi_mean(d + 1), d),
    sharp_at=({"d": 1}, {"d": 10}, {"d": 1001}),
    source=Source("olver_lozier_boisvert_clark_2010", "5.5.1"),
)
