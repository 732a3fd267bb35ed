r"""**No allocation of the budget beats the K largest scores**: rows, weights and competing keep counts, literally.

Row i with weight a_i that keeps k_i of its d entries leaves a_i sigma_{k_i}(w_i)_p^p. With k^_i the number of the K
largest scores a_i |w_ij|^p in row i this adds up to no more than with any counts c of sum K. The least of the K largest
scores prices every count of a row (:mod:`threshold_supports_tail`); the exchange between two rows is
:mod:`exchange_between_rows`. Equality for c = k^.
"""

from typing import Any

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Matrix, Real, Source, Theorem, Vector
from lqtheory.quantities.matrix_rows import MATRIX_ROW
from lqtheory.quantities.top_scores import KEPT, ROW_WEIGHT, TOP_COUNT, keep_counts
from lqtheory.symbols import tail_power_sum

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
index = sp.Symbol("i", integer=True, positive=True)


def top(i: sp.Expr) -> sp.Expr:
    """How many of the K largest scores the row has."""
    return TOP_COUNT.symbol(w, a, K, p, i)


def left(i: sp.Expr, count: sp.Expr) -> sp.Expr:
    """What the row leaves, weighted."""
    return ROW_WEIGHT.symbol(a, i) * tail_power_sum(MATRIX_ROW.symbol(w, i), count, p)


def total(term: sp.Expr) -> sp.Expr:
    """Sum over the rows."""
    return sp.Sum(term, (index, 1, r))


def extremal(r: int, d: int, K: int, p: float) -> dict[str, Any]:
    """Flat rows, filled one after the other: all allocations leave the same."""
    return {"a": np.ones(r), "w": np.ones((r, d)), "c": tuple(min(d, max(0, K - i * d)) for i in range(r))}


THEOREM = Theorem(
    name="allocation_by_scores_is_optimal",
    title="No allocation beats the K largest scores",
    id="lq.alloc.exact",
    statement="For r rows w of d entries with weights a > 0, p > 0 and keep counts c of sum K, the sum of "
    "a_i sigma_k(w_i)_p^p with k the number of the K largest scores a_i |w_ij|^p in row i is at most that with c_i.",
    domain=D,
    claim=AtMost(total(left(index, top(index))), total(left(index, KEPT.symbol(c, index)))),
    extremal=extremal,
    sharp_at=({"r": 2, "d": 3, "K": 4, "p": 2},),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
    notes="Rows of equal length; shorter ones are padded with zeros, which changes no error.",
)
