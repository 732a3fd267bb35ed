r"""**Two units of pivotal sampling are included together at most as often as independent ones**: P(i and j) <= p_i p_j.

In terms of sums: for u, w >= 0 the mean of (sum u_i I_i)(sum w_j I_j) is at most that of independent inclusion with
the same probabilities, and no play raises it; u and w with one entry 1 each give a pair. The undecided units are
included independently after k plays: k = 0 is independent inclusion, k = n pivotal sampling. Who plays whom (T) does
not matter. Attained where units that count have played to the end by themselves: at probabilities 1/2 those of
different pairs are independent.
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
    w=Vector("n", sign="nonnegative"),
    p=Vector("n", sign="nonnegative"),
)
n, k, T, u, w, p = D.symbols
moment = pivotal_quantity("moment_after_plays")
independent = power_sum(u * p, 1) * power_sum(w * p, 1) + power_sum(u * w * p * (1 - p), 1)


def pairs(n: int, k: int) -> dict[str, np.ndarray]:
    """Units with probability 1/2 that play in pairs, of which the first one counts."""
    one = np.where(np.arange(n) % 2 == 0, 1.0, 0.0)
    first = [(j, j + 1) for j in range(0, n - 1, 2)]
    rest = [(0, j) for j in range(2, n, 2)]
    return {"T": np.array([*first, *rest]), "u": one, "w": one, "p": np.full(n, 0.5)}


THEOREM = Theorem(
    name="pivotal_pairs_are_negatively_correlated",
    title="Negative correlation of pivotal sampling",
    statement="For n units with probabilities 0 <= p <= 1, an order of play T, weights u, w >= 0 and k >= 0, the mean "
    "product of the sums of u and w over the units that are included after k plays, the undecided ones independently, "
    "is at most that after none, (sum u_j p_j)(sum w_j p_j) + sum u_j w_j p_j (1-p_j), and does not rise with the next "
    "play.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(p), "<=", 1)],
        then=[
            Relation(moment(u, w, p, T, k + 1), "<=", moment(u, w, p, T, k)),
            Relation(moment(u, w, p, T, k), "<=", independent),
        ],
    ),
    extremal=pairs,
    sharp_at=({"n": 3, "k": 2}, {"n": 4, "k": 4}),
    source=Source("srinivasan_2001", "negative correlation of dependent rounding"),
    notes="The paper was not at hand; the formulation is ours.",
)
