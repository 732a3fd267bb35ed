r"""**Variance of a mixed coreset**: S_R sum_R g_j^2/s_j - G^2 <= G (S_R - G), the sums over the edges R that are drawn.

v are the importances and s the sensitivities of the edges drawn, v_j <= s_j, G = sum v, S_R = sum s; the others are
kept for certain. m' times the relative variance. Attained where v = s on its support.
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
G, S = power_sum(v, 1), power_sum(s, 1)


def single_edge(n: int, m: int) -> dict[str, np.ndarray]:
    """Only the first edge is active; all have sensitivity 1."""
    return {"v": np.eye(n)[0], "s": np.ones(n)}


THEOREM = Theorem(
    name="variance_of_mixed_coreset",
    title="Variance of a coreset that keeps some edges for certain",
    id="coreset.mixed",
    statement="For importances v >= 0 and sensitivities s > 0 of the n edges that are drawn, v_j <= s_j, and m >= 1 "
    "draws, m times the variance of the estimate of G = sum v is at most G (sum s - G).",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s), "<=", 1)],
        then=[Relation(m * estimate_covariance(v, v, s, m), "<=", G * (S - G))],
    ),
    extremal=single_edge,
    sharp_at=({"n": 3, "m": 2}, {"n": 4, "m": 1}),
    source=Source("lqtheory_dossier", "coreset.mixed"),
)
