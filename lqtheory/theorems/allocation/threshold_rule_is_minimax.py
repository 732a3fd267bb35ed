r"""**The least largest error that a budget allows** is the (K+1)-th largest of all values a_i sigma_k(w_i)_p.

The values of the curves k -> a_i sigma_k(w_i)_p, k = 0, ..., d, of all rows are sorted together. For any keep counts
c of sum K the largest error max_i a_i sigma_{c_i}(w_i)_p is at least the (K+1)-th of them: only the K values with k <
c_i can be larger. The threshold rule attains it: a tolerance equal to that value asks for as many entries as there
are larger values, at most K. With a_i = 1/||w_i||_p it is one relative tolerance for all rows.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Matrix, Real, Source, Theorem, Vector, balls
from lqtheory.members import Object
from lqtheory.quantities.curves import best_k_term_curve
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.best_k_term import ball_best_k_term_error
from lqtheory.theorems.allocation.allocation_by_scores_is_optimal import counts


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
    c=Object(counts, ball=tuple, description="keep counts of the rows, K in all"),
)
r, d, K, p, a, w, c = D.symbols

THEOREM = Theorem(
    name="threshold_rule_is_minimax",
    title="The threshold rule minimises the largest error",
    id="lq.alloc.max",
    statement="For rows w of d entries with weights a > 0, p > 0 and keep counts c of sum K, the largest error"
    " a_i sigma_{c_i}(w_i)_p is at least the (K+1)-th largest of all values a_i sigma_k(w_i)_p, 0 <= k <= d.",
    domain=D,
    claim=AtMost(THRESHOLD.symbol(w, a, K, p), LARGEST.symbol(w, a, c, p)),
    source=Source("lqtheory_dossier", "lq.alloc.max"),
    provenance="derived",
    notes="The dossier has the least feasible tolerance among the values; that it is the (K+1)-th largest of them is"
    " seen by counting.",
)
