r"""**Why "for almost every x" cannot compress**: if K s_j >= M_j for every edge then K S >= sum M_j.

M_j is the essential supremum of g_j. Where each edge is the only active one at some point, M_j = 1 and K S >= n: every
number of draws that is at least K S prescribes to keep everything. Attained for M = K s.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 16)),
    K=Real(0, typical=(0.5, 64)),
    v=Vector("n", sign="nonnegative"),
    s=Vector("n", sign="positive"),
)
n, K, v, s = D.symbols


def proportional(n: int, K: float) -> dict[str, np.ndarray]:
    """Suprema K s for equal sensitivities."""
    return {"v": K * np.ones(n), "s": np.ones(n)}


THEOREM = Theorem(
    name="assumed_constant_forbids_compression",
    title="The paper's constant times the total sensitivity",
    id="coreset.oos.impossible",
    statement="For suprema v >= 0, sensitivities s > 0 in R^n and K > 0 with max v_j/s_j <= K, sum v <= K sum s.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s), "<=", K)],
        then=[Relation(power_sum(v, 1), "<=", K * power_sum(s, 1))],
    ),
    extremal=proportional,
    sharp_at=({"n": 3, "K": 2.0}, {"n": 5, "K": 8.0}),
    source=Source("lqtheory_dossier", "coreset.oos.impossible"),
)
