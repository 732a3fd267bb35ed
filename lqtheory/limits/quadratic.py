"""Predictors that know the Hessian as an operator: the loss along the real path, diagonal curvature, and real masks."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath, crossing, first_failure
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept
from lqtheory.quantities.arrays import as_vector

__all__ = [
    "RetrainedLoss",
    "diagonal_path",
    "exact_mask",
    "exact_mask_loss",
    "optimal_brain_damage",
    "path_forms",
    "path_quadratic",
]

#: Points of the path at which the quadratic form is looked at before the crossing is sought.
GRID = 33
#: Relative residual that counts as converged. The loss is then above the least one by at most its square times the
#: condition number of what is kept, in units of the loss at the start: 1e-6 left small tolerances undecided.
CONVERGED = 1e-10
#: Bytes of the vectors of one block of products along the path.
BLOCK_BYTES = 1 << 28


def block_of(dimension: int, wanted: int) -> int:
    """How many of the wanted vectors are multiplied at a time: six copies of each are held meanwhile.

    Parameters
    ----------
    dimension : int
        D, entries of a vector of 8 bytes each.
    wanted : int
        How many there are, >= 1.

    Returns
    -------
    int
        At least 1, and at most as many as fit :data:`BLOCK_BYTES`.
    """
    return max(1, min(wanted, BLOCK_BYTES // (6 * 8 * dimension)))


def product(operator: Any, vectors: np.ndarray) -> np.ndarray:
    """Products as float64 on the CPU, whatever the operator's dtype and device.

    Parameters
    ----------
    operator : SymmetricOperator
        Of dimension D.
    vectors : array of float64, shape (D,) or (k, D)
        One vector, or several as rows.

    Returns
    -------
    array of float64, same shape
    """
    return np.asarray(operator(vectors).detach().cpu().double())


def path_forms(path: MagnitudePath, operator: Any, counts: Any = None, *, kept: Kept | None = None) -> np.ndarray:
    r"""Quadratic forms of the pruned parts, ½ y_k' H y_k.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    operator : SymmetricOperator
        The Hessian over all trained parameters.
    counts : array-like of int, optional
        The k that are wanted; by default 0, ..., P.
    kept : Kept, optional
        Where the forms are kept, block by block.

    Returns
    -------
    array of float64, shape (len(counts),)

    Notes
    -----
    One product for each, in blocks of at most 256 MB.

    References
    ----------
    Dossier geom.prune.model.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> from lqtheory.limits import magnitude_path
    >>> path_forms(magnitude_path([1.0, 2.0]), matrix_operator([[1.0, 0.5], [0.5, 1.0]])).tolist()
    [0.0, 0.5, 3.5]
    """
    wanted = np.arange(path.prunable + 1) if counts is None else np.asarray(counts, dtype=int)
    size = block_of(path.dimension, len(wanted))
    found: list[float] = []
    for first in range(0, len(wanted), size):
        block = wanted[first : first + size]

        def form(block: np.ndarray = block) -> list[float]:
            ys = np.stack([path.pruned(int(k)) for k in block])
            return [float(value) for value in 0.5 * np.einsum("kd,kd->k", ys, product(operator, ys))]

        name = f"path-{block[0]}-{block[-1]}-{len(block)}"
        found += form() if kept is None else kept.number(name, form)
    return np.array(found)


def path_quadratic(
    path: MagnitudePath,
    operator: Any,
    epsilon: float,
    *,
    grid: int = GRID,
    forms: np.ndarray | None = None,
    gradient: np.ndarray | None = None,
    kept: Kept | None = None,
) -> Prediction:
    r"""One-shot pruning in the quadratic model along the real path: ½ y_k' H y_k <= ε.

    With a gradient the model keeps its first-order term, ½ y_k' H y_k - ∇L · y_k <= ε: weights that were trained with a
    penalty are no minimum of the loss without it.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    operator : SymmetricOperator
        The Hessian over all trained parameters.
    epsilon : float
        Tolerated loss, >= 0.
    grid : int
        Number of points of the path that are looked at first, at least 2.
    forms : array of float64, shape (P + 1,), optional
        Of :func:`path_forms` at every point, where they are known.
    gradient : array of float64, shape (D,), optional
        ∇L at the trained weights; by default 0, as at a minimum.
    kept : Kept, optional
        Where the forms are kept.

    Returns
    -------
    Prediction
        The end of the range from 0 in which the condition holds. It is ``exact`` if every point was looked at. On a
        grid it is ``estimated``, by bisection between the last grid point up to which none failed, the lower end of
        the interval, and the next. The upper end is certain; between earlier grid points the condition may fail, too.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.
    ShapeError
        If ``forms`` or ``gradient`` has another length.

    Notes
    -----
    No eigenvalues: about ``grid`` products in blocks of at most 256 MB, and log2(P/grid) more. The condition need not
    be monotone; the status says so where a later point satisfies it again.

    References
    ----------
    Dossier geom.prune.model.

    Examples
    --------
    >>> import numpy as np
    >>> from lqtheory.curvature import matrix_operator
    >>> from lqtheory.limits import magnitude_path
    >>> path = magnitude_path([0.1, 0.2, 0.3])
    >>> path_quadratic(path, matrix_operator(np.eye(3)), 0.03).count
    2
    >>> path_quadratic(path, matrix_operator(np.eye(3)), 0.03, gradient=-np.ones(3) / 8).count
    1
    """
    epsilon = checked_tolerance(epsilon, "path_quadratic")
    if grid < 2:
        raise DomainError(f"grid={grid} is below 2 (path_quadratic); use at least the two ends")
    if forms is not None and np.shape(forms) != (path.prunable + 1,):
        raise ShapeError(f"forms has shape {np.shape(forms)} (path_quadratic); give all {path.prunable + 1}")
    if gradient is not None and np.shape(gradient) != path.weights.shape:
        raise ShapeError(f"gradient has shape {np.shape(gradient)} (path_quadratic); give {path.weights.shape}")
    counts = np.unique(np.linspace(0, path.prunable, grid if forms is None else path.prunable + 1).astype(int))
    first = np.zeros(path.prunable + 1)
    if gradient is not None:
        first[1:] = -np.cumsum(np.asarray(gradient, dtype=np.float64)[path.order] * path.weights[path.order])
    quadratic = path_forms(path, operator, counts, kept=kept) if forms is None else forms

    def fits(k: int) -> bool:
        return bool(path_forms(path, operator, [k], kept=kept)[0] + first[k] <= epsilon)

    name = "path quadratic" if gradient is None else "path quadratic with gradient"
    found = first_failure(name, path, counts, quadratic + first[counts] <= epsilon, fits)
    return dataclasses.replace(found, note="no retraining, the real displacement")


def _diagonal(path: MagnitudePath, curvature: Any, where: str) -> np.ndarray:
    h = np.asarray(as_vector(curvature, "curvature", where), dtype=np.float64)
    if h.shape != path.weights.shape:
        raise ShapeError(f"curvature has shape {h.shape}, weights has {path.weights.shape} ({where}); give D entries")
    if h.min() < 0:
        raise DomainError(
            f"curvature has the negative entry {h.min():g} ({where}); use that of the Gauss-Newton matrix"
        )
    return h


def diagonal_path(path: MagnitudePath, curvature: Any, epsilon: float) -> Prediction:
    r"""One-shot pruning along the magnitude path with the diagonal of H alone: ½ Σ_E h_i w_i² <= ε.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    curvature : array-like, shape (D,)
        Diagonal of the Gauss-Newton matrix, >= 0.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    lecun_denker_solla_1990; dossier geom.prune.aligned.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> diagonal_path(magnitude_path([0.1, 0.2, 0.3]), [4.0, 1.0, 1.0], 0.05).count
    2
    """
    epsilon = checked_tolerance(epsilon, "diagonal_path")
    costs = 0.5 * _diagonal(path, curvature, "diagonal_path")[path.order] * path.weights[path.order] ** 2
    count = int((np.cumsum(costs) <= epsilon).sum())
    return Prediction("diagonal, magnitude order", count, count, count, path.prunable, "exact", "", "H diagonal")


def optimal_brain_damage(path: MagnitudePath, curvature: Any, epsilon: float) -> Prediction:
    r"""The best mask if H is diagonal: the most weights with ½ Σ_E h_i w_i² <= ε, by ascending h_i w_i².

    Parameters
    ----------
    path : MagnitudePath
        Weights; the order is not used.
    curvature : array-like, shape (D,)
        Diagonal of the Gauss-Newton matrix, >= 0.
    epsilon : float
        Tolerated loss, >= 0.

    Returns
    -------
    Prediction
        Exact in the model: retraining cannot help a diagonal H.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    lecun_denker_solla_1990; dossier geom.prune.aligned.

    Examples
    --------
    >>> from lqtheory.limits import magnitude_path
    >>> optimal_brain_damage(magnitude_path([0.1, 0.2, 0.3]), [100.0, 1.0, 1.0], 0.07).count
    2
    """
    epsilon = checked_tolerance(epsilon, "optimal_brain_damage")
    costs = 0.5 * _diagonal(path, curvature, "optimal_brain_damage")[path.order] * path.weights[path.order] ** 2
    count = int((np.cumsum(np.sort(costs)) <= epsilon).sum())
    return Prediction("optimal brain damage", count, count, count, path.prunable, "exact", "", "H diagonal, best mask")


@dataclass(frozen=True)
class RetrainedLoss:
    """Loss of the quadratic model after the kept weights were retrained.

    Parameters
    ----------
    value : float
        Loss at the last iterate, which a mask attains: an upper bound of the minimum.
    one_shot : float
        Loss before retraining.
    residual : float
        Norm of the gradient over the kept weights, relative to its norm at the start.
    steps : int
        Of conjugate gradients.
    status : {"converged", "stopped", "unbounded"}
        ``unbounded``: a kept direction of negative curvature was met, the quadratic model has no minimum.
    """

    value: float
    one_shot: float
    residual: float
    steps: int
    status: str


def exact_mask_loss(
    path: MagnitudePath,
    operator: Any,
    k: int,
    *,
    steps: int = 200,
    tolerance: float = CONVERGED,
    enough: float = -math.inf,
    kept: Kept | None = None,
) -> RetrainedLoss:
    r"""Least loss of the quadratic model over the weights that a real mask keeps, by conjugate gradients.

    min ½ (v - y)' H (v - y) over v that is zero where y = w_E is not; H_LL v = H_LE y.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    operator : SymmetricOperator
        Positive semidefinite for a minimum, such as a Gauss-Newton matrix.
    k : int
        Number of pruned weights, in {0, ..., P}.
    steps : int
        Largest number of products.
    tolerance : float
        Relative residual at which to stop.
    enough : float
        Stop as soon as the loss is at most this.
    kept : Kept, optional
        Where the iteration is kept after every step, under the name ``mask-k``.

    Returns
    -------
    RetrainedLoss

    Raises
    ------
    DomainError
        If ``k`` is out of range.

    Notes
    -----
    No assumption on eigenvectors: what all predictors of the quadratic model are compared with. The loss falls in
    every step; each iterate is a mask with a certain loss, so that "feasible" needs no convergence.

    References
    ----------
    Dossier geom.prune.model (geom.prune.exact_mask).

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> from lqtheory.limits import magnitude_path
    >>> operator = matrix_operator([[1.0, 0.5], [0.5, 1.0]], semidefinite=True)
    >>> round(exact_mask_loss(magnitude_path([1.0, 2.0]), operator, 1).value, 12)
    0.375
    """
    if not 0 <= k <= path.prunable:
        raise DomainError(f"k={k} is outside 0, ..., {path.prunable} (exact_mask_loss); count pruned weights")
    free, status = path.kept(k), "converged"
    known = None if kept is None else kept.state(f"mask-{k}")
    if known is None:
        displacement = -path.pruned(k)
        gradient = product(operator, displacement)
        loss = one_shot = 0.5 * float(displacement @ gradient)
        residual = np.where(free, -gradient, 0.0)
        direction, square = residual.copy(), float(residual @ residual)
        start, done = square, 0
    else:
        residual, direction = known["residual"], known["direction"]
        loss, one_shot, square, start = (float(number) for number in known["numbers"][:4])
        done = int(known["numbers"][4])
    while square > tolerance**2 * start and loss > enough:
        if done == steps:
            status = "stopped"
            break
        image = np.where(free, product(operator, direction), 0.0)
        curvature, done = float(direction @ image), done + 1
        if curvature <= 0.0:
            if operator.semidefinite:  # rounding alone: no kept direction has negative curvature
                status = "stopped"
            else:
                status = "unbounded" if curvature < -1e-12 * float(direction @ direction) else "converged"
            break
        length = square / curvature
        loss -= 0.5 * length * square
        residual -= length * image
        square, before = float(residual @ residual), square
        direction = residual + square / before * direction
        if kept is not None:
            numbers = [loss, one_shot, square, start, done]
            kept.save_state(f"mask-{k}", residual=residual, direction=direction, numbers=np.array(numbers))
    return RetrainedLoss(loss, one_shot, math.sqrt(square / start) if start else 0.0, done, status)


def exact_mask(
    path: MagnitudePath, operator: Any, epsilon: float, *, steps: int = 200, kept: Kept | None = None
) -> Prediction:
    r"""Largest magnitude mask whose retrained loss in the quadratic model is at most ε.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    operator : SymmetricOperator
        Positive semidefinite, such as a Gauss-Newton matrix.
    epsilon : float
        Tolerated loss, >= 0.
    steps : int
        Products for each mask that is tried.
    kept : Kept, optional
        Where the masks are kept, product by product.

    Returns
    -------
    Prediction
        Every count up to ``low`` is feasible: each iterate is a mask with a certain loss. ``high`` is the last count
        that no converged iteration has refuted. Where they differ, conjugate gradients did not converge beyond ``low``:
        the kind is ``estimated``, the status ``at least, not converged beyond``.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is out of range.

    References
    ----------
    Dossier geom.prune.model (geom.prune.exact_mask).

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> from lqtheory.limits import magnitude_path
    >>> operator = matrix_operator([[1.0, 0.5], [0.5, 1.0]], semidefinite=True)
    >>> exact_mask(magnitude_path([1.0, 2.0]), operator, 0.4).count
    1
    """
    epsilon = checked_tolerance(epsilon, "exact_mask")
    refuted = [path.prunable + 1]

    def judged(k: int) -> list[bool]:
        found = exact_mask_loss(path, operator, k, steps=steps, enough=epsilon, kept=kept)
        fits = found.value <= epsilon or found.status == "unbounded"
        return [bool(fits), not fits and found.status == "converged"]

    def fits(k: int) -> bool:
        if k == 0:
            return True
        made = judged(k) if kept is None else kept.number(f"mask-{k}-{epsilon!r}", lambda: judged(k))
        if kept is not None:
            kept.forget(f"mask-{k}")
        if made[1]:
            refuted.append(k)
        return bool(made[0])

    count = crossing(fits, path.prunable)
    high, note = min(refuted) - 1, "retrained, quadratic model"
    if high > count:
        status = "at least, not converged beyond"
        return Prediction("exact mask", count, count, high, path.prunable, "estimated", status, note)
    return Prediction("exact mask", count, count, count, path.prunable, "exact", "", note)
