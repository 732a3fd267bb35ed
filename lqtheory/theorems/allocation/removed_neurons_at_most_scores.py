r"""**Removing neurons by score**: the next layer changes by at most the sum of the scores of the removed neurons.

Neuron j has output x_j on a sample of N inputs and outgoing weights W_{:j}; its score is s_j = ||W_{:j}||_2
||x_j||_{L2}, the root mean square of what it contributes. Keeping the k largest scores changes the inputs of the next
layer by ||sum_J W_{:j} x_j||_{L2} <= sum_J s_j = sigma_k(s)_1 (triangle inequality), and sigma_k(s)_1 <= W(k,d,q,1)
||s||_q by ``worst_case_best_k_term_error``. Equality for neurons that are multiples of each other. k < d: otherwise
nothing is removed. With re-fitted weights see :mod:`refitted_neurons_bound`.
"""

from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Matrix, Real, Source, Theorem, balls
from lqtheory.quantities.matrix_rows import NEURON_SCORES
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.structured import removal_error
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, worst_case


def _removed_change(W: Any, X: Any, k: int) -> Any:
    squares = np.square(W).sum(axis=0) * np.square(X).sum(axis=0)
    ranks = np.argsort(np.argsort(-squares, kind="stable"), kind="stable")
    return removal_error(W, X, ranks >= k)


def _ball_removed_change(W: Any, X: Any, k: int) -> Any:
    squares = [
        balls.total(row[j] * row[j] for row in W) * balls.total(x[j] * x[j] for x in X) for j in range(len(W[0]))
    ]
    removed = sorted(range(len(squares)), key=lambda j: -float(squares[j].mid()))[k:]
    change = [balls.total([balls.ball(0), *(row[j] * x[j] for j in removed)]) for row in W for x in X]
    return balls.power(balls.total(v * v for v in change) / len(X), balls.ball(1) / 2)


CHANGE = Quantity(
    "removed_change",
    ("W", "X", "k"),
    _removed_change,
    _ball_removed_change,
    r"\Delta_{{{k}}}({W},{X})",
    sign="nonnegative",
)
D = Domain(
    m=Integer(1, typical=(1, 4)),
    d=Integer(1, typical=(1, 6)),
    N=Integer(1, typical=(1, 5)),
    k=Integer(0, "d-1"),
    q=Real(0, typical=(0.2, 2)),
    W=Matrix("m", "d"),
    X=Matrix("N", "d"),
)
m, d, N, k, q, W, X = D.symbols
scores = NEURON_SCORES.symbol(W, X)

THEOREM = Theorem(
    name="removed_neurons_at_most_scores",
    title="Removing neurons costs at most their scores",
    id="lq.alloc.structured",
    statement="For outgoing weights W of d neurons and their outputs X on a sample, keeping the k neurons with the "
    "largest scores s_j = ||W_{:j}||_2 ||x_j||_{L2} changes the next layer's inputs by at most "
    "sigma_k(s)_1 in L2, and so by at most W(k,d,q,1) times the l_q norm of the scores for every q > 0.",
    domain=D,
    claim=Claim(
        then=[
            Relation(CHANGE.symbol(W, X, k), "<=", best_k_term_error(scores, k, 1)),
            Relation(best_k_term_error(scores, k, 1), "<=", worst_case(k, d, q, 1) * lq_norm(scores, q)),
        ]
    ),
    extremal=lambda m, d, N, k, q: {"W": np.ones((m, d)), "X": np.ones((N, d))},
    source=Source("lqtheory_dossier", "lq.alloc.structured"),
    notes="nu is the uniform law of the sample. Ties of scores are broken by index; any choice obeys the bound.",
)
