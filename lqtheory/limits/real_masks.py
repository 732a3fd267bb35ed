"""The quadratic model's own truth: the least loss over the weights that a real mask keeps, by conjugate gradients."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.limits.displacements import product
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath, crossing
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept

__all__ = ["RetrainedLoss", "exact_mask", "exact_mask_loss"]

#: Relative residual that counts as converged. The loss is then above the least one by at most its square times the
#: condition number of what is kept, in units of the loss at the start: 1e-6 left small tolerances undecided.
CONVERGED = 1e-10


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
