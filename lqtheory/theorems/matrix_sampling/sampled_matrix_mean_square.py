r"""**Mean squared error of a sampled matrix, exactly**: (sum x_i^2/p_i - sum x_i^2)/s for any probabilities p.

Measured is the mean over all n^s sequences of draws, which the ball version enumerates.
"""

import numpy as np

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.quantities.matrix_sampling import entry_sampling_error
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.matrix_sampling import enumerated_sampling_error
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 4)), s=Integer(1, typical=(1, 3)), x=Vector("n"), w=Vector("n", sign="positive"))
n, s, x, w = D.symbols


def _enumerated(x: np.ndarray, w: np.ndarray, s: int) -> float:
    """By the formula; the ball version enumerates."""
    return entry_sampling_error(x, w, s)


MEASURED = Quantity(
    "sampled_mean_square",
    ("x", "w", "s"),
    _enumerated,
    enumerated_sampling_error,
    r"\mathbb E\|B-A\|_F^2({x},{w},{s})",
    "baseline.frobenius",
    sign="nonnegative",
    integer_arguments=("s",),
)
THEOREM = Theorem(
    name="sampled_matrix_mean_square",
    title="Mean squared error of a sampled matrix",
    id="baseline.frobenius",
    statement="For entries x of a matrix, weights w > 0 and s draws with probabilities w_i/sum w, the mean of the "
    "squared Frobenius error is (sum x_i^2/w_i sum w_i - sum x_i^2)/s.",
    domain=D,
    claim=Equal(MEASURED.symbol(x, w, s), (power_sum(x**2 / w, 1) * power_sum(w, 1) - power_sum(x, 2)) / s),
    source=Source("lqtheory_dossier", "baseline.frobenius"),
    provenance="derived",
)
