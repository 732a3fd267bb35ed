r"""**The total sensitivity of channels lies between maximum and sum over the classes**: max S_i <= S <= sum S_i.

x and y hold the sensitivities of the channels in two classes (or in one and in all others); the sensitivity of a
channel is the larger one. Equality on the right if no channel matters to both.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 8)),
    x=Vector("n", sign="nonnegative"),
    y=Vector("n", sign="nonnegative"),
)
n, x, y = D.symbols
largest = (x + y + sp.Abs(x - y)) / 2

THEOREM = Theorem(
    name="channel_total_between_classes",
    title="Total sensitivity of channels",
    id="coreset.pfp",
    statement="For x, y >= 0 in R^n, the sum of the entrywise maxima is at least the sums of x and of y and at most "
    "both together.",
    domain=D,
    claim=Claim(
        then=[
            Relation(power_sum(x, 1), "<=", power_sum(largest, 1)),
            Relation(power_sum(y, 1), "<=", power_sum(largest, 1)),
            Relation(power_sum(largest, 1), "<=", power_sum(x, 1) + power_sum(y, 1)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.pfp"),
    notes="The maximum is written (x+y+|x-y|)/2.",
)
