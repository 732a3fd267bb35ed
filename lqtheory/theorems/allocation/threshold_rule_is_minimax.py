r"""**The least largest error that a budget allows** is the (K+1)-th largest of all values a_i sigma_k(w_i)_p.

The values of the curves k -> a_i sigma_k(w_i)_p, k = 0, ..., d, of all rows are sorted together. For any keep counts
c of sum K the largest error max_i a_i sigma_{c_i}(w_i)_p is at least the (K+1)-th of them: only the K values with k <
c_i can be larger. The threshold rule attains it: a tolerance equal to that value asks each row for as many entries as
it has larger values, at most K in all. With a_i = 1/||w_i||_p it is one relative tolerance for all rows.
"""

from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Matrix, Real, Source, Theorem, Vector, balls
from lqtheory.quantities.curves import best_k_term_curve
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.best_k_term import ball_best_k_term_error
from lqtheory.quantities.top_scores import keep_counts
from lqtheory.relations import Relation


def _curves(w: Any, a: Any, p: float) -> np.ndarray:
    return np.asarray(a)[:, None] * np.asarray(best_k_term_curve(np.asarray(w), p))


def _ball_error(row: Any, weight: Any, kept: int, p: Any) -> Any:
    return weight * ball_best_k_term_error(row, kept, p)


def _threshold(w: Any, a: Any, K: int, p: float) -> float:
    values = np.sort(_curves(w, a, p).ravel())[::-1]
    return float(values[K])


def _ball_threshold(w: Any, a: Any, K: int, p: Any) -> Any:
    rows = zip(w, a, strict=True)
    return balls.sort_descending(_ball_error(row, ai, k, p) for row, ai in rows for k in range(len(row) + 1))[K]


def _largest(w: Any, a: Any, c: tuple[int, ...], p: float) -> float:
    return float(_curves(w, a, p)[np.arange(len(c)), list(c)].max())


def _ball_largest(w: Any, a: Any, c: tuple[int, ...], p: Any) -> Any:
    return balls.sort_descending(_ball_error(row, ai, ci, p) for row, ai, ci in zip(w, a, c, strict=True))[0]


def _needed(w: Any, a: Any, K: int, p: float) -> int:
    return int(np.argmax(_curves(w, a, p) <= _threshold(w, a, K, p), axis=1).sum())


def _ball_needed(w: Any, a: Any, K: int, p: Any) -> Any:
    """Entry by entry in every row; the value that is the threshold itself is met without a comparison."""
    rows = list(zip(w, a, strict=True))
    cells = [(_ball_error(row, ai, k, p), i, k) for i, (row, ai) in enumerate(rows) for k in range(len(row) + 1)]
    threshold, at, kept = sorted(cells, key=lambda cell: -float(cell[0].mid()))[K]
    counts = []
    for i, (row, ai) in enumerate(rows):
        k = 0
        while (i, k) != (at, kept) and _ball_error(row, ai, k, p) > threshold:
            k += 1
        counts.append(k)
    return balls.ball(sum(counts))


NEEDED = Quantity(
    "budget_needed", ("w", "a", "K", "p"), _needed, _ball_needed, r"\sum_i k_i(\varepsilon_{{{K},{p}}}({w},{a}))",
    sign="nonnegative", integer_arguments=("K",), integer=True,
)  # fmt: skip
LARGEST = Quantity(
    "largest_error", ("w", "a", "c", "p"), _largest, _ball_largest, r"E_{{{p}}}({w},{a};{c})", sign="nonnegative"
)
THRESHOLD = Quantity(
    "budget_threshold", ("w", "a", "K", "p"), _threshold, _ball_threshold, r"\varepsilon_{{{K},{p}}}({w},{a})",
    sign="nonnegative", integer_arguments=("K",),
)  # fmt: skip

D = Domain(
    r=Integer(1, typical=(1, 4)),
    d=Integer(1, typical=(1, 5)),
    K=Integer(0, "r*d"),
    p=Real(0, typical=(0.2, 4)),
    a=Vector("r", sign="positive"),
    w=Matrix("r", "d"),
    c=keep_counts(),
)
r, d, K, p, a, w, c = D.symbols

THEOREM = Theorem(
    name="threshold_rule_is_minimax",
    title="The threshold rule minimises the largest error",
    id="lq.alloc.max",
    statement="For rows w of d entries with weights a > 0, p > 0 and keep counts c of sum K, the largest error"
    " a_i sigma_{c_i}(w_i)_p is at least the (K+1)-th largest of all values a_i sigma_k(w_i)_p, 0 <= k <= d, and the"
    " least counts with errors of at most that value add up to at most K.",
    domain=D,
    claim=Claim(
        then=[
            Relation(THRESHOLD.symbol(w, a, K, p), "<=", LARGEST.symbol(w, a, c, p)),
            Relation(NEEDED.symbol(w, a, K, p), "<=", K),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.alloc.max"),
    provenance="derived",
    notes="The dossier has the least feasible tolerance among the values; that it is the (K+1)-th largest of them is"
    " seen by counting.",
)
