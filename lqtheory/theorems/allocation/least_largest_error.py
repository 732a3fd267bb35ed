r"""**One absolute tolerance is optimal for the largest error**: exchange argument for max_i a_i sigma_{k_i}(w_i)_p.

Rows x and y with weights a, b keep k and j entries such that both errors are at most eps = b sigma_{j-1}(y)_p: with
one entry less y would have an error of eps or more. Then giving t more to x and t fewer to y does not lower the
largest error. The threshold rule (the least eps that fits the budget, equal for all rows) meets this for every row,
and a competing allocation gives less to some row, so the rule is optimal for any number of rows. Equality for flat
rows that lose one entry each.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error

D = Domain(
    t=Integer(1, typical=(1, 4)),
    k=Integer(0, typical=(0, 6)),
    j=Integer("t", typical=("t", "t+6")),
    n=Integer("k+t", typical=("k+t", "k+t+6")),
    m=Integer("j", typical=("j", "j+6")),
    p=Real(0, typical=(0.2, 4)),
    a=Real(0, typical=(0.1, 4)),
    b=Real(0, typical=(0.1, 4)),
    x=Vector("n"),
    y=Vector("m"),
)
t, k, j, n, m, p, a, b, x, y = D.symbols
first = lambda kept: a * best_k_term_error(x, kept, p)  # noqa: E731
second = lambda kept: b * best_k_term_error(y, kept, p)  # noqa: E731


def extremal(
    t: int,
    k: int,
    j: int,
    n: int,
    m: int,
    p: float,
    a: float,
    b: float,
) -> dict[str, np.ndarray]:
    """Flat y; x as large as the condition allows."""
    error = (m - j + 1) ** (1 / p) * b / a
    return {"x": np.full(n, error * (n - k) ** (-1 / p) if n > k else 0.0), "y": np.ones(m)}


THEOREM = Theorem(
    name="least_largest_error",
    title="One tolerance for all rows minimises the largest error",
    id="lq.alloc.max",
    statement="For x in R^n, y in R^m, a, b, p > 0 and counts k, j with a sigma_k(x)_p <= b sigma_{j-1}(y)_p, "
    "moving t kept entries from y to x does not lower the larger of a sigma_k(x)_p and b sigma_j(y)_p.",
    domain=D,
    claim=Claim(
        given=[Relation(first(k), "<=", second(j - 1))],
        then=[Relation(error, "<=", sp.Max(first(k + t), second(j - t))) for error in (first(k), second(j))],
    ),
    extremal=extremal,
    sharp_at=({"t": 1, "k": 1, "j": 2, "n": 3, "m": 5, "p": 1, "a": 1, "b": 1},),
    source=Source("lqtheory_dossier", "lq.alloc.max"),
    notes="The relative rule is the case a = 1/||x||_p, b = 1/||y||_p.",
)
