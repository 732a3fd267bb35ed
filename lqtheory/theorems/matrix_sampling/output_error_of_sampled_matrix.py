r"""**From matrix to output**: ||(B-A)a||_2 <= ||B-A||_2 ||a||_2.

To compare sampled matrices with coresets on the same points, at the same number of stored edges. Equality for the
leading right singular vector of B - A.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Object, Source, Theorem, balls
from lqtheory.balls.matrices import spectral_norm
from lqtheory.quantities.quantity import Quantity


@dataclass(frozen=True, eq=False)
class Change:
    """B - A and an input, as arrays or lists of balls."""

    matrix: Any
    a: Any

    def __repr__(self) -> str:
        return f"Change({np.asarray(self.matrix).tolist()}, {np.asarray(self.a).tolist()})"


def sample(rng: np.random.Generator, **_: Any) -> Change:
    """A random matrix with an input, often near its leading right singular vector."""
    m, n = (int(v) for v in rng.integers(1, 4, 2))
    matrix = np.round(rng.standard_normal((m, n)) * 2, 1)
    a = np.linalg.svd(matrix)[2][0] if rng.random() < 0.5 else rng.standard_normal(n)
    return Change(matrix, np.round(a, 4))


def in_balls(value: Change) -> Change:
    """Exact balls of all entries."""
    return Change([balls.ball_vector(row) for row in value.matrix], balls.ball_vector(value.a))


def _length(values: Any) -> Any:
    return balls.power(balls.total(v * v for v in values), balls.ball(1) / 2)


def _ball_output(value: Change) -> Any:
    return _length(balls.total(b * x for b, x in zip(row, value.a, strict=True)) for row in value.matrix)


def _quantity(name: str, array: Any, ball: Any, latex: str) -> Quantity:
    return Quantity(name, ("A",), array, ball, latex, "baseline.to_output", sign="nonnegative")


OUTPUT = _quantity("changed_output", lambda v: float(np.linalg.norm(v.matrix @ v.a)), _ball_output, r"\|{A}a\|_2")
NORM = _quantity(
    "changed_norm", lambda v: float(np.linalg.norm(v.matrix, 2)), lambda v: spectral_norm(v.matrix), r"\|{A}\|_2"
)
INPUT = _quantity("input_length", lambda v: float(np.linalg.norm(v.a)), lambda v: _length(v.a), r"\|a\|_2({A})")
D = Domain(A=Object(sample, ball=in_balls, description="the change of a matrix, with an input"))
(A,) = D.symbols

THEOREM = Theorem(
    name="output_error_of_sampled_matrix",
    title="Output error of a sampled matrix",
    id="baseline.to_output",
    statement="For every change A of a matrix and every input a, the length of the change of the output is at most the "
    "spectral norm of A times the length of a.",
    domain=D,
    claim=AtMost(OUTPUT.symbol(A), NORM.symbol(A) * INPUT.symbol(A)),
    source=Source("rudin_1976", "Theorem 9.7"),
    provenance="derived",
)
