r"""**Mistakes of a pruned network are at most the small margins of the original one**, on the same samples.

err_01(f~) <= #{i: f_{y_i} - max_{j != y_i} f_j <= sqrt(2) ||f~ - f||_2}/n: at a sample whose margin is larger than
sqrt(2) times the Euclidean change of its logits the label stays ahead (:mod:`margin_certifies_prediction` with
:mod:`oscillation_at_most_norms`). Any upper bound of the change does as well. Ties count as mistakes. For unseen inputs
see :mod:`occam_margin_gap_rarely_exceeded`.
"""

from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Matrix, Source, Theorem, balls
from lqtheory.members import Object
from lqtheory.quantities.quantity import Quantity


def labels(rng: np.random.Generator, n: int, c: int, **_: Any) -> tuple[int, ...]:
    """A class for every sample."""
    return tuple(int(v) for v in rng.integers(1, c + 1, n))


def _fits(y: tuple[int, ...], n: int, c: int) -> bool:
    return len(y) == n and all(1 <= v <= c for v in y)


def _row(table: Any, i: int) -> list[Fraction]:
    """A row in exact numbers: comparisons of sums of floats depend on rounding at ties."""
    return [Fraction(float(v)) for v in table[i - 1]]


def _mistake(Z: Any, E: Any, y: tuple[int, ...], i: int) -> int:
    logits, label = [z + e for z, e in zip(_row(Z, i), _row(E, i), strict=True)], y[i - 1] - 1
    return int(any(logits[j] >= logits[label] for j in range(len(logits)) if j != label))


def _small_margin(Z: Any, E: Any, y: tuple[int, ...], i: int) -> int:
    logits, label = _row(Z, i), y[i - 1] - 1
    square = 2 * sum(e * e for e in _row(E, i))
    gaps = [logits[label] - logits[j] for j in range(len(logits)) if j != label]
    return int(any(gap <= 0 or gap * gap <= square for gap in gaps))


def _ball_mistake(Z: Any, E: Any, y: tuple[int, ...], i: int) -> Any:
    """A comparison that is not decided counts as none: it refutes nothing."""
    logits, label = [z + e for z, e in zip(Z[i - 1], E[i - 1], strict=True)], y[i - 1] - 1
    return balls.ball(int(any(logits[j] >= logits[label] for j in range(len(logits)) if j != label)))


def _ball_small_margin(Z: Any, E: Any, y: tuple[int, ...], i: int) -> Any:
    """A comparison that is not decided counts as small."""
    logits, label = Z[i - 1], y[i - 1] - 1
    reach = (2 * balls.total(e * e for e in E[i - 1])).sqrt()
    gaps = [logits[label] - logits[j] for j in range(len(logits)) if j != label]
    return balls.ball(int(any(not gap > reach for gap in gaps)))


ARGUMENTS = ("Z", "E", "y", "i")
MISTAKE = Quantity(
    "mistake", ARGUMENTS, _mistake, _ball_mistake, r"e_{{{i}}}({Z}+{E},{y})", sign="nonnegative",
    integer_arguments=("i",), integer=True,
)  # fmt: skip
SMALL = Quantity(
    "small_margin", ARGUMENTS, _small_margin, _ball_small_margin, r"s_{{{i}}}({Z},{E},{y})",
    sign="nonnegative", integer_arguments=("i",), integer=True,
)  # fmt: skip

D = Domain(
    n=Integer(1, typical=(1, 6)),
    c=Integer(1, typical=(2, 4)),
    Z=Matrix("n", "c"),
    E=Matrix("n", "c"),
    y=Object(labels, ball=tuple, description="a class for each of the n samples", of=("n", "c"), fits=_fits),
)
n, c, Z, E, y = D.symbols
index = sp.Symbol("i", integer=True, positive=True)


def total(quantity: Quantity) -> sp.Expr:
    """Number of samples."""
    return sp.Sum(quantity.symbol(Z, E, y, index), (index, 1, n))


def extremal(n: int, c: int) -> dict[str, Any]:
    """The second class catches up with the first one."""
    first, step = np.eye(c)[0], np.zeros(c)
    step[:2] = (-0.5, 0.5)[: min(c, 2)]
    return {"Z": np.tile(first, (n, 1)), "E": np.tile(step, (n, 1)), "y": (1,) * n}


THEOREM = Theorem(
    name="small_margins_bound_mistakes",
    title="Mistakes of a pruned network and small margins",
    id="lq.net.margin.sample",
    statement="For logits Z of n samples with c classes, their changes E and labels y, the number of samples at which "
    "another class reaches the label in Z + E is at most the number at which the margin of the label in Z is at most "
    "sqrt(2) times the Euclidean norm of the change.",
    domain=D,
    claim=AtMost(total(MISTAKE), total(SMALL)),
    extremal=extremal,
    sharp_at=({"n": 2, "c": 2},),
    source=Source("lqtheory_dossier", "lq.net.margin"),
)
