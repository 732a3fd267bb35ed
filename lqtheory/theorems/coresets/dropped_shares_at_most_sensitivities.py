r"""**Error of a deterministic coreset**: the share dropped at a point of the sample is at most the sum of s_j dropped.

v are the importances and s the sensitivities of the edges that are dropped, v_j <= s_j; without re-weighing the
relative error is -sum v, exactly. If v_j <= C s_j it is at most C sum s. Attained where all points have equal shares.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum

D = Domain(
    n=Integer(1, typical=(1, 16)),
    C=Real(0, typical=(0.5, 4)),
    v=Vector("n", sign="nonnegative"),
    s=Vector("n", sign="positive"),
)
n, C, v, s = D.symbols


def equal_shares(n: int, C: float) -> dict[str, np.ndarray]:
    """Importances C s for equal sensitivities."""
    return {"v": C * np.ones(n) / 16, "s": np.ones(n) / 16}


THEOREM = Theorem(
    name="dropped_shares_at_most_sensitivities",
    title="Error of keeping the largest sensitivities",
    id="coreset.det",
    statement="For importances v >= 0 and sensitivities s > 0 of the edges dropped, v_j <= C s_j, the share dropped is "
    "at most C times the sum of the sensitivities dropped.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(v / s), "<=", C)],
        then=[Relation(power_sum(v, 1), "<=", C * power_sum(s, 1))],
    ),
    extremal=equal_shares,
    sharp_at=({"n": 3, "C": 1.0}, {"n": 5, "C": 2.0}),
    source=Source("baykal_2022", "deterministic pruning"),
    provenance="derived",
)
