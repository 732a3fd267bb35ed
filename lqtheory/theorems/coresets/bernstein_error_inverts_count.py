r"""**Closed inverse of the Bernstein count**: e = A/(3m) + sqrt((A/(3m))^2 + 2A/m) solves 3 m e^2 = 2 A e + 6 A.

A = (B-1) ln(2/delta); equivalently m = A (2/e^2 + 2/(3e)). Equalities.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_error

D = Domain(m=Real(0, typical=(1, 500)), A=Real(0, typical=(0.1, 40)))
m, A = D.symbols
root = bernstein_error(m, A)

THEOREM = Theorem(
    name="bernstein_error_inverts_count",
    title="Relative error that a number of draws gives",
    id="coreset.eps.bernstein",
    statement="For m, A > 0, epsilon = A/(3m) + sqrt((A/(3m))^2 + 2A/m) satisfies 3 m epsilon^2 = 2 A epsilon + 6 A.",
    domain=D,
    claim=Claim(then=[Relation(3 * m * root**2, "=", 2 * A * root + 6 * A)]),
    source=Source("lqtheory_dossier", "coreset.eps.bernstein"),
)
