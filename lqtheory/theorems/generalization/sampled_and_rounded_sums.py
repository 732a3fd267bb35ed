r"""**Sampling and rounding together**: a sum of nonnegative terms within epsilon, rounded within eta, is off by both.

z in (1 +- epsilon) x and y in (1 +- eta) z with x >= 0 and epsilon <= 1 give |y - x| <= ((1+epsilon)(1+eta) - 1) x;
z is the sum of the sampled terms, y that of the rounded ones, all of which are nonnegative. Attained above.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import combined_relative_error

D = Domain(
    epsilon=Real(0, 1, closed="both"),
    eta=Real(0, 1, closed="both"),
    x=Real(0, closed="left", typical=(0, 4)),
    z=Real("(1-epsilon)*x", "(1+epsilon)*x", closed="both"),
    y=Real("(1-eta)*z", "(1+eta)*z", closed="both"),
)
epsilon, eta, x, z, y = D.symbols
bound = combined_relative_error(epsilon, eta) * x

THEOREM = Theorem(
    name="sampled_and_rounded_sums",
    title="Sampling and rounding together",
    id="coreset.quantize.combined",
    statement="For x >= 0, z within epsilon of x and y within eta of z, both relatively and in [0,1], y - x and x - y "
    "are at most ((1+epsilon)(1+eta)-1) x.",
    domain=D,
    claim=Claim(then=[Relation(y - x, "<=", bound), Relation(x - y, "<=", bound)]),
    source=Source("lqtheory_dossier", "coreset.quantize"),
    provenance="derived",
)
