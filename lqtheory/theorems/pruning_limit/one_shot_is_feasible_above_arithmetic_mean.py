r"""**From the arithmetic mean on nothing needs to be retrained**: for 2 epsilon/|y|^2 >= AM one shot is feasible.

H has the eigenvalues r^2, of which some may be 0, and y is the vector of the pruned weights in its eigenbasis. The
kept weights as they are have the loss y'Hy/2 = |r y|^2/2, and with the weights y^2 the arithmetic mean AM of the
eigenvalues is |r y|^2/|y|^2. It is the upper end of the slice equation's left side (:mod:`slice_mean_rises`), so that
beyond it there is no root to look for. Below AM the loss without retraining is above epsilon, and what retraining does
is decided by the slice, down to the harmonic mean (:mod:`slice_is_missed_below_harmonic_mean`).
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 8)), epsilon=Real(0, typical=(0.1, 10)), r=Vector("n"), y=Vector("n", nonzero=True))
n, epsilon, r, y = D.symbols
arithmetic = power_sum(r * y, 2) / power_sum(y, 2)


def at_the_edge(n: int, epsilon: float) -> dict[str, np.ndarray]:
    """Equal eigenvalues at which the loss without retraining is epsilon."""
    return {"r": np.full(n, np.sqrt(2 * epsilon / n)), "y": np.ones(n)}


THEOREM = Theorem(
    name="one_shot_is_feasible_above_arithmetic_mean",
    title="Feasible without retraining",
    id="geom.prune.slice.feasible",
    statement="For r, y in R^n, y != 0 and epsilon > 0: if the mean of the r_i^2 with the weights y_i^2 is at most "
    "2 epsilon/|y|^2, then half the sum of r_i^2 y_i^2 is at most epsilon.",
    domain=D,
    claim=Claim(
        given=[Relation(arithmetic, "<=", 2 * epsilon / power_sum(y, 2))],
        then=[Relation(power_sum(r * y, 2) / 2, "<=", epsilon)],
    ),
    extremal=at_the_edge,
    sharp_at=({"n": 2, "epsilon": 1.0}, {"n": 8, "epsilon": 16.0}),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
