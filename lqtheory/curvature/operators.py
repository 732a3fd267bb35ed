"""Symmetric linear operators that are known by their products alone."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch

from lqtheory.curvature.layout import Layout
from lqtheory.errors import DomainError, ShapeError
from lqtheory.rng import generator_for

__all__ = ["Multiply", "SymmetricOperator", "asymmetry", "checked", "inner"]

#: Largest relative asymmetry by dtype: far above rounding, far below what a wrong operator has.
TOLERANCE = {torch.float64: 1e-10, torch.float32: 1e-4}
#: Entries per partial sum of an inner product, so that widening to float64 needs no second vector.
CHUNK = 1 << 16

Multiply = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True, eq=False)
class SymmetricOperator:
    """A symmetric operator A on R^D.

    Parameters
    ----------
    name : str
        For readers, error texts and checkpoints.
    dimension : int
        D.
    dtype, device : torch.dtype, torch.device
        Of vectors.
    multiply : callable
        Products of a block of vectors, (k, D) -> (k, D).
    semidefinite : bool
        Whether A is positive semidefinite *by construction*; a bracket that needs it is not offered otherwise.
    is_square : bool
        Whether A is the square of another operator, so that its eigenvalues are λ².
    layout : Layout, optional
        Of the parameters that vectors stand for.
    fingerprint : str
        What the products depend on (weights, data); a checkpoint of another fingerprint is refused.
    counter : list of int
        Number of products of the innermost operator so far.
    seconds : float
        Seconds per product, measured when the operator was made.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> operator = matrix_operator([[1.0, 0.0], [0.0, 2.0]])
    >>> operator(torch.tensor([1.0, 1.0], dtype=torch.float64)).tolist(), operator.products
    ([1.0, 2.0], 1)
    """

    name: str
    dimension: int
    dtype: torch.dtype
    device: torch.device
    multiply: Multiply
    semidefinite: bool = False
    is_square: bool = False
    layout: Layout | None = None
    fingerprint: str = ""
    counter: list[int] = field(default_factory=lambda: [0])
    seconds: float = math.nan

    @property
    def products(self) -> int:
        """Products with vectors so far, those of the checks excluded; A² counts two."""
        return self.counter[0]

    def __call__(self, vectors: Any) -> torch.Tensor:
        """Products with a vector (D,) or a block of vectors (k, D).

        Parameters
        ----------
        vectors : torch.Tensor or array, shape (D,) or (k, D)
            Moved to the dtype and device of the operator.

        Returns
        -------
        torch.Tensor
            Of the same shape.

        Raises
        ------
        ShapeError
            If the shape is neither.
        """
        vectors = torch.as_tensor(vectors, dtype=self.dtype, device=self.device)
        if vectors.ndim not in (1, 2) or vectors.shape[-1] != self.dimension:
            raise ShapeError(
                f"vectors has shape {tuple(vectors.shape)}, not ({self.dimension},) or (k, {self.dimension}) "
                f"({self.name})"
            )
        single = vectors.ndim == 1
        products = self.multiply(vectors[None] if single else vectors)
        return products[0] if single else products


def inner(a: torch.Tensor, b: torch.Tensor) -> float:
    """Inner product of two vectors, summed in float64 without a widened copy of either.

    Parameters
    ----------
    a, b : torch.Tensor, shape (D,)
        Of one dtype.

    Returns
    -------
    float

    Examples
    --------
    >>> inner(torch.ones(3), torch.full((3,), 0.5))
    1.5
    """
    if a.dtype == torch.float64:
        return float(a @ b)
    total = torch.zeros((), dtype=torch.float64, device=a.device)
    for x, y in zip(a.split(CHUNK), b.split(CHUNK), strict=True):
        total += x.double() @ y.double()
    return float(total)


def asymmetry(operator: SymmetricOperator) -> float:
    """Relative asymmetry |uᵀAv - vᵀAu| / ((‖Au‖ + ‖Av‖) √D) at one pair of Gaussian vectors.

    Parameters
    ----------
    operator : SymmetricOperator
        Any.

    Returns
    -------
    float
        About 1e-16 for float64 and 1e-8 for float32 if A is symmetric; 0 for A = 0.

    Raises
    ------
    DomainError
        If a product is not finite.

    Notes
    -----
    Two products, which are not counted. The vectors are always the same, those of ``lqtheory.rng`` by name.

    References
    ----------
    Dossier geom.spec.hvp.

    Examples
    --------
    >>> from lqtheory.curvature import matrix_operator
    >>> asymmetry(matrix_operator(torch.eye(3)))
    0.0
    """
    before = operator.counter[0]
    norms, crossed = [], []
    for first, second in (("u", "v"), ("v", "u")):  # a vector is drawn again rather than kept: memory is for the run
        image = operator(_probe(operator, first))
        crossed.append(inner(image, _probe(operator, second)))
        norms.append(math.sqrt(inner(image, image)))
        del image
    operator.counter[0] = before
    if not math.isfinite(sum(norms)):
        raise DomainError(f"a product of {operator.name} is not finite (curvature); check weights and data")
    scale = sum(norms) * math.sqrt(operator.dimension)
    return abs(crossed[0] - crossed[1]) / scale if scale else 0.0


def _probe(operator: SymmetricOperator, name: str) -> torch.Tensor:
    """A Gaussian vector, always the same, of length about √D."""
    single = operator.dtype != torch.float64
    rng = generator_for(0, "curvature", "asymmetry", name)
    drawn = rng.standard_normal(operator.dimension, dtype=np.float32 if single else np.float64)
    return torch.from_numpy(drawn).to(operator.device, operator.dtype)


def checked(operator: SymmetricOperator, tolerance: float | None = None) -> SymmetricOperator:
    """The operator with its time per product, refused if it is not symmetric.

    Parameters
    ----------
    operator : SymmetricOperator
        Any.
    tolerance : float, optional
        Largest relative asymmetry.

    Returns
    -------
    SymmetricOperator

    Raises
    ------
    DomainError
        If it is not symmetric or a product is not finite.
    """
    measured = asymmetry(operator)
    limit = TOLERANCE.get(operator.dtype, 1e-2) if tolerance is None else tolerance
    if measured > limit:
        raise DomainError(
            f"{operator.name} is not symmetric: relative asymmetry {measured:.2e}, allowed {limit:.0e} (curvature); "
            "products must be those of one symmetric matrix"
        )
    before, start = operator.counter[0], time.perf_counter()
    operator(torch.ones(operator.dimension, dtype=operator.dtype, device=operator.device))
    if operator.device.type == "cuda":
        torch.cuda.synchronize(operator.device)
    operator.counter[0] = before
    return replace(operator, seconds=time.perf_counter() - start)
