"""The quadratic model along the real path: what pruning these very weights costs, without eigenvalues."""

from __future__ import annotations

import dataclasses
import zlib
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.limits.epsilons import checked_tolerance
from lqtheory.limits.paths import MagnitudePath, first_failure
from lqtheory.limits.records import Prediction
from lqtheory.limits.resuming import Kept
from lqtheory.quantities.arrays import as_vector

__all__ = ["PathForms", "first_order", "path_quadratic"]

#: Points of the path at which the quadratic form is looked at before the crossing is sought.
GRID = 33
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


class PathForms:
    r"""Quadratic forms of the pruned parts, ½ y_k' H y_k, each computed once, when it is asked for.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    operator : SymmetricOperator
        The Hessian over all trained parameters.
    kept : Kept, optional
        Where the forms are kept on disk, block by block.

    Notes
    -----
    One product for each k, in blocks of at most 256 MB.

    References
    ----------
    Dossier geom.prune.model.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> from lqtheory.limits import magnitude_path
    >>> forms = PathForms(magnitude_path([1.0, 2.0]), matrix_operator([[1.0, 0.5], [0.5, 1.0]]))
    >>> forms.at([0, 1, 2]).tolist(), forms.complete
    ([0.0, 0.5, 3.5], True)
    """

    def __init__(self, path: MagnitudePath, operator: Any, *, kept: Kept | None = None) -> None:
        self.path, self.operator, self._kept = path, operator, kept
        self._known = {0: 0.0}

    @property
    def complete(self) -> bool:
        """Whether the form is known at every point of the path."""
        return len(self._known) == self.path.prunable + 1

    def at(self, counts: Any = None) -> np.ndarray:
        """The forms at some k, by default at all of them.

        Parameters
        ----------
        counts : array-like of int, shape (m,), optional
            The k, in {0, ..., P}.

        Returns
        -------
        array of float64, shape (m,)

        Raises
        ------
        DomainError
            If a k is out of range.
        """
        wanted = np.arange(self.path.prunable + 1) if counts is None else np.asarray(counts, dtype=int)
        if wanted.size and not 0 <= wanted.min() <= wanted.max() <= self.path.prunable:
            raise DomainError(f"counts has {wanted.min()} to {wanted.max()} (PathForms); use 0 to {self.path.prunable}")
        missing = [k for k in dict.fromkeys(wanted.tolist()) if k not in self._known]
        size = block_of(self.path.dimension, max(len(missing), 1))
        for first in range(0, len(missing), size):
            block = missing[first : first + size]

            def made(block: list[int] = block) -> list[float]:
                return self._multiplied(block)

            name = f"path-{block[0]}-{block[-1]}-{len(block)}-{zlib.crc32(repr(block).encode()):08x}"
            found = made() if self._kept is None else self._kept.number(name, made)
            self._known.update(zip(block, found, strict=True))
        return np.array([self._known[k] for k in wanted.tolist()])

    def _multiplied(self, block: list[int]) -> list[float]:
        ys = np.stack([self.path.pruned(k) for k in block])
        return [float(value) for value in 0.5 * np.einsum("kd,kd->k", ys, product(self.operator, ys))]


def path_quadratic(
    path: MagnitudePath,
    operator: Any,
    epsilon: float,
    *,
    grid: int = GRID,
    forms: PathForms | None = None,
    gradient: np.ndarray | None = None,
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
    forms : PathForms, optional
        Of this path and operator, where some are known; if all are, every point is looked at.
    gradient : array of float64, shape (D,), optional
        ∇L at the trained weights; by default 0, as at a minimum.

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
        If ``gradient`` has another length, or ``forms`` belong to another path.

    Notes
    -----
    No eigenvalues: about ``grid`` products in blocks of at most 256 MB, and log2(P/grid) more. The condition need not
    be monotone; the status says so where a later point satisfies it again.

    References
    ----------
    Dossier geom.prune.model; theorem quadratic_model_with_gradient. How far a loss is from the model is said for
    logistic regression by theorem logistic_loss_near_its_quadratic_model.

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
    if forms is not None and (forms.path is not path or forms.operator is not operator):
        raise ShapeError("forms belong to another path or operator (path_quadratic); use PathForms(path, operator)")
    known = PathForms(path, operator) if forms is None else forms
    first = np.zeros(path.prunable + 1) if gradient is None else first_order(path, gradient)
    points = path.prunable + 1 if known.complete else grid
    counts = np.unique(np.linspace(0, path.prunable, points).astype(int))

    def fits(k: int) -> bool:
        return bool(known.at([k])[0] + first[k] <= epsilon)

    name = "path quadratic" if gradient is None else "path quadratic with gradient"
    found = first_failure(name, path, counts, known.at(counts) + first[counts] <= epsilon, fits)
    note = "the real displacement" if gradient is None else "away from a minimum"
    return dataclasses.replace(found, note=f"no retraining, {note}")


def first_order(path: MagnitudePath, gradient: np.ndarray) -> np.ndarray:
    r"""What pruning costs at first order, -∇L · y_k, at every point of the path.

    Parameters
    ----------
    path : MagnitudePath
        Weights and their order.
    gradient : array of float64, shape (D,)
        ∇L at the trained weights.

    Returns
    -------
    array of float64, shape (P + 1,)
        Where the weights are a minimum of L + λ|w|_1 it is λ|y_k|_1.

    Raises
    ------
    InputTypeError, DomainError
        If ``gradient`` is no vector of finite real numbers.
    ShapeError
        If it has another length.

    References
    ----------
    Dossier geom.prune.model; theorem penalty_makes_pruning_cost_more.

    Examples
    --------
    >>> import numpy as np
    >>> from lqtheory.limits import magnitude_path
    >>> first_order(magnitude_path([1.0, -2.0]), np.array([-0.5, 0.5])).tolist()
    [0.0, 0.5, 1.5]
    """
    slope = np.asarray(as_vector(gradient, "gradient", "first_order"), dtype=np.float64)
    if slope.shape != path.weights.shape:
        raise ShapeError(f"gradient has shape {slope.shape} (first_order); give {path.weights.shape}")
    slopes = slope[path.order]
    return np.concatenate([[0.0], np.cumsum(-slopes * path.weights[path.order])])
