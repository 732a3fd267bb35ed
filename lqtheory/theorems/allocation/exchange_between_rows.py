r"""**Exchange argument**: moving kept entries from a larger to a smaller score never helps.

Rows x and y with weights a and b keep k and j entries. If the next score of x, a |x|_(k+1)^p, is at most the last one
of y, b |y|_(j)^p, then giving t more entries to x and t fewer to y does not lower a sigma_k(x)_p^p + b
sigma_j(y)_p^p. A competing allocation of the same budget over any number of rows gives more to some row and less to
another, so counts from the K largest scores are optimal. Equality for flat rows of equal score. Every convex
nonincreasing curve that ends at 0 is such a tail sum (of its own steps, p = 1), so the greedy rule by marginal gain
is optimal for all of them.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(
    t=Integer(1, typical=(1, 6)),
    k=Integer(0, typical=(0, 8)),
    j=Integer("t", typical=("t", "t+8")),
    n=Integer("k+t", typical=("k+t", "k+t+8")),
    m=Integer("j", typical=("j", "j+8")),
    p=Real(0, typical=(0.2, 4)),
    a=Real(0, typical=(0.1, 4)),
    b=Real(0, typical=(0.1, 4)),
    x=Vector("n"),
    y=Vector("m"),
)
t, k, j, n, m, p, a, b, x, y = D.symbols


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
    """Flat rows of equal score."""
    return {"x": np.full(n, (b / a) ** (1 / p)), "y": np.ones(m)}


THEOREM = Theorem(
    name="exchange_between_rows",
    title="Exchange argument for two rows",
    id="lq.alloc.exact",
    statement="For x in R^n, y in R^m, a, b, p > 0 and counts k, j with a |x|_(k+1)^p <= b |y|_(j)^p, moving t kept "
    "entries from y to x does not lower a sigma_k(x)_p^p + b sigma_j(y)_p^p.",
    domain=D,
    claim=Claim(
        given=[Relation(a * order_statistic(x, k + 1) ** p, "<=", b * order_statistic(y, j) ** p)],
        then=[
            Relation(
                a * tail_power_sum(x, k, p) + b * tail_power_sum(y, j, p),
                "<=",
                a * tail_power_sum(x, k + t, p) + b * tail_power_sum(y, j - t, p),
            )
        ],
    ),
    extremal=extremal,
    sharp_at=(
        {"t": 2, "k": 1, "j": 3, "n": 4, "m": 5, "p": 2, "a": 1, "b": 1},
        {"t": 1, "k": 0, "j": 1, "n": 1, "m": 1, "p": 1, "a": 1, "b": 2},
    ),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
)
