r"""**No allocation of the budget beats the K largest scores**: rows, weights and competing keep counts, literally.

Row i with weight a_i keeps c_i of its d entries, sum c_i = K, and leaves a_i sigma_{c_i}(w_i)_p^p; together this is at
least the sum of the rd-K smallest scores a_i |w_ij|^p, which the K largest leave. The competing allocation c is a
parameter. Equality for c = the counts of the K largest scores. The dual certificate of one row is
``threshold_supports_tail``, the exchange between two rows ``exchange_between_rows``, both proved without citation.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Matrix, Real, Source, Theorem, Vector, balls
from lqtheory.members import Object
from lqtheory.quantities.best_k_term import tail_power_sum
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.best_k_term import ball_tail_power_sum


def counts(rng: np.random.Generator, r: int, d: int, K: int, **others: Any) -> tuple[int, ...]:
    """Counts of K of the r d entries, drawn without replacement; one row after the other in every fourth draw."""
    kept = np.arange(r * d)[:K] if rng.integers(4) == 0 else rng.permutation(r * d)[:K]
    return tuple(int(v) for v in np.bincount(kept // d, minlength=r))


def _cost(w: Any, a: Any, c: tuple[int, ...], p: float) -> float:
    return float(sum(ai * tail_power_sum(row, ci, p) for row, ai, ci in zip(w, a, c, strict=True)))


def _ball_cost(w: Any, a: Any, c: tuple[int, ...], p: Any) -> Any:
    return balls.total(ai * ball_tail_power_sum(row, ci, p) for row, ai, ci in zip(w, a, c, strict=True))


def _left(w: Any, a: Any, K: int, p: float) -> float:
    scores = np.asarray(a)[:, None] * np.abs(w) ** p
    return float(np.sort(scores.ravel())[: scores.size - K].sum())


def _ball_left(w: Any, a: Any, K: int, p: Any) -> Any:
    scores = [ai * balls.power(abs(v), p) for row, ai in zip(w, a, strict=True) for v in row]
    return balls.total([balls.ball(0), *balls.sort_descending(scores)[K:]])


COST = Quantity(
    "allocation_cost", ("w", "a", "c", "p"), _cost, _ball_cost, r"T_{{{p}}}({w},{a};{c})", sign="nonnegative"
)
LEFT = Quantity(
    "smallest_scores", ("w", "a", "K", "p"), _left, _ball_left, r"\tau_{{{K},{p}}}({w},{a})",
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
    name="allocation_by_scores_is_optimal",
    title="No allocation beats the K largest scores",
    id="lq.alloc.exact",
    statement="For rows w of d entries with weights a > 0, p > 0 and keep counts c of sum K, the sum of "
    "a_i sigma_{c_i}(w_i)_p^p is at least the sum of the rd-K smallest scores a_i |w_ij|^p.",
    domain=D,
    claim=AtMost(LEFT.symbol(w, a, K, p), COST.symbol(w, a, c, p)),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
    notes="Rows of equal length; shorter ones are padded with zeros, which changes no error.",
)
