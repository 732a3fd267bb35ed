r"""**Pivotal sampling varies at most as much as independent inclusion**: Var z^ <= sum v_j^2 (1/p_j - 1) for v >= 0.

v and h are the products of weights and activations at two points, one sign, each included unit counts v_j/p_j; with
v = h the relation is that of the variance, after adding (sum v)^2 on both sides. So the predicted errors of
independent inclusion, and the probabilities that are optimal for them (``neyman_probabilities_are_optimal``), hold for
pivotal sampling as upper bounds. Attained by units of different pairs at probabilities 1/2, of which one of each pair
counts; not so for values of both signs (``pivotal_variance_signed``), which is why each sign is sampled by itself.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_pivotal import PLAY, pivotal_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum
from lqtheory.theorems.coresets.pivotal_pairs_are_negatively_correlated import pairs

D = Domain(
    n=Integer(1, typical=(1, 4)),
    T=PLAY,
    v=Vector("n", sign="nonnegative"),
    h=Vector("n", sign="nonnegative"),
    p=Vector("n", sign="positive"),
)
n, T, v, h, p = D.symbols
second = pivotal_quantity("moment_after_plays")(v / p, h / p, p, T, n)
independent = power_sum(v, 1) * power_sum(h, 1) + power_sum(v * h * (1 / p - 1), 1)


def one_of_each_pair(n: int) -> dict[str, np.ndarray]:
    """Units with probability 1/2 that play in pairs, of which the first one counts."""
    found = pairs(n, n)
    return {"T": found["T"], "v": found["u"], "h": found["w"], "p": found["p"]}


THEOREM = Theorem(
    name="pivotal_variance_at_most_independent",
    title="Variance of pivotal sampling",
    statement="For products v, h >= 0 of n units at two points, probabilities 0 < p <= 1 and an order of play T, the "
    "mean product of the estimates by pivotal sampling is at most (sum v)(sum h) + sum v_j h_j (1/p_j - 1), that by "
    "independent inclusion.",
    domain=D,
    claim=Claim(given=[Relation(peak(p), "<=", 1)], then=[Relation(second, "<=", independent)]),
    extremal=one_of_each_pair,
    sharp_at=({"n": 3}, {"n": 4}),
    source=Source("srinivasan_2001", "negative correlation of dependent rounding"),
    notes="The paper was not at hand; the formulation is ours.",
)
