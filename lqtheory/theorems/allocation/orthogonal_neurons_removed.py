r"""**Neurons whose contributions are orthogonal**: removing all but the k largest scores costs exactly sigma_k(s)_2.

If the columns of the next layer's weights are orthogonal (or the outputs on the sample are), the changes that different
neurons make add up by Pythagoras, and the bound sigma_k(s)_1 of ``removed_neurons_at_most_scores`` becomes an equality
with sigma_k(s)_2. Orthogonal columns of given norms b_j are, up to a rotation of the next layer, the diagonal matrix of
b; the outputs enter by their norms g_j in L2 only, and the score is s_j = b_j g_j. An identity.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Matrix, Source, Theorem, Vector, balls
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.symbols import tail_power_sum


def _norms(X: Any) -> np.ndarray:
    return np.asarray(lq_norm(np.asarray(X).T, 2.0)) / len(X) ** 0.5


def _ball_norms(X: Any) -> list[Any]:
    sums = [balls.total(row[j] * row[j] for row in X) for j in range(len(X[0]))]
    return [balls.power(total / len(X), balls.ball(1) / 2) for total in sums]


def _squared_change(b: Any, X: Any, k: int) -> float:
    removed = np.argsort(-(np.asarray(b) ** 2) * np.square(X).sum(axis=0), kind="stable")[k:]
    change = np.asarray(X)[:, removed] @ np.diag(np.asarray(b))[:, removed].T
    return float(np.sum(change**2)) / len(X)


def _ball_squared_change(b: Any, X: Any, k: int) -> Any:
    squares = [bj * bj * balls.total(row[j] * row[j] for row in X) for j, bj in enumerate(b)]
    removed = sorted(range(len(b)), key=lambda j: -float(squares[j].mid()))[k:]
    return balls.total([balls.ball(0), *((b[j] * row[j]) * (b[j] * row[j]) for row in X for j in removed)]) / len(X)


CHANGE = Quantity(
    "orthogonal_change", ("b", "X", "k"), _squared_change, _ball_squared_change, r"\Delta^2_{{{k}}}({b},{X})",
    sign="nonnegative",
)  # fmt: skip
NORMS = Quantity("output_norms", ("X",), _norms, _ball_norms, r"\|{X}_j\|", sign="nonnegative", vector=True)

D = Domain(
    d=Integer(1, typical=(1, 6)),
    N=Integer(1, typical=(1, 5)),
    k=Integer(0, "d"),
    b=Vector("d", sign="nonnegative"),
    X=Matrix("N", "d"),
)
d, N, k, b, X = D.symbols

THEOREM = Theorem(
    name="orthogonal_neurons_removed",
    title="Removing neurons with orthogonal contributions",
    id="lq.alloc.structured",
    statement="For orthogonal outgoing columns of norms b and outputs X on a sample, keeping the k largest scores"
    " s_j = b_j ||x_j||_{L2} changes the next layer's inputs by sigma_k(s)_2 in L2 (both sides squared).",
    domain=D,
    claim=Equal(CHANGE.symbol(b, X, k), tail_power_sum(b * NORMS.symbol(X), k, 2)),
    source=Source("lqtheory_dossier", "lq.alloc.structured"),
    notes="Orthogonal outputs are the same statement with the roles of weights and outputs exchanged.",
)
