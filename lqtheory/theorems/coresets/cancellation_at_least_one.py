r"""**Δ >= 1**: the parts of a neuron's sum are together at least as large as their difference.

x and y hold the products w_j a_j of the positive and of the negative class. Equality if one class is empty.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 8)),
    x=Vector("n", sign="nonnegative"),
    y=Vector("n", sign="nonnegative"),
)
n, x, y = D.symbols
u, v = power_sum(x, 1), power_sum(y, 1)

THEOREM = Theorem(
    name="cancellation_at_least_one",
    title="Cancellation is at least one",
    id="coreset.delta",
    statement="For x, y >= 0 in R^n, the sums satisfy sum x - sum y <= sum x + sum y and sum y - sum x <= sum x + sum "
    "y.",
    domain=D,
    claim=Claim(then=[Relation(u - v, "<=", u + v), Relation(v - u, "<=", u + v)]),
    source=Source("lqtheory_dossier", "coreset.delta"),
    provenance="derived",
)
