r"""**Variance of the estimate**: V <= B - 1 for terms up to B, hence V <= S - 1 at points of the sample.

V = m Var z^/z^2, B = max_j g_j/q_j. Both are multiplied by z^2 here: m Var z^ <= (B - 1) z^2 with B z = S max v_j/s_j;
and if g_j <= s_j for all j, that is max v_j/s_j <= z, at most (S - 1) z^2. Attained where v is a multiple of s on its
support, for instance by a single active edge.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_covariance, peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 4)),
    v=Vector("n", sign="nonnegative"),
    s=Vector("n", sign="positive"),
)
n, m, v, s = D.symbols
z, S = power_sum(v, 1), power_sum(s, 1)
variance = m * estimate_covariance(v, v, s, m)


def single_edge(n: int, m: int) -> dict[str, np.ndarray]:
    """Only the first edge is active; all have sensitivity 1."""
    return {"v": np.eye(n)[0], "s": np.ones(n)}


THEOREM = Theorem(
    name="variance_at_most_sensitivity",
    title="Variance of the estimate is at most the total sensitivity less one",
    id="coreset.moments",
    statement="For products v >= 0 with z = sum v and scores s > 0 with S = sum s, both in R^n, m >= 1 draws and "
    "max v_j/s_j <= z, m Var z^ is at most S z max v_j/s_j - z^2, and at most (S - 1) z^2.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s), "<=", z)],
        then=[
            Relation(variance, "<=", S * peak(v / s) * z - z**2),
            Relation(variance, "<=", (S - 1) * z**2),
        ],
    ),
    extremal=single_edge,
    sharp_at=({"n": 3, "m": 2}, {"n": 4, "m": 1}),
    source=Source("lqtheory_dossier", "coreset.moments"),
)
