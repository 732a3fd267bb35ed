r"""**Eckart and Young**: no matrix of rank k is nearer than the truncated singular value decomposition, in either norm.

sigma_{k+1}(A) <= ||A - UV||_2 and sum_{i>k} sigma_i(A)^2 <= ||A - UV||_F^2 for factors U and V of inner dimension k.
Equality for the k leading singular pairs, which the sampler often gives.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Object, Source, Theorem, balls
from lqtheory.balls.matrices import singular_values, spectral_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation


@dataclass(frozen=True, eq=False)
class Factored:
    """A matrix and two factors, as arrays or lists of rows of balls."""

    matrix: Any
    left: Any
    right: Any

    def __repr__(self) -> str:
        return f"Factored({', '.join(str(np.asarray(v).tolist()) for v in (self.matrix, self.left, self.right))})"


def sample(rng: np.random.Generator, **_: Any) -> Factored:
    """Random factors, or rounded leading singular pairs."""
    m, n = (int(v) for v in rng.integers(2, 4, 2))
    k = int(rng.integers(1, min(m, n)))
    matrix = np.round(rng.standard_normal((m, n)) * 2, 1)
    left, right = rng.standard_normal((m, k)), rng.standard_normal((k, n))
    if rng.random() < 0.7:
        u, values, v = np.linalg.svd(matrix)
        left, right = u[:, :k] * values[:k], v[:k]
    return Factored(matrix, np.round(left, 6), np.round(right, 6))


def in_balls(value: Factored) -> Factored:
    """Exact balls of all entries."""
    return Factored(*([balls.ball_vector(row) for row in part] for part in (value.matrix, value.left, value.right)))


def _rest(value: Factored) -> Any:
    return value.matrix - value.left @ value.right


def _ball_rest(value: Factored) -> list[list[Any]]:
    columns = list(zip(*value.right, strict=True))
    return [
        [
            a - balls.total(u * v for u, v in zip(left, column, strict=True))
            for a, column in zip(row, columns, strict=True)
        ]
        for row, left in zip(value.matrix, value.left, strict=True)
    ]


def _values(value: Factored) -> Any:
    return np.linalg.svd(value.matrix, compute_uv=False)[value.left.shape[1] :]


def _ball_values(value: Factored) -> list[Any]:
    return singular_values(value.matrix)[len(value.right) :]


def _quantity(name: str, array: Any, ball: Any, latex: str) -> Quantity:
    return Quantity(name, ("A",), array, ball, latex, "baseline.svd", sign="nonnegative")


NEXT = _quantity(
    "next_singular_value", lambda v: float(_values(v)[0]), lambda v: _ball_values(v)[0], r"\sigma_{{k+1}}({A})"
)
TAIL = _quantity(
    "singular_tail",
    lambda v: float(np.sum(_values(v) ** 2)),
    lambda v: balls.total(s * s for s in _ball_values(v)),
    r"\sum_{{i>k}}\sigma_i^2({A})",
)
SPECTRAL = _quantity(
    "factored_spectral_error",
    lambda v: float(np.linalg.norm(_rest(v), 2)),
    lambda v: spectral_norm(_ball_rest(v)),
    r"\|{A}-UV\|_2",
)
FROBENIUS = _quantity(
    "factored_square_error",
    lambda v: float(np.sum(_rest(v) ** 2)),
    lambda v: balls.total(e * e for row in _ball_rest(v) for e in row),
    r"\|{A}-UV\|_F^2",
)
D = Domain(A=Object(sample, ball=in_balls, description="a matrix with factors U and V of a smaller inner dimension"))
(A,) = D.symbols

THEOREM = Theorem(
    name="truncated_singular_values_are_best",
    title="Eckart-Young",
    id="baseline.svd",
    statement="For every matrix A and factors U, V of inner dimension k, the spectral norm of A - UV is at least "
    "sigma_(k+1) and its squared Frobenius norm at least the sum of the later squared singular values.",
    domain=D,
    claim=Claim(
        then=[
            Relation(NEXT.symbol(A), "<=", SPECTRAL.symbol(A)),
            Relation(TAIL.symbol(A), "<=", FROBENIUS.symbol(A)),
        ]
    ),
    source=Source("horn_johnson_2013", "section 7.4.2"),
    provenance="recalled",
)
