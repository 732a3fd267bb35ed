r"""**Gordon's constants of 1988 are weaker**: 1 - 3.5 exp(-(m/sqrt(m+1) - w)^2/18) <= 1 - exp(-(lambda_m - w)^2/2).

h stands for the width w. Not sharp.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import escape_probability, published_escape_probability

D = Domain(m=Integer(1, typical=(1, 400)), h=Real(0, closed="left", typical=(0, 4)))
m, h = D.symbols

THEOREM = Theorem(
    name="published_escape_is_weaker",
    title="Gordon's constants",
    id="geom.kin.gordon",
    statement="For every codimension m and width h >= 0, Gordon's bound of 1988 for the probability that a random "
    "subspace misses a set is at most the one with lambda_m and the constant 1/2.",
    domain=D,
    claim=AtMost(published_escape_probability(m, h), escape_probability(m, h)),
    source=Source("gordon_1988", "Theorem C"),
    provenance="derived",
)
