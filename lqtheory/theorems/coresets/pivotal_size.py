r"""**Pivotal sampling always keeps as many units as expected**, rounded down or up: floor(sum p) <= |I| <= ceil(sum p).

Every play keeps the sum of the two probabilities, and so the total, until one unit at most is undecided; its coin moves
the total by less than 1. Independent inclusion has any size between the number of certain units and that of all units
with p > 0. Both ends are attained unless sum p is an integer, and then they are equal.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_pivotal import PLAY, pivotal_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.coresets.pivotal_keeps_inclusion_probabilities import halves

D = Domain(n=Integer(1, typical=(1, 5)), T=PLAY, p=Vector("n", sign="nonnegative"))
n, T, p = D.symbols
size = power_sum(p, 1)
least, largest = (pivotal_quantity(name)(p, T) for name in ("least_pivotal_size", "largest_pivotal_size"))

THEOREM = Theorem(
    name="pivotal_size",
    title="Size of a pivotal sample",
    statement="For n units with probabilities 0 <= p <= 1 and an order of play T, every sample that has a positive "
    "chance has at least floor(sum p) and at most ceiling(sum p) units.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(p), "<=", 1)],
        then=[Relation(sp.floor(size), "<=", least), Relation(largest, "<=", sp.ceiling(size))],
    ),
    extremal=lambda n: {name: value for name, value in halves(n, 0).items() if name != "u"},
    sharp_at=({"n": 3}, {"n": 4}),
    source=Source("deville_tille_1998", "the pivotal method (samples of fixed size)"),
    notes="The paper was not at hand; the formulation is ours.",
)
