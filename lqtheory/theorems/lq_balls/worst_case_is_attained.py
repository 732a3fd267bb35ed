r"""**The worst cases are attained**, each term (m-k)^{1/p} m^{-1/q} of the maximum W(k,n,q,p) by a flat vector.

f has m entries 1, k < m <= n. So W(k,n,q,p), the largest of these terms (lq.worst), is the supremum over the unit l_q
ball, and a maximum, for all q, p > 0 and k >= 0: see :mod:`worst_case_best_k_term_error`. With the largest magnitude
in place of either norm it is so at p = inf (m = k+1) and at q = inf (m = n). With weights, f = 1 stands on the m
smallest c = omega a^{-q/p}, and a^{-1/p} f attains the terms of :mod:`weighted_worst_case_best_k_term_error`.
"""

from functools import cmp_to_key
from typing import Any

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector, balls
from lqtheory.quantities.arrays import as_vector, namespace
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import (
    best_k_term_error,
    lq_norm,
    order_statistic,
    peak,
    tail_power_sum,
    weighted_best_k_term_error,
    weighted_power_sum,
)


def smallest_places(c: Any, m: int) -> Any:
    """Ones at the m smallest entries of c, zeros elsewhere; of equal entries the first."""
    values = as_vector(c, "c", "smallest_places")
    xp = namespace(values)
    ranks = xp.argsort(xp.argsort(values, axis=-1, stable=True), axis=-1)
    return xp.where(ranks < m, xp.ones_like(values), xp.zeros_like(values))


def ball_smallest_places(c: Any, m: int) -> Any:
    """The same by the midpoints."""
    middles = [v.mid() for v in c]  # exact numbers, which floats may not hold

    def order(i: int, j: int) -> int:
        return int(middles[i] > middles[j]) - int(middles[i] < middles[j])

    ranks = sorted(range(len(c)), key=cmp_to_key(order))
    return [balls.ball(int(i in ranks[: int(m)])) for i in range(len(c))]


PLACES = Quantity(
    "smallest_places",
    ("c", "m"),
    smallest_places,
    ball_smallest_places,
    r"1_{{{m}}}({c})",
    sign="nonnegative",
    vector=True,
    integer_arguments=("m",),
)

D = Domain(
    n=Integer(1, typical=(1, 24)),
    k=Integer(0, "n-1"),
    m=Integer("k+1", "n"),
    q=Real(0, typical=(0.2, 4)),
    p=Real(0, typical=(0.2, 8)),
    omega=Vector("n", sign="positive"),
    a=Vector("n", sign="positive"),
)
n, k, m, q, p, omega, a = D.symbols
c = omega * a ** (-q / p)
f = PLACES.symbol(c, m)
x = a ** (-1 / p) * f
kept = (m - k) ** (1 / p)
cheapest = tail_power_sum(c, n - m, 1)

THEOREM = Theorem(
    name="worst_case_is_attained",
    title="The worst cases over l_q balls are attained",
    id="lq.worst.attained",
    statement="For 0 <= k < m <= n, q, p > 0, positive weights omega, a in R^n and f = 1 on the m smallest c = omega "
    "a^(-q/p), 0 elsewhere: sigma_k(f)_p = (m-k)^(1/p) m^(-1/q) ||f||_q = (m-k)^(1/p) max f; |f|_(k+1) = m^(-1/q) "
    "||f||_q; and with weights a the best k-term error of x = a^(-1/p) f is (m-k)^(1/p) (sum of the m smallest "
    "c)^(-1/q) (sum of omega_i |x_i|^q)^(1/q).",
    domain=D,
    claim=Claim(
        then=[
            Relation(best_k_term_error(f, k, p), "=", kept * m ** (-1 / q) * lq_norm(f, q)),
            Relation(best_k_term_error(f, k, p), "=", kept * peak(f)),
            Relation(order_statistic(f, k + 1), "=", m ** (-1 / q) * lq_norm(f, q)),
            Relation(
                weighted_best_k_term_error(x, a, k, p),
                "=",
                kept * cheapest ** (-1 / q) * weighted_power_sum(x, omega, q) ** (1 / q),
            ),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.worst, lq.weighted.class"),
)
