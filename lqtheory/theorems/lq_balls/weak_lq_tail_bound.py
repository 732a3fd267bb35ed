r"""**Best k-term errors of power laws**: r H <= sigma_k(x)_p <= ||x||_{q,inf} H, H = (sum_{i=k+1}^{n} i^{-p/q})^{1/p}.

||x||_{q,inf} = max_i i^{1/q} |x|_(i) is the smallest R with |x|_(i) <= R i^{-1/q}, and the sum is a difference of
Hurwitz zeta values, zeta(p/q, k+1) - zeta(p/q, n+1). No relation between p and q is needed. r is the largest number
with |x|_(i) >= r i^{-1/q} for i > k: both sides are attained by the power law |x|_(i) = R i^{-1/q}, where r = R.
"""

import math

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.expressions import MaxOver
from lqtheory.instances import power_law
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, order_statistic, weak_lq_bound, weak_lq_norm

D = Domain(
    n=Integer(1, typical=(1, 64)),
    k=Integer(0, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real(0, typical=(0.2, 8)),
    x=Vector("n"),
)
n, k, q, p, x = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
level = -MaxOver(-(j ** (1 / q)) * order_statistic(x, j), j, k + 1, n)
error, harmonic = best_k_term_error(x, k, p), weak_lq_bound(k, n, q, p)


def power_law_at(n: int, k: int, q: float, p: float) -> np.ndarray:
    """The power law of exponent 1/q; times a common multiple of 1, ..., n where floats can then hold it exactly."""
    multiple = math.lcm(*range(1, n + 1))
    if float(1 / q).is_integer() and multiple ** (1 / q) < 2**53:
        return np.array([float((multiple // i) ** round(1 / q)) for i in range(1, n + 1)])
    return power_law(n, 1 / q)


THEOREM = Theorem(
    name="weak_lq_tail_bound",
    title="Best k-term errors of power laws",
    id="lq.weak",
    statement=(
        "For x in R^n, 0 <= k < n and q, p > 0, sigma_k(x)_p is at most ||x||_{q,inf} times (sum over k < i <= n of "
        "i^(-p/q))^(1/p), and its p-th power at least the same with the smallest i^(1/q) |x|_(i), k < i <= n, instead."
    ),
    domain=D,
    claim=Claim(
        then=[
            Relation(error, "<=", weak_lq_norm(x, q) * harmonic),
            Relation(level**p * harmonic**p, "<=", error**p),
        ]
    ),
    extremal=power_law_at,
    sharp_at=({"n": 6, "k": 2, "q": 1, "p": 2}, {"n": 6, "k": 0, "q": 0.5, "p": 1}),
    source=Source("lqtheory_dossier", "lq.weak"),
)
