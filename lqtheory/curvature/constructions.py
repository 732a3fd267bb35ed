"""Symmetric operators made of functions, matrices and other operators."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import torch

from lqtheory.curvature.operators import Multiply, SymmetricOperator, checked
from lqtheory.errors import DomainError, InputTypeError, ShapeError

__all__ = ["matrix_operator", "restricted", "squared", "symmetric_operator"]


def symmetric_operator(
    multiply: Multiply,
    dimension: int,
    *,
    name: str = "operator",
    dtype: torch.dtype = torch.float64,
    device: Any = "cpu",
    semidefinite: bool = False,
    fingerprint: str = "",
) -> SymmetricOperator:
    """An operator from a function that multiplies a vector.

    Parameters
    ----------
    multiply : callable
        (D,) -> (D,).
    dimension : int
        D >= 1.
    name, fingerprint : str
        As in :class:`SymmetricOperator`.
    dtype, device : torch.dtype, torch.device
        Of vectors.
    semidefinite : bool
        Whether it is positive semidefinite for certain.

    Returns
    -------
    SymmetricOperator

    Raises
    ------
    DomainError
        If ``dimension`` is below 1, the operator is not symmetric, or a product is not finite.

    Notes
    -----
    Three products for checks.

    Examples
    --------
    >>> symmetric_operator(lambda v: 2 * v, 3)(torch.ones(3)).tolist()
    [2.0, 2.0, 2.0]
    """
    if dimension < 1:
        raise DomainError(f"dimension={dimension} is below 1 (symmetric_operator)")
    counter = [0]

    def block(vectors: torch.Tensor) -> torch.Tensor:
        counter[0] += len(vectors)
        return torch.stack([multiply(vector) for vector in vectors])

    made = SymmetricOperator(
        name, dimension, dtype, torch.device(device), block, semidefinite, False, None, fingerprint, counter
    )
    return checked(made)


def matrix_operator(matrix: Any, *, semidefinite: bool = False, name: str = "matrix") -> SymmetricOperator:
    """A symmetric matrix as an operator.

    Parameters
    ----------
    matrix : array, shape (D, D)
        Symmetric; float32 tensors stay in float32.
    semidefinite : bool
        Whether it is positive semidefinite for certain.
    name : str
        For error texts.

    Returns
    -------
    SymmetricOperator

    Raises
    ------
    ShapeError
        If it is not square.
    InputTypeError
        If it is complex.
    DomainError
        If it is not symmetric or not finite.

    Examples
    --------
    >>> matrix_operator([[0.0, 1.0], [1.0, 0.0]]).dimension
    2
    """
    matrix = torch.as_tensor(matrix)
    if matrix.is_complex():
        raise InputTypeError(f"matrix is {matrix.dtype} (matrix_operator); give a real symmetric one")
    matrix = matrix if matrix.dtype == torch.float32 else matrix.double()
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not len(matrix):
        raise ShapeError(f"matrix has shape {tuple(matrix.shape)} (matrix_operator); give a square one")
    difference = float((matrix - matrix.T).abs().max())
    if not difference <= 1e-6 * float(matrix.abs().max()):
        raise DomainError(
            f"matrix is not symmetric: entries differ by {difference:.2e} (matrix_operator); use (A + Aᵀ)/2"
        )
    counter = [0]

    def block(vectors: torch.Tensor) -> torch.Tensor:
        counter[0] += len(vectors)
        product: torch.Tensor = vectors @ matrix
        return product

    made = SymmetricOperator(
        name, len(matrix), matrix.dtype, matrix.device, block, semidefinite, False, None, "", counter
    )
    return checked(made)


def squared(operator: SymmetricOperator) -> SymmetricOperator:
    """The square A², which is positive semidefinite whatever A is.

    Parameters
    ----------
    operator : SymmetricOperator
        A.

    Returns
    -------
    SymmetricOperator
        Two products of A each; they share the counter.

    Raises
    ------
    DomainError
        If it is a square already.

    Examples
    --------
    >>> squared(matrix_operator([[1.0, 0.0], [0.0, -3.0]]))([1.0, 1.0]).tolist()
    [1.0, 9.0]
    """
    if operator.is_square:
        raise DomainError(f"{operator.name} is a square already (squared)")
    return replace(
        operator,
        name=f"square of {operator.name}",
        multiply=lambda vectors: operator.multiply(operator.multiply(vectors)),
        semidefinite=True,
        is_square=True,
        seconds=2 * operator.seconds,
    )


def restricted(operator: SymmetricOperator, kept: Any) -> SymmetricOperator:
    """The operator on the coordinates that are kept, v ↦ M A M v with the mask M.

    Parameters
    ----------
    operator : SymmetricOperator
        A.
    kept : array of bool, shape (D,)
        True where a coordinate is kept.

    Returns
    -------
    SymmetricOperator
        On R^D still; vectors are zero at the other coordinates after a product.

    Raises
    ------
    ShapeError
        If the mask has another shape.
    InputTypeError
        If it is not bool.
    DomainError
        If the operator is a square, whose restriction is not the square of a restriction.

    Examples
    --------
    >>> restricted(matrix_operator([[2.0, 1.0], [1.0, 3.0]]), [True, False])([1.0, 1.0]).tolist()
    [2.0, 0.0]
    """
    mask = torch.as_tensor(kept, device=operator.device)
    if mask.dtype != torch.bool:
        raise InputTypeError(f"kept is {mask.dtype} (restricted); give bools")
    if tuple(mask.shape) != (operator.dimension,):
        raise ShapeError(f"kept has shape {tuple(mask.shape)}, not ({operator.dimension},) (restricted)")
    if operator.is_square:
        raise DomainError(f"{operator.name} is a square (restricted); restrict the operator, then square it")
    digest = hashlib.sha256(mask.cpu().numpy().tobytes()).hexdigest()[:16]
    return replace(
        operator,
        name=f"{operator.name} on {int(mask.sum())} of {operator.dimension} coordinates",
        multiply=lambda vectors: operator.multiply(vectors * mask) * mask,
        fingerprint=f"{operator.fingerprint} kept {digest}",
    )
