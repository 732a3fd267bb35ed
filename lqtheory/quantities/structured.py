"""Errors of removing whole neurons, exact and bounded by neuron scores (dossier ``lq.alloc.structured``)."""

from __future__ import annotations

from typing import Any

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import Array, as_vector, check_count, check_exponent, namespace
from lqtheory.quantities.best_k_term import best_k_term_error
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.worst_case import worst_case

__all__ = ["neuron_scores", "removal_bound", "removal_error", "removal_worst_case"]


def neuron_scores(outgoing: Any, activations: Any, compensated: bool = False) -> Array:
    r"""Scores of the neurons of a layer: how much the next layer may change without each of them.

    s_j = ‖W_{:j}‖_2 ‖x_j‖_{L2(ν)}; the standard deviation of x_j in place of its norm if its mean is moved into the
    bias of the next layer, b += W_{:j} mean(x_j).

    Parameters
    ----------
    outgoing : array-like, shape (m, d)
        Weights W of the next layer.
    activations : array-like, shape (N, d)
        Outputs x of the d neurons on a sample; ν is its uniform law.
    compensated : bool
        Whether means are moved into the bias.

    Returns
    -------
    array of float64, shape (d,)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not a finite numeric table, or the numbers of neurons differ.

    Notes
    -----
    Cost O((m + N) d).

    References
    ----------
    Dossier lq.alloc.structured.

    Examples
    --------
    >>> neuron_scores([[3.0, 0.0], [4.0, 1.0]], [[1.0, 2.0], [1.0, 0.0]]).round(12).tolist()
    [5.0, 1.414213562373]
    >>> neuron_scores([[3.0, 0.0], [4.0, 1.0]], [[1.0, 2.0], [1.0, 0.0]], compensated=True).tolist()
    [0.0, 1.0]
    """
    weights, centred = _tables(outgoing, activations, compensated, "neuron_scores")
    transposed = namespace(weights).permute_dims
    count = centred.shape[0]
    return lq_norm(transposed(weights, (1, 0)), 2.0) * lq_norm(transposed(centred, (1, 0)), 2.0) / count**0.5


def removal_error(outgoing: Any, activations: Any, removed: Any, compensated: bool = False) -> float:
    r"""Root mean square change of the next layer's inputs when a set of neurons is removed.

    ‖Σ_{j∈J} W_{:j} x_j‖_{L2(ν)} = (Σ_{j,k∈J} (WᵀW)_{jk} (XᵀX/N)_{jk})^{1/2}.

    Parameters
    ----------
    outgoing, activations, compensated
        As in :func:`neuron_scores`.
    removed : array-like of bool, shape (d,)
        Which neurons are removed.

    Returns
    -------
    float
        0 if none is.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`neuron_scores`, and if ``removed`` is no mask of the neurons.

    Notes
    -----
    Computed from the changes themselves, without cancellation, at cost O(N m |J|).

    References
    ----------
    Dossier lq.alloc.structured.

    Examples
    --------
    >>> removal_error([[3.0, 0.0], [4.0, 1.0]], [[1.0, 2.0], [1.0, 0.0]], [True, False])
    5.0
    """
    weights, centred = _tables(outgoing, activations, compensated, "removal_error")
    xp = namespace(weights)
    mask = xp.asarray(removed) if weights.device == "cpu" else xp.asarray(removed, device=weights.device)
    if mask.dtype != xp.bool or tuple(mask.shape) != (weights.shape[1],):
        raise ShapeError(
            f"removed has shape {tuple(mask.shape)} and dtype {mask.dtype}, allowed is a mask of "
            f"{weights.shape[1]} bools (removal_error)"
        )
    if not bool(xp.any(mask)):
        return 0.0
    change = centred[:, mask] @ xp.permute_dims(weights[:, mask], (1, 0))
    return float(lq_norm(xp.reshape(change, (-1,)), 2.0)) / int(centred.shape[0]) ** 0.5


def removal_bound(scores: Any, k: int, orthogonal: bool = False) -> float:
    r"""Bound on the change when the k neurons with the largest scores are kept.

    σ_k(s)_1; σ_k(s)_2 if the activations or the columns of the next layer's weights are orthogonal.

    Parameters
    ----------
    scores : array-like, shape (d,)
        As :func:`neuron_scores` gives them.
    k : int
        Number of neurons kept, in {0, ..., d}.
    orthogonal : bool
        Whether the changes that different neurons make are orthogonal.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`lqtheory.quantities.best_k_term.best_k_term_error`.

    Notes
    -----
    Triangle inequality, or Pythagoras.

    References
    ----------
    Dossier lq.alloc.structured.

    Examples
    --------
    >>> removal_bound([5.0, 3.0, 4.0], 1), removal_bound([5.0, 3.0, 4.0], 1, orthogonal=True)
    (7.0, 5.0)
    """
    return float(best_k_term_error(scores, k, 2.0 if orthogonal else 1.0))


def removal_worst_case(scores: Any, k: int, q: float) -> float:
    r"""Bound on the change from the l_q norm of the scores alone.

    W(k, d, q, 1) ‖s‖_q.

    Parameters
    ----------
    scores : array-like, shape (d,)
        As :func:`neuron_scores` gives them.
    k : int
        Number of neurons kept, in {0, ..., d}.
    q : float
        Exponent in (0, inf).

    Returns
    -------
    float
        At least :func:`removal_bound`.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, NormOverflowError
        As :func:`lqtheory.quantities.worst_case.worst_case` and :func:`lqtheory.quantities.norms.lq_norm`.

    References
    ----------
    Dossier lq.alloc.structured, lq.worst.

    Examples
    --------
    >>> removal_worst_case([1.0, 1.0, 1.0, 1.0], 2, 0.5)
    2.0
    """
    s = as_vector(scores, "scores", "removal_worst_case")
    k = check_count(k, "k", 0, s.shape[-1], "removal_worst_case")
    q = check_exponent(q, "q", "removal_worst_case")
    return worst_case(k, int(s.shape[-1]), q, 1.0) * float(lq_norm(s, q))


def _tables(outgoing: Any, activations: Any, compensated: bool, where: str) -> tuple[Array, Array]:
    """Checked weights, and activations without their means if these are moved into the bias."""
    weights, x = as_vector(outgoing, "outgoing", where), as_vector(activations, "activations", where)
    if weights.ndim != 2 or x.ndim != 2 or weights.shape[1] != x.shape[1]:
        raise ShapeError(
            f"outgoing has shape {tuple(weights.shape)} and activations {tuple(x.shape)}, allowed are (m, d) and "
            f"(N, d) ({where}); pass one column for each neuron"
        )
    if not (weights.shape[0] and x.shape[0]):
        raise DomainError(f"outgoing or activations has no rows ({where}); give at least one of each")
    return weights, x - namespace(x).mean(x, axis=0) if compensated else x
