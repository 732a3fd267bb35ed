r"""**The estimate as a mean**: z^ = (z/m) sum_j c_j T_j, T_j = g_j/q_j, and 0 <= T_j <= B = S max_j v_j/s_j / z.

c_j is how often edge j is drawn, m = sum c, q = s/S; the new weights c_j w_j/(m q_j) give z^ = (S/m) sum_j c_j v_j/s_j,
v_j = w_j a_j. So whatever is drawn, 0 <= z^ <= B z: the range behind all tail bounds. Attained where only the edge of
the largest ratio is drawn, and for every c where v is proportional to s.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_of_counts, peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    c=Vector("n", sign="nonnegative", nonzero=True),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, c, v, s = D.symbols
total, draws = power_sum(s, 1), power_sum(c, 1)


def proportional(n: int) -> dict[str, np.ndarray]:
    """All ratios are equal."""
    return {"c": np.eye(n)[0] + 1.0, "v": np.ones(n), "s": np.full(n, 2.0)}


THEOREM = Theorem(
    name="estimate_is_a_mean_of_ratios",
    title="The estimate of a class as a mean of bounded terms",
    id="coreset.estimator",
    statement="For counts c >= 0, not all zero, products v >= 0, not all zero, and scores s > 0 in R^n, the estimate "
    "is the mean over the draws of v_j sum s/s_j, and at most sum s times max v_j/s_j.",
    domain=D,
    claim=Claim(
        then=[
            Relation(estimate_of_counts(c, v, s), "<=", total * peak(v / s)),
            Relation(estimate_of_counts(c, v, s), "=", total / draws * power_sum(c * (v / s), 1)),
        ]
    ),
    extremal=proportional,
    sharp_at=({"n": 3}, {"n": 8}),
    source=Source("baykal_2019", "Algorithm 2 (read in the released implementation)"),
    provenance="read",
)
