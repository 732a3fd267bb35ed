r"""**Sensitivities do not depend on units**: each point and all weights may be multiplied by positive numbers.

The importance w_j a_j/sum_k w_k a_k of an edge at a point keeps its value, and so do the total sensitivity and the
distribution that edges are drawn from.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.quantities.coreset_sensitivities import total_sensitivity
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_sensitivities import ball_total_sensitivity


def scaled_sensitivity(w: Any, A: Any, c: Any, b: float) -> Any:
    """Total sensitivity for the weights b w and the points c_i times row i of A."""
    return total_sensitivity(b * np.asarray(w), np.asarray(c)[..., None] * np.asarray(A, dtype=np.float64))


def ball_scaled_sensitivity(w: Any, A: Any, c: Any, b: Any) -> Any:
    """The same in balls."""
    return ball_total_sensitivity([b * x for x in w], [[s * a for a in row] for s, row in zip(c, A, strict=True)])


SCALED = Quantity(
    "scaled_sensitivity", ("w", "A", "c", "b"), scaled_sensitivity, ball_scaled_sensitivity, r"S({b}{w},{c}{A})"
)

D = Domain(
    n=Integer(1, typical=(1, 4)),
    N=Integer(1, typical=(1, 4)),
    b=Real(0, typical=(0, 8)),
    A=SAMPLE,
    w=Vector("n", sign="positive"),
    c=Vector("N", sign="positive"),
)
n, N, b, A, w, c = D.symbols

THEOREM = Theorem(
    name="scaling_keeps_sensitivities",
    title="Sensitivities of scaled points and weights",
    id="coreset.s_range.scale",
    statement="For weights w > 0 of n edges, a sample A of N points, none without input, and b, c_i > 0, the total "
    "sensitivity for weights b w and points c_i times the rows of A is that for w and A.",
    domain=D,
    claim=Equal(SCALED.symbol(w, A, c, b), sample_quantity("sensitivity_of_sample")(w, A)),
    source=Source("lqtheory_dossier", "coreset.s_range"),
)
