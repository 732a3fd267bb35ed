r"""**Pivotal sampling keeps the probabilities of inclusion**: P(j) = p_j, so that w_j/p_j makes an unbiased estimate.

Two undecided units with probabilities a and b play for a + b: with a + b <= 1 one of them gets it all, the first with
chance a/(a+b), and the other is out; with a + b > 1 one of them is in, the first with chance (1-b)/(2-a-b), and the
other goes on with a + b - 1. T is who plays whom, k the number of plays after which the undecided units are included
independently; the coin for the last unit is the n-th. The mean of sum u_j I_j is sum u_j p_j whatever u, T and k are;
u = x/p gives the estimate, u with one entry 1 a single unit.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_pivotal import PLAY, pivotal_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    k=Integer(0, typical=(0, 4)),
    T=PLAY,
    u=Vector("n", sign="nonnegative"),
    p=Vector("n", sign="nonnegative"),
)
n, k, T, u, p = D.symbols


def halves(n: int, k: int) -> dict[str, np.ndarray]:
    """Every unit has probability 1/2 and counts once; all play in turn."""
    turns = np.stack([np.zeros(n - 1, dtype=int), np.arange(1, n)], axis=1)
    return {"T": turns, "u": np.ones(n), "p": np.full(n, 0.5)}


THEOREM = Theorem(
    name="pivotal_keeps_inclusion_probabilities",
    title="Probabilities of inclusion of pivotal sampling",
    statement="For n units with probabilities 0 <= p <= 1, an order of play T, weights u >= 0 and k >= 0, the sum of u "
    "over the units that are included after k plays, the undecided ones independently, has the mean sum u_j p_j.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(p), "<=", 1)],
        then=[Relation(pivotal_quantity("mean_after_plays")(u, p, T, k), "=", power_sum(u * p, 1))],
    ),
    extremal=halves,
    sharp_at=({"n": 3, "k": 2}, {"n": 4, "k": 4}),
    source=Source("deville_tille_1998", "the pivotal method"),
    notes="The paper was not at hand; the formulation is ours.",
)
