"""What neurons give the next layer, as atoms of a dictionary in L_2 of a sample (dossier ``lq.alloc.structured``)."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.dictionaries.measured import best_dictionary_error
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.dictionary_expansions import ball_best_dictionary_error

__all__ = ["REFITTED_CHANGE", "refitted_change"]


def refitted_change(W: Any, X: Any, k: int) -> float:
    """Least change of the next layer's inputs when k neurons remain, each with a factor of its own.

    min over |S| = k and c of ‖Σ_j W_{:j} x_j − Σ_{j∈S} c_j W_{:j} x_j‖ in L_2 of the sample, by enumeration.

    Parameters
    ----------
    W : array-like, shape (m, d)
        Weights of the next layer.
    X : array-like, shape (N, d)
        Outputs of the d neurons on a sample.
    k : int
        Number of neurons that remain.

    Returns
    -------
    float

    Raises
    ------
    UnsupportedError
        If there are more than 20 000 choices.

    References
    ----------
    Dossier lq.alloc.structured.

    Examples
    --------
    >>> round(refitted_change([[1.0, 1.0]], [[1.0, 1.0], [1.0, 0.0]], 1), 12)
    0.5
    """
    weights, outputs = np.asarray(W, dtype=float), np.asarray(X, dtype=float)
    atoms = np.einsum("id,nd->nid", weights, outputs).reshape(-1, weights.shape[1]) / len(outputs) ** 0.5
    return best_dictionary_error(np.ones(weights.shape[1]), atoms, k)


def _ball_refitted_change(W: Any, X: Any, k: int) -> Any:
    root = balls.ball(len(X)).sqrt()
    atoms = [[row[j] * x[j] / root for row in W for x in X] for j in range(len(W[0]))]
    return ball_best_dictionary_error([balls.ball(1)] * len(atoms), atoms, k)


REFITTED_CHANGE = Quantity(
    "refitted_change", ("W", "X", "k"), refitted_change, _ball_refitted_change, r"\hat\Delta_{{{k}}}({W},{X})",
    "lq.alloc.structured", sign="nonnegative", integer_arguments=("k",),
)  # fmt: skip
