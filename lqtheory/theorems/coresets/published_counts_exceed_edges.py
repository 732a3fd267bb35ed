r"""**The published theorem on networks is vacuous**: every class is asked for more draws than it has edges.

With D layers, n = η neurons, width d = η*, K = ln(nd) and estimates of Δ that are at least 1 + κ, a class with total
sensitivity S gets 8 S K ln(8n/delta)/eps_l^2 draws, and eps_l <= epsilon/(2D(1+κ)). For all networks with nd <= 10^8
that is more than d, whatever the weights, the data, epsilon <= 1 and delta are. Beyond about nd = 10^10 it need not be.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import published_cancellation_margin

LARGEST = 10**8

_PARAMETERS = Domain(
    n=Integer(1, typical=(1, 6000)),
    d=Integer(2, typical=(2, 1000)),
    L=Integer(1, typical=(1, 6)),
    S=Real(1, closed="left", typical=(1, 16)),
    epsilon=Real(0, 1, closed="right", typical=(0.05, 1)),
    delta=Real(0, 1, typical=(0.001, 0.5)),
)
n, d, L, S, epsilon, delta = _PARAMETERS.symbols
D = Domain(where=[Relation(n * d, "<=", LARGEST)], **_PARAMETERS.parameters)
margin = published_cancellation_margin(n, d, delta)
count = 32 * L**2 * (1 + margin) ** 2 * S * sp.log(n * d) * sp.log(8 * n / delta) / epsilon**2

THEOREM = Theorem(
    name="published_counts_exceed_edges",
    title="The published number of draws exceeds the edges",
    id="coreset.network",
    statement="For n neurons, width d >= 2, n d <= 10^8, L layers, S >= 1, 0 < epsilon <= 1 and 0 < delta < 1, the "
    "published number of draws with all estimates of the ratios at least 1 + margin exceeds d.",
    domain=D,
    claim=Claim(then=(Relation(d, "<", count),)),
    source=Source("lqtheory_dossier", "coreset.network, with the values of section 9"),
    notes="K = ln(η η*) and the margin as in the third-party implementation; the mean of the ratios is at least 1, "
    "their product over the layers above at least 1 + margin. A class has at most d edges.",
)
